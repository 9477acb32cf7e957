package io.rialto.launcher.it.kit;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;

/** By REST. */
final class HttpDoorway implements Doorway {
    private final NodeUnderTest node;
    private final String account;
    private final String token;

    HttpDoorway(NodeUnderTest node, String account) {
        this.node = node;
        this.account = account;
        this.token = node.accounts().token(account);
    }

    @Override
    public String publish(String room, String text) {
        JsonObject body = new JsonObject().put("text", text);
        return room.startsWith("s:")
                ? post("/v1/streams/" + escaped(room) + "/frames", body)
                : post("/v1/messages", body.put("to", room).put("qos", 1));
    }

    /** Only groups are joined here. */
    @Override
    public String subscribe(String room) {
        return room.startsWith("g:")
                ? post("/v1/rooms/" + escaped(room) + "/applicants", new JsonObject())
                : UNSUPPORTED;
    }

    @Override
    public String history(String room) {
        if (room.startsWith("s:") || room.startsWith("c:")) {
            return UNSUPPORTED;
        }
        return told(Http.get(uri("/v1/rooms/" + escaped(Doorway.room(account, room)) + "/messages"), token));
    }

    private String post(String path, JsonObject body) {
        return told(Wait.get(Http.post(uri(path), token, body)));
    }

    private URI uri(String path) {
        return node.uri("http", path);
    }

    private static String told(HttpResponse<String> answer) {
        return answer.statusCode() / 100 == 2 ? OK : answer.statusCode() + " " + answer.body();
    }

    private static String escaped(String room) {
        return room.replace(":", "%3A").replace("|", "%7C");
    }

    @Override
    public void close() {
        // Its session ends by itself.
    }
}
