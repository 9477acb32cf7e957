package io.rialto.adapter.websocket;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.adapter.json.Failure;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.web.ServerFrames;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of one connection: {@code {"id","code","res"}}. Confined to the connection's event loop. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    /** Writes the {@code res} of an answer. */
    @FunctionalInterface
    interface Result<R> {
        void write(JsonGenerator out, R result) throws IOException;
    }

    private final WebSocketConnection connection;

    Answers(WebSocketConnection connection) {
        this.connection = connection;
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
        connection.send(ServerFrames.json(out -> {
            out.writeStartObject();
            id(out, request.id());
            out.writeNumberField("code", 0);
            out.writeFieldName("res");
            res.write(out);
            out.writeEndObject();
        }));
    }

    /** It is not done. */
    void failure(Request request, Throwable cause) {
        failure(request.id(), request.op(), cause);
    }

    /** A frame that is no request. */
    void refusal(GatewayException cause) {
        failure(null, "?", cause);
    }

    private void failure(Object id, String op, Throwable cause) {
        if (!(cause instanceof GatewayException)) {
            LOG.error("{} failed", op, cause);
        }
        Failure failure = Failure.of(cause);
        connection.send(ServerFrames.json(out -> {
            out.writeStartObject();
            id(out, id);
            failure.writeFields(out);
            out.writeEndObject();
        }));
    }

    private static void id(JsonGenerator out, Object id) throws IOException {
        out.writeFieldName("id");
        if (id instanceof Long number) {
            out.writeNumber(number);
        } else if (id instanceof String text) {
            out.writeString(text);
        } else {
            out.writeNull();
        }
    }
}
