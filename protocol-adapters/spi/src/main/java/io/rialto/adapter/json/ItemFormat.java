package io.rialto.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxItem.Direction;
import io.rialto.contract.message.StoredMessage;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The JSON of a stored message, which all its JSON receivers share. */
public enum ItemFormat implements StoredMessage.Format {
    /** For whom it was sent to. */
    IN(false, true),
    /** For the other devices of its sender, which know it by its {@code cmid}. */
    OUT(true, true),
    /** For whom it was sent to, without a payload that is too large. */
    IN_REF(false, false),
    /** For the other devices of its sender, without a payload that is too large. */
    OUT_REF(true, false);

    /** Payloads above this size never travel without being asked for (rooms.md §3.3). */
    public static final int MAX_PUSHED = 64 * 1024;

    private final boolean withCmid;
    private final boolean withPayload;

    ItemFormat(boolean withCmid, boolean withPayload) {
        this.withCmid = withCmid;
        this.withPayload = withPayload;
    }

    /** The format for an item of this direction, with its payload or with a reference to it. */
    public static ItemFormat of(Direction direction, boolean withPayload) {
        return switch (direction) {
            case IN -> withPayload ? IN : IN_REF;
            case OUT -> withPayload ? OUT : OUT_REF;
        };
    }

    /** The name of a direction on JSON wires. */
    public static String name(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public byte[] encode(StoredMessage message) {
        return JsonText.bytes(out -> write(out, message));
    }

    private void write(JsonGenerator out, StoredMessage message) throws IOException {
        out.writeStartObject();
        out.writeStringField("mid", message.mid().toString());
        out.writeStringField("room", message.room().value());
        out.writeStringField("kind", name(message.room().kind()));
        out.writeNumberField("cseq", message.cseq());
        out.writeStringField("from", message.from().value());
        if (withCmid && message.cmid().isPresent()) {
            out.writeStringField("cmid", message.cmid().get());
        }
        out.writeNumberField("ts", message.ts());
        content(out, message.content(), withPayload);
        out.writeEndObject();
    }

    /**
     * Writes {@code type}, {@code text} or {@code b64} or {@code ref}, {@code attrs} into the object that is open. What
     * its sender left untyped is called text where it is text, else binary.
     */
    public static void content(JsonGenerator out, Content content, boolean withPayload) throws IOException {
        Optional<String> text = content.asText();
        String guess = text.isPresent() ? Content.TEXT : Content.BINARY;
        out.writeStringField("type", content.type().equals(Content.UNTYPED) ? guess : content.type());
        if (!withPayload) {
            out.writeObjectFieldStart("ref");
            out.writeNumberField("size", content.bytes().length);
            out.writeEndObject();
        } else if (text.isPresent()) {
            out.writeStringField("text", text.get());
        } else {
            out.writeBinaryField("b64", content.bytes());
        }
        attrs(out, content.attrs());
    }

    private static void attrs(JsonGenerator out, Map<String, byte[]> attrs) throws IOException {
        if (attrs.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("attrs");
        for (Map.Entry<String, byte[]> attr : attrs.entrySet()) {
            out.writeBinaryField(attr.getKey(), attr.getValue());
        }
        out.writeEndObject();
    }

    private static String name(RoomKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
