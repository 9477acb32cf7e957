package io.rialto.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;

/**
 * Follows an account's inbox: gets every item once, in order, by the duties C1–C4 of a client (rooms.md §3.4).
 * Acknowledged is what its reader has taken. Confined to the thread of the client's events.
 */
final class InboxFollower {
    private final Predicate<JsonNode> reader;
    private final Runnable settled;
    private long local;
    private boolean pulling;

    /**
     * A follower.
     *
     * @param reader takes an item with its position, or answers that it wants no more
     * @param settled told when what the reader has taken is acknowledged
     */
    InboxFollower(Predicate<JsonNode> reader, Runnable settled) {
        this.reader = reader;
        this.settled = settled;
    }

    /** C1: the device's position; what has expired since is passed over. */
    void onHello(NativeClient client, JsonNode hello) {
        long cursor = hello.path("cursor").asLong();
        local = Math.max(cursor, hello.path("resetTo").asLong(-1));
        if (hello.path("head").asLong() > local) {
            pull(client);
        } else if (local > cursor) {
            acknowledge(client);
        }
    }

    /** C2: an item; one that is not the next tells of a hole, which a pull fills. */
    void onMessage(NativeClient client, JsonNode message) {
        long prev = message.path("prev").asLong();
        if (prev > local) {
            pull(client);
            return;
        }
        if (prev == local) {
            take(message);
        }
        acknowledge(client);
    }

    /** C3: a notice is always answered. */
    void onNotice(NativeClient client, JsonNode notice) {
        if (notice.path("head").asLong() > local) {
            pull(client);
        } else {
            acknowledge(client);
        }
    }

    /** C4: a page is taken, then acknowledged, by the next pull where there is more. */
    private void onPage(NativeClient client, JsonNode page) {
        pulling = false;
        for (JsonNode item : page.path("items")) {
            if (item.path("iseq").asLong() > local && !take(item)) {
                acknowledge(client);
                return;
            }
        }
        local = Math.max(local, page.path("to").asLong());
        if (page.path("more").asBoolean()) {
            pull(client);
        } else {
            acknowledge(client);
        }
    }

    private boolean take(JsonNode entry) {
        ObjectNode item = entry.path("item").deepCopy();
        boolean taken = reader.test(item.put("iseq", entry.path("iseq").asLong())
                .put("dir", entry.path("dir").asText()));
        if (taken) {
            local = entry.path("iseq").asLong();
        }
        return taken;
    }

    private void pull(NativeClient client) {
        if (pulling) {
            return;
        }
        pulling = true;
        client.request("sync.pull", Json.object().put("after", local))
                .thenAccept(page -> onPage(client, page))
                .exceptionally(failure -> {
                    client.fail(Cause.unwrapped(failure));
                    return null;
                });
    }

    private void acknowledge(NativeClient client) {
        client.tell("sync.ack", Json.object().put("iseq", local));
        settled.run();
    }
}
