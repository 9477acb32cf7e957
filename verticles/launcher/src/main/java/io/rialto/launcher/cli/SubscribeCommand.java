package io.rialto.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is said in channels and in an account's inbox, until it is stopped. */
@Command(
        name = "sub",
        description = "Shows what is said in channels (+ and # are wildcards), and what is in one's inbox.")
public final class SubscribeCommand extends Subcommand {
    private static final String DEVICE = "rialto-sub";

    @Mixin
    private ConfigOptions config;

    @Mixin
    private SignInOptions signIn;

    @Parameters(arity = "0..*", paramLabel = "FILTER", description = "Topics or topic filters, such as room/+.")
    private List<String> filters = new ArrayList<>();

    @Option(names = "--inbox", description = "Show the inbox as well: messages to the account and its groups.")
    private boolean inbox;

    @Option(
            names = "--dev",
            paramLabel = "NAME",
            description = "The device, which goes on in the inbox where it stood (default: " + DEVICE + ").")
    private String device;

    @Option(names = "--count", paramLabel = "N", description = "Stop after so many messages.")
    private Long count;

    @Option(
            names = {"-F", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            converter = OutputFormat.Converter.class,
            description =
                    "text: where, who, what, between tabs, binary as base64; or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    void run() {
        check();
        Subscription subscription = new Subscription(format, count == null ? Long.MAX_VALUE : count, out(), err());
        try (NativeClient client = signIn.signIn(config, device(), subscription)) {
            Runtime.getRuntime().addShutdownHook(new Thread(client::close, "rialto-sub-stop"));
            filters.forEach(filter -> client.ask("room.join", channels(filter)));
            client.await(subscription.done());
        }
    }

    private void check() {
        if (filters.isEmpty() && !inbox) {
            throw CommandFailure.wrongUse("expected topic filters, or --inbox");
        }
        if (inbox && !signIn.named()) {
            throw CommandFailure.wrongUse("--inbox needs --login with --password, or --token");
        }
        if (count != null && count < 1) {
            throw CommandFailure.wrongUse("--count expects a number from 1");
        }
    }

    private ObjectNode device() {
        ObjectNode args = Json.object().put("sync", inbox ? "inbox" : "none");
        if (inbox || device != null) {
            args.put("dev", device == null ? DEVICE : device);
        }
        return args;
    }

    private static ObjectNode channels(String filter) {
        return Json.object().put("filter", Destination.plain(filter)).put("retained", true);
    }
}
