package io.rialto.launcher.it.kit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;

/**
 * The inbox of a device as a client keeps it: the duties C1 to C5 of rooms.md §3.4. What it has stored outlives its
 * connections, as it does on a phone.
 */
public final class WsInbox {
    /**
     * One item.
     *
     * @param iseq its place in the inbox
     * @param item as it came
     */
    public record Stored(long iseq, String dir, JsonObject item) {
        /** Its room. */
        public String room() {
            return item.getString("room");
        }

        /** Its text, or its base64 where it has none. */
        public String payload() {
            return item.getString("text", item.getString("b64"));
        }

        /** Its place in the room with its fingerprint. */
        public History.Entry entry() {
            return new History.Entry(item.getLong("cseq"), Payloads.hash(item.getString("text")));
        }
    }

    private final Mailbox<Stored> stored = new Mailbox<>("inbox");
    private final boolean acknowledging;
    private WsClient client;
    private long local = -1;
    private boolean pulling;

    /** An empty one that acknowledges what it stores. */
    public WsInbox() {
        this(true);
    }

    /** An empty one. */
    public WsInbox(boolean acknowledging) {
        this.acknowledging = acknowledging;
    }

    /** Connects the device; what the server says of its inbox is stored from now on. */
    public WsClient connect(NodeUnderTest node, String account, String device) {
        WsClient connected = WsClient.connect(node);
        CompletableFuture<JsonObject> hello = new CompletableFuture<>();
        connected.on("hello", event -> {
            attach(connected, event);
            hello.complete(event);
        });
        connected.on("s_msg", event -> message(connected, event));
        connected.on("s_ntf", event -> notice(connected, event));
        connected.call(
                "auth",
                new JsonObject()
                        .put("token", node.accounts().token(account))
                        .put("dev", device)
                        .put("platform", "test"));
        Wait.get(hello);
        return connected;
    }

    /** What it has stored, in order. */
    public Mailbox<Stored> stored() {
        return stored;
    }

    /** Up to where it has stored everything. */
    public synchronized long local() {
        return local;
    }

    /** C5: asks whether something has come. */
    public synchronized void poll() {
        pull(client);
    }

    /** Its own message was acknowledged: moves on where nothing is between, pulls else (D1). */
    public synchronized void sent(JsonObject result) {
        long iseq = result.getLong("iseq");
        if (result.getLong("prev") == local) {
            local = iseq;
            ack(client);
        } else if (iseq > local) {
            pull(client);
        }
    }

    private synchronized void attach(WsClient connected, JsonObject hello) {
        client = connected;
        pulling = false;
        local = Math.max(local, hello.getLong("cursor"));
        if (hello.getLong("head") > local) {
            pull(connected);
        }
    }

    private synchronized void message(WsClient from, JsonObject event) {
        long iseq = event.getLong("iseq");
        long prev = event.getLong("prev");
        if (from != client) {
            return;
        }
        if (iseq <= local) {
            ack(from);
        } else if (prev == local) {
            store(iseq, event.getString("dir"), event.getJsonObject("item"));
            ack(from);
        } else {
            pull(from);
        }
    }

    private synchronized void notice(WsClient from, JsonObject event) {
        if (from == client && event.getLong("head") > local) {
            pull(from);
        } else if (from == client) {
            ack(from);
        }
    }

    private void pull(WsClient from) {
        if (!pulling) {
            pulling = true;
            from.request("sync.pull", new JsonObject().put("after", local))
                    .whenComplete((answer, failure) -> page(from, answer));
        }
    }

    private synchronized void page(WsClient from, JsonObject answer) {
        if (from != client || answer == null) {
            return;
        }
        pulling = false;
        if (answer.getInteger("code") != 0) {
            throw new IllegalStateException("pull was answered " + answer);
        }
        JsonObject page = answer.getJsonObject("res");
        JsonArray items = page.getJsonArray("items");
        for (int i = 0; i < items.size(); i++) {
            JsonObject one = items.getJsonObject(i);
            if (one.getLong("iseq") > local) {
                store(one.getLong("iseq"), one.getString("dir"), one.getJsonObject("item"));
            }
        }
        local = Math.max(local, page.getLong("to"));
        if (page.getBoolean("more")) {
            pull(from);
        } else {
            ack(from);
        }
    }

    private void store(long iseq, String dir, JsonObject item) {
        local = iseq;
        stored.add(new Stored(iseq, dir, item));
    }

    private void ack(WsClient to) {
        if (acknowledging) {
            to.tell("sync.ack", new JsonObject().put("iseq", local));
        }
    }
}
