package io.rialto.adapter.json;

import io.rialto.contract.channel.Publication;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.message.Content;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Something a JSON client wants to say, in a room or to a channel: {@code {cmid, to, type, text | b64, attrs, qos,
 * retain}}.
 *
 * @param cmid the sender's own id of it, null where it gave none
 * @param room where
 * @param content what
 * @param qos 0–2, for channels
 * @param retain whether it becomes the retained value, for channels
 */
public record MessageRequest(String cmid, RoomId room, Content content, int qos, boolean retain) {
    private static final int MAX_CMID = 64;

    /** Reads a request of this caller. */
    public static MessageRequest read(Fields fields, AccountId caller) {
        return new MessageRequest(
                fields.optionalString("cmid", MAX_CMID).orElse(null),
                fields.parsed("to", to -> RoomId.ofAddressee(to, caller)),
                content(fields),
                (int) fields.integer("qos", 1, 0, 2),
                fields.flag("retain", false));
    }

    /** Whether it goes to a channel, as a publication, not into a room's log. */
    public boolean toChannel() {
        return room.kind() == RoomKind.CHANNEL;
    }

    /** The command for a room's log. */
    public MessageCommand.SendMessage command() {
        return new MessageCommand.SendMessage(room, cmid, content);
    }

    /** The publication for a channel. */
    public Publication publication(Publication.Receipt receipt) {
        return new Publication(room.name(), content, qos, retain, Long.MAX_VALUE, receipt);
    }

    /** {@code {type, text | b64, attrs}}. */
    public static Content content(Fields fields) {
        if (fields.has("text") == fields.has("b64")) {
            throw fields.has("text")
                    ? fields.refusal("b64", "stands beside text, expected one of them")
                    : fields.missing("text", "either text or b64");
        }
        boolean text = fields.has("text");
        byte[] bytes = text
                ? fields.string("text").getBytes(StandardCharsets.UTF_8)
                : base64(fields, "b64", fields.string("b64"));
        String type = fields.optionalString("type").orElse(text ? Content.TEXT : Content.BINARY);
        return new Content(type, bytes, binaries(fields.object("attrs")));
    }

    /** An object of name to base64. */
    static Map<String, byte[]> binaries(Fields fields) {
        if (fields.names().isEmpty()) {
            return Map.of();
        }
        Map<String, byte[]> attrs = new HashMap<>();
        for (String name : fields.names()) {
            attrs.put(name, base64(fields, name, fields.string(name)));
        }
        return attrs;
    }

    private static byte[] base64(Fields fields, String name, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw fields.refusal(name, "is no base64");
        }
    }
}
