package io.rialto.adapter.websocket;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.adapter.stream.RoomDesk;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamSubscribed;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The answers about stream rooms as JSON. */
final class StreamJson {
    private StreamJson() {}

    static void entered(JsonGenerator out, RoomDesk.Entered entered) throws IOException {
        StreamInfo info = entered.info();
        out.writeStartObject();
        out.writeStringField("room", info.room().value());
        out.writeStringField("preset", info.preset().name().toLowerCase(Locale.ROOT));
        out.writeStringField("owner", info.owner().value());
        out.writeNumberField("epoch", info.head().epoch());
        out.writeNumberField("seq", info.head().seq());
        out.writeNumberField("members", info.members());
        out.writeObjectFieldStart("lanes");
        for (Map.Entry<String, List<AccountId>> lane : info.lanes().entrySet()) {
            lane(out, lane.getKey(), lane.getValue());
        }
        out.writeEndObject();
        handleField(out, entered.handle());
        out.writeEndObject();
    }

    static void subscribed(JsonGenerator out, StreamSubscribed subscribed, int handle) throws IOException {
        out.writeStartObject();
        out.writeNumberField("epoch", subscribed.head().epoch());
        out.writeNumberField("seq", subscribed.head().seq());
        out.writeNumberField("missed", subscribed.missed());
        handleField(out, handle);
        out.writeEndObject();
    }

    static void handle(JsonGenerator out, int handle) throws IOException {
        out.writeStartObject();
        handleField(out, handle);
        out.writeEndObject();
    }

    private static void handleField(JsonGenerator out, int handle) throws IOException {
        out.writeNumberField("handle", Integer.toUnsignedLong(handle));
    }

    private static void lane(JsonGenerator out, String name, List<AccountId> publishers) throws IOException {
        out.writeArrayFieldStart(name);
        for (AccountId publisher : publishers) {
            out.writeString(publisher.value());
        }
        out.writeEndArray();
    }
}
