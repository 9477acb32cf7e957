package io.rialto.launcher.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that makes no sense, in one sentence: which word, and where the words stand that do. */
public final class Misuse {
    private Misuse() {}

    /** Says so on standard error; returns the exit code. */
    public static int explain(ParameterException failure, String[] words) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println("rialto: " + sentence(failure) + "; `" + name + " --help` lists what there is");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String sentence(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            return "unknown " + (unmatched.isUnknownOption() ? "option " : "word ") + word;
        }
        String message = failure.getMessage().lines().findFirst().orElse("");
        return message.isEmpty() ? message : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
