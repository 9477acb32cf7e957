package io.rialto.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.ExitCode;

/** A command cannot do what it is asked; the message is for who asked. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** It went wrong. */
    static CommandFailure failed(String message) {
        return new CommandFailure(ExitCode.SOFTWARE, message);
    }

    /** It makes no sense. */
    static CommandFailure wrongUse(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /** The node said no: {@code {"code":…, "error":…, "info":…}}. */
    static CommandFailure refused(JsonNode answer) {
        String error = answer.path("error").asText();
        String info = answer.path("info").asText();
        return failed(info.isEmpty() ? error : error + ": " + info);
    }

    int exitCode() {
        return exitCode;
    }
}
