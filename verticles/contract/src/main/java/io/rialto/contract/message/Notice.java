package io.rialto.contract.message;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that an account must learn durably, though nobody said it in a room: it stands in the log of the account's
 * system room {@code y:ACCOUNT}, thus in its inbox on every device. On the wire it is JSON text,
 * {@code {"kind":"contact.requested","by":"alice","text":"hi"}}; what makes it a notice is the kind of its room, where
 * only the gateway writes, never its type.
 *
 * @param by who did it
 * @param room the group that it is about; null where it is about none
 * @param text what {@code by} said with it; null where it said nothing
 */
public record Notice(Kind kind, AccountId by, RoomId room, String text) {
    /** The type of its content. */
    public static final String TYPE = "notice";

    /** What may have happened. */
    public enum Kind {
        /** {@code by} wants to be a contact. */
        CONTACT_REQUESTED("contact.requested"),
        /** {@code by} is a contact from now on. */
        CONTACT_ACCEPTED("contact.accepted"),
        /** {@code by} is no contact any more. */
        CONTACT_REMOVED("contact.removed"),
        /** {@code by} takes no messages any more. */
        CONTACT_BLOCKED("contact.blocked"),
        /** {@code by} wants to join a group. */
        ROOM_APPLIED("room.applied"),
        /** {@code by} let the account into a group that it had applied to. */
        ROOM_JOINED("room.joined"),
        /** {@code by} does not let the account into a group. */
        ROOM_REJECTED("room.rejected"),
        /** {@code by} took the account into a group. */
        ROOM_INVITED("room.invited"),
        /** {@code by} took the account out of a group. */
        ROOM_REMOVED("room.removed"),
        /** {@code by} ended a group that the account was in. */
        ROOM_ENDED("room.ended");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** The name as it stands on all wires. */
        public String wireName() {
            return wireName;
        }

        private static Optional<Kind> of(String name) {
            for (Kind kind : values()) {
                if (kind.wireName.equals(name)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** Refuses a notice of nothing, by nobody. */
    public Notice {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(by, "by");
    }

    /** A notice that is about no group. */
    public static Notice of(Kind kind, AccountId by, String text) {
        return new Notice(kind, by, null, text);
    }

    /** The notice that a message is; empty where it is none, or of a kind that is not known here. */
    public static Optional<Notice> of(StoredMessage message) {
        if (message.room().kind() != RoomKind.SYSTEM
                || !message.content().type().equals(TYPE)) {
            return Optional.empty();
        }
        JsonObject body = new JsonObject(new String(message.content().bytes(), StandardCharsets.UTF_8));
        String room = body.getString("room");
        return Kind.of(body.getString("kind"))
                .map(kind -> new Notice(
                        kind,
                        new AccountId(body.getString("by")),
                        room == null ? null : new RoomId(room),
                        body.getString("text")));
    }

    /** What is written into the log. */
    public Content content() {
        JsonObject body = new JsonObject().put("kind", kind.wireName()).put("by", by.value());
        if (room != null) {
            body.put("room", room.value());
        }
        if (text != null) {
            body.put("text", text);
        }
        return new Content(TYPE, body.encode().getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
