package io.rialto.adapter.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.rialto.adapter.json.Failure;
import io.rialto.adapter.json.JsonBody;
import io.rialto.contract.error.GatewayException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one client that speaks JSON over a WebSocket is told: answers, {@code {"id","code","res"}}, and events,
 * {@code {"ev",…}}. Confined to the connection's event loop.
 */
public final class JsonWords {
    private static final Logger LOG = LoggerFactory.getLogger(JsonWords.class);

    private final WebSocketConnection connection;

    /** Words for this connection's client. */
    public JsonWords(WebSocketConnection connection) {
        this.connection = connection;
    }

    /** A request is done; {@code res} says what came of it. Its id is a {@link Long}, a {@link String}, or null. */
    public void success(Object id, JsonBody res) {
        connection.send(ServerFrames.json(out -> {
            out.writeStartObject();
            id(out, id);
            out.writeNumberField("code", 0);
            out.writeFieldName("res");
            res.write(out);
            out.writeEndObject();
        }));
    }

    /** A request is not done; {@code op} names it in the log, where the cause is a defect. */
    public void failure(Object id, String op, Throwable cause) {
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

    /** Something is told without being asked for; not while the connection closes. */
    public void event(String name, JsonBody fields) {
        if (!connection.isClosing()) {
            connection.send(frame(name, fields));
        }
    }

    /** The frame of an event. */
    public static ByteBuf frame(String name, JsonBody fields) {
        return ServerFrames.json(out -> {
            out.writeStartObject();
            out.writeStringField("ev", name);
            fields.write(out);
            out.writeEndObject();
        });
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
