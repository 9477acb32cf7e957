package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/** By the native protocol. */
final class WsDoorway implements Doorway {
    private final String account;
    private final WsClient client;

    WsDoorway(NodeUnderTest node, String account) {
        this.account = account;
        client = WsClient.signedIn(node, account);
    }

    @Override
    public String publish(String room, String text) {
        if (!room.startsWith("s:")) {
            return ask("msg.send", new JsonObject().put("to", room).put("text", text));
        }
        return WsStream.publisher(client, room)
                .publish(0, Buffer.buffer(text))
                .handle((place, failure) -> failure == null ? OK : failure.getMessage())
                .orTimeout(Wait.LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public String subscribe(String room) {
        if (room.indexOf(':') < 0) {
            return UNSUPPORTED; // what is said to an account comes by its inbox
        }
        return ask(room.startsWith("s:") ? "lane.sub" : "room.join", new JsonObject().put("room", room));
    }

    @Override
    public String history(String room) {
        if (room.startsWith("s:") || room.startsWith("c:")) {
            return UNSUPPORTED;
        }
        return ask(
                "room.pull",
                new JsonObject().put("room", Doorway.room(account, room)).put("after", 0));
    }

    private String ask(String op, JsonObject args) {
        JsonObject answer = Wait.get(client.request(op, args));
        return answer.getInteger("code") == 0 ? OK : answer.getInteger("code") + " " + answer.getString("info");
    }

    @Override
    public void close() {
        client.close();
    }
}
