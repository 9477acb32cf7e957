package io.rialto.adapter.websocket;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.web.JsonWords;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import java.io.IOException;

/** Answers the requests of one connection: {@code {"id","code","res"}}. Confined to the connection's event loop. */
final class Answers {
    /** Writes the {@code res} of an answer. */
    @FunctionalInterface
    interface Result<R> {
        void write(JsonGenerator out, R result) throws IOException;
    }

    private final JsonWords words;

    Answers(WebSocketConnection connection) {
        this.words = new JsonWords(connection);
    }

    /** Answers when the future completes. */
    <R> void when(Future<R> future, Request request, Result<R> result) {
        future.onComplete(done -> {
            if (done.failed()) {
                failure(request, done.cause());
            } else {
                success(request, out -> result.write(out, done.result()));
            }
        });
    }

    /** It is done; {@code res} says what came of it. */
    void success(Request request, JsonBody res) {
        words.success(request.id(), res);
    }

    /** It is not done. */
    void failure(Request request, Throwable cause) {
        words.failure(request.id(), request.op(), cause);
    }

    /** A frame that is no request. */
    void refusal(GatewayException cause) {
        words.failure(null, "?", cause);
    }
}
