package io.rialto.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;

/** Prints what comes in, a line each, up to a number. Confined to the thread of the client's events. */
final class Subscription implements NativeClient.Events {
    private final OutputFormat format;
    private final PrintWriter out;
    private final PrintWriter err;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final InboxFollower inbox = new InboxFollower(this::print, this::settle);
    private long wanted;

    Subscription(OutputFormat format, long wanted, PrintWriter out, PrintWriter err) {
        this.format = format;
        this.wanted = wanted;
        this.out = out;
        this.err = err;
    }

    /** Completes when the number is reached. */
    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void on(NativeClient client, JsonNode event) {
        switch (event.path("ev").asText()) {
            case "msg" -> onChannel(event);
            case "s_msg" -> inbox.onMessage(client, event);
            case "s_ntf" -> inbox.onNotice(client, event);
            case "hello" -> onHello(client, event);
            case "gap" -> onGap(event);
            case "kicked" -> tell("signed out: " + event.path("why").asText());
            default -> {
                // Members, presence, goaway: nothing to show.
            }
        }
    }

    private void onChannel(JsonNode event) {
        ObjectNode message = event.deepCopy();
        message.remove("ev");
        print(message);
        settle();
    }

    private void onHello(NativeClient client, JsonNode hello) {
        if (hello.path("gap").asBoolean()) {
            tell("older messages of the inbox have expired");
        }
        inbox.onHello(client, hello);
    }

    private void onGap(JsonNode gap) {
        long lost = gap.path("to").asLong() - gap.path("from").asLong() + 1;
        tell(lost + " messages lost in " + gap.path("room").asText() + ": "
                + gap.path("reason").asText());
    }

    /** What nobody reads any more, as of {@code sub | head}, counts as not shown. */
    private boolean print(JsonNode message) {
        if (wanted == 0) {
            return false;
        }
        out.println(format.line(message));
        boolean shown = !out.checkError();
        wanted = shown ? wanted - 1 : 0;
        return shown;
    }

    private void settle() {
        if (wanted == 0) {
            done.complete(null);
        }
    }

    private void tell(String text) {
        err.println("rialto: " + text);
        err.flush();
    }
}
