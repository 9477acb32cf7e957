package io.rialto.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.adapter.json.Failure;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.web.ServerFrames;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.contract.error.GatewayException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers and events to one operator, in the form of the native protocol. Confined to the connection's event loop. */
final class EventWords {
    private static final Logger LOG = LoggerFactory.getLogger(EventWords.class);

    private final WebSocketConnection connection;

    EventWords(WebSocketConnection connection) {
        this.connection = connection;
    }

    /** A request is done; {@code res} says what came of it. */
    void success(Object id, JsonBody res) {
        connection.send(ServerFrames.json(out -> {
            out.writeStartObject();
            id(out, id);
            out.writeNumberField("code", 0);
            out.writeFieldName("res");
            res.write(out);
            out.writeEndObject();
        }));
    }

    /** A request is not done. */
    void failure(Object id, Throwable cause) {
        if (!(cause instanceof GatewayException)) {
            LOG.error("a request failed", cause);
        }
        Failure failure = Failure.of(cause);
        connection.send(ServerFrames.json(out -> {
            out.writeStartObject();
            id(out, id);
            failure.writeFields(out);
            out.writeEndObject();
        }));
    }

    /** Tells something without being asked. */
    void event(String name, JsonBody fields) {
        connection.send(ServerFrames.json(out -> {
            out.writeStartObject();
            out.writeStringField("ev", name);
            fields.write(out);
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
