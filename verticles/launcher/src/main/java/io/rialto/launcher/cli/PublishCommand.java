package io.rialto.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends messages: to an account, a group, a channel. Each is answered before the next one is sent. */
@Command(
        name = "pub",
        customSynopsis = "rialto pub [OPTIONS] (TO | -t TOPIC) (TEXT | --stdin-lines)",
        description = "Sends a message to an account, a group or a channel.")
public final class PublishCommand extends Subcommand {
    private final InputStream in;

    @Mixin
    private ConfigOptions config;

    @Mixin
    private SignInOptions signIn;

    @Parameters(
            arity = "0..*",
            paramLabel = "TO TEXT",
            description = "TO is an account's id, g:GROUP or c:TOPIC; -- goes before a text that begins with a dash.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "To this channel; instead of TO.")
    private String topic;

    @Option(names = "--stdin-lines", description = "Send every line of standard input; instead of TEXT.")
    private boolean lines;

    @Option(names = "--retain", description = "The channel keeps it for whoever comes later.")
    private boolean retain;

    @Option(
            names = {"-q", "--qos"},
            paramLabel = "QOS",
            description = "0, 1 or 2, for a channel (default: 1).")
    private Integer qos;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print the answers, as JSON.")
    private boolean verbose;

    /** The command as it reads standard input. */
    public PublishCommand() {
        this(System.in);
    }

    PublishCommand(InputStream in) {
        this.in = in;
    }

    @Override
    void run() {
        Destination destination = Destination.of(words, topic, lines);
        check(destination);
        try (NativeClient client = signIn.signIn(config, Json.object(), (unused, event) -> {})) {
            if (lines) {
                sendLines(client, destination.to());
            } else {
                send(client, destination.to(), destination.text());
            }
        }
    }

    private void check(Destination destination) {
        if (!destination.isChannel() && (retain || qos != null)) {
            throw CommandFailure.wrongUse("--retain and --qos are for channels");
        }
        if (qos != null && (qos < 0 || qos > 2)) {
            throw CommandFailure.wrongUse("--qos expects 0, 1 or 2");
        }
    }

    private void sendLines(NativeClient client, String to) {
        Lines input = new Lines(in);
        for (Optional<String> line = input.next(); line.isPresent(); line = input.next()) {
            send(client, to, line.get());
        }
    }

    private void send(NativeClient client, String to, String text) {
        ObjectNode message = Json.object().put("to", to).put("text", text);
        if (retain) {
            message.put("retain", true);
        }
        if (qos != null) {
            message.put("qos", qos);
        }
        JsonNode answer = client.ask("msg.send", message);
        if (verbose) {
            out().println(answer);
        }
    }
}
