package io.rialto.launcher.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Mixin;

/** Runs commands the way a shell does: words in; exit code, output, messages out. */
final class Shell {
    /** What came of a command. */
    record Run(int code, String out, String err) {}

    /** What stands in for the real main command. */
    @Command(
            name = "rialto",
            subcommands = {
                AccountCommand.class,
                PublishCommand.class,
                SubscribeCommand.class,
                CheckConfigCommand.class,
                PrintConfigCommand.class,
                SettingsCommand.class
            })
    static final class Root {
        @Mixin
        ConfigOptions options = new ConfigOptions();
    }

    private Shell() {}

    static Run run(String... words) {
        return runWithInput("", words);
    }

    static Run runWithInput(String input, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = execute(input, new PrintWriter(out), new PrintWriter(err), words);
        return new Run(code, out.toString(), err.toString());
    }

    /** Runs a command whose output nobody reads any more; returns its exit code. */
    static int runIntoBrokenPipe(String... words) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        PrintStream likeSystemOut = new PrintStream(broken, false, StandardCharsets.UTF_8);
        PrintWriter out = new PrintWriter(likeSystemOut, true, StandardCharsets.UTF_8);
        return execute("", out, new PrintWriter(new StringWriter()), words);
    }

    private static int execute(String input, PrintWriter out, PrintWriter err, String... words) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new CommandLine(new Root(), factory(in))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Misuse::explain)
                .execute(words);
    }

    private static IFactory factory(InputStream in) {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                if (type == PublishCommand.class) {
                    return type.cast(new PublishCommand(in));
                }
                return type == AccountAddCommand.class
                        ? type.cast(new AccountAddCommand(in))
                        : CommandLine.defaultFactory().create(type);
            }
        };
    }
}
