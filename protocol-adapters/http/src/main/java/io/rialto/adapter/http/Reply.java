package io.rialto.adapter.http;

import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.json.JsonText;
import io.rialto.contract.message.Content;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.regex.Pattern;

/**
 * What a request is answered with.
 *
 * @param status the HTTP status
 * @param type the type of the body
 * @param download whether a browser is to save it, never to show it
 * @param body the body
 * @param gone runs when the client has it all, or will never have it
 */
record Reply(int status, String type, boolean download, Buffer body, Runnable gone) {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+");

    Reply(int status, String type, boolean download, Buffer body) {
        this(status, type, download, body, Reply::nothing);
    }

    static Reply ok(JsonBody body) {
        return json(200, body);
    }

    static Reply json(int status, JsonBody body) {
        return new Reply(status, "application/json", false, Buffer.buffer(JsonText.bytes(body)));
    }

    static Reply text(int status, String type, String body) {
        return new Reply(status, type, false, Buffer.buffer(body));
    }

    /** The payload of a message; whatever its sender calls it, no browser runs it. */
    static Reply payload(Content content) {
        return new Reply(200, mediaType(content), true, Buffer.buffer(content.bytes()));
    }

    /** The same; this is done when it has gone. */
    Reply whenGone(Runnable then) {
        return new Reply(status, type, download, body, then);
    }

    /** Sends it. */
    void to(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            gone.run();
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (download) {
            response.putHeader("Content-Disposition", "attachment")
                    .putHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        }
        response.end(body).onComplete(sent -> gone.run());
    }

    private static void nothing() {
        // nobody waits for it to be gone
    }

    private static String mediaType(Content content) {
        if (MEDIA_TYPE.matcher(content.type()).matches()) {
            return content.type();
        }
        return content.type().equals(Content.TEXT) ? "text/plain; charset=utf-8" : "application/octet-stream";
    }
}
