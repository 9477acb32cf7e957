package io.rialto.launcher.cli;

import java.io.InputStream;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an account. */
@Command(name = "add", description = "Makes an account. One without a password signs in by token only.")
final class AccountAddCommand extends Subcommand {
    private final InputStream in;

    @Mixin
    private ConfigOptions config;

    @Mixin
    private ManagementOptions management;

    @Parameters(paramLabel = "ID", description = "The account's id, 1-64 characters of A-Z a-z 0-9 . _ : @ = -")
    private String id;

    @Option(names = "--login", paramLabel = "NAME", description = "Its login name (default: ID, with a password).")
    private String login;

    @Option(
            names = "--password",
            paramLabel = "PW",
            description = "Its password; other users see it in the process list.")
    private String password;

    @Option(names = "--password-stdin", description = "Read the password from the first line of standard input.")
    private boolean passwordFromStdin;

    @Option(
            names = "--token",
            paramLabel = "TTL",
            converter = Lifetime.class,
            description = "Make a token as well that lives so long, such as 1h.")
    private Duration token;

    AccountAddCommand() {
        this(System.in);
    }

    AccountAddCommand(InputStream in) {
        this.in = in;
    }

    @Override
    void run() {
        String secret = password();
        if (login != null && secret == null) {
            throw CommandFailure.wrongUse("--login needs --password or --password-stdin");
        }
        String name = login == null && secret != null ? id : login;
        ManagementClient client = management.client(config);
        String account = client.createAccount(id, name, secret);
        out().println("account: " + account);
        if (name != null) {
            out().println("login: " + name);
        }
        if (token != null) {
            out().println("token: " + client.issueToken(account, token));
        }
    }

    private String password() {
        if (!passwordFromStdin) {
            return password;
        }
        if (password != null) {
            throw CommandFailure.wrongUse("--password and --password-stdin exclude each other");
        }
        return new Lines(in)
                .next()
                .filter(line -> !line.isEmpty())
                .orElseThrow(() -> CommandFailure.wrongUse("--password-stdin: standard input has no password"));
    }
}
