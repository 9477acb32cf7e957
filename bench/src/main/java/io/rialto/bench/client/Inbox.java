package io.rialto.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** The inbox of one device: acknowledges what it was given, asks for pages of what it was only told of. */
final class Inbox {
    private final Consumer<String> send;
    private long local;
    private boolean pulling;

    /** Sends its requests this way. */
    Inbox(Consumer<String> send) {
        this.send = send;
    }

    /** Says where the device stood and where its inbox ends. */
    void hello(JsonNode event) {
        local = Math.max(local, event.path("cursor").asLong());
        pullTo(event.path("head").asLong());
    }

    /** Takes a pushed item; true when it is new and in its place. */
    boolean pushed(JsonNode event) {
        long item = event.path("iseq").asLong();
        long before = event.path("prev").asLong();
        if (before > local) {
            pullTo(item);
            return false;
        }
        boolean fresh = item > local;
        local = Math.max(local, item);
        send.accept(NativeMessages.ack(local));
        return fresh;
    }

    /** Takes the notice that there is more. */
    void notice(JsonNode event) {
        if (event.path("head").asLong() <= local) {
            send.accept(NativeMessages.ack(local));
        } else {
            pullTo(event.path("head").asLong());
        }
    }

    /** Takes a page; hands over its new items. */
    void page(JsonNode page, Consumer<JsonNode> items) {
        pulling = false;
        for (JsonNode item : page.path("items")) {
            if (item.path("iseq").asLong() > local) {
                items.accept(item);
            }
        }
        local = Math.max(local, page.path("to").asLong());
        send.accept(NativeMessages.ack(local));
        if (page.path("more").asBoolean()) {
            pullTo(Long.MAX_VALUE);
        }
    }

    private void pullTo(long head) {
        if (head > local && !pulling) {
            pulling = true;
            send.accept(NativeMessages.pull(local));
        }
    }
}
