package io.rialto.contract.message;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an entry of a room's log says that took the content of an earlier one away (rooms.md §3.10). Its payload is
 * {@code {"cseq":7,"mid":"398"}}, for clients that see nothing else; the same stands in its attributes.
 *
 * @param kind how it was taken away
 * @param cseq the position of the message whose content is gone
 * @param mid the id of that message
 * @param text what whoever took it away said with it, the attribute {@code text}; null: nothing
 */
public record Erasure(Kind kind, long cseq, MessageId mid, String text) {
    private static final String TEXT = "text";

    private static final String CSEQ = "cseq";
    private static final String MID = "mid";
    private static final String BY = "by";
    private static final String AT = "at";

    /** One without a word. */
    public Erasure(Kind kind, long cseq, MessageId mid) {
        this(kind, cseq, mid, null);
    }

    /** The same with these words. */
    public Erasure saying(String words) {
        return new Erasure(kind, cseq, mid, words == null || words.isEmpty() ? null : words);
    }

    /** How the content of a message is taken away. */
    public enum Kind {
        /** By its sender, or by whoever leads the group. */
        RECALL("recall", "recalled"),
        /** By the receiver of a direct message who has read it. */
        BURN("burn", "burned");

        private final String type;
        /** The type of what is left of the message. */
        private final String left;

        Kind(String type, String left) {
            this.type = type;
            this.left = left;
        }

        /** The type of the entry that says so: {@code recall}, {@code burn}. */
        public String type() {
            return type;
        }
    }

    /** What an entry says; empty where it says anything else. */
    public static Optional<Erasure> in(Content content) {
        for (Kind kind : Kind.values()) {
            if (kind.type.equals(content.type()) && content.attrs().keySet().containsAll(List.of(CSEQ, MID))) {
                return Optional.of(
                        new Erasure(kind, number(content, CSEQ), new MessageId(number(content, MID)), text(content)));
            }
        }
        return Optional.empty();
    }

    /** Whether this is what is left of a message whose content was taken away. */
    public static boolean isLeft(Content content) {
        for (Kind kind : Kind.values()) {
            if (kind.left.equals(content.type())) {
                return true;
            }
        }
        return false;
    }

    /** Whether only the gateway itself writes content of this type: nobody else says that something is gone (W-45). */
    public static boolean isReserved(String type) {
        for (Kind kind : Kind.values()) {
            if (kind.type.equals(type) || kind.left.equals(type)) {
                return true;
            }
        }
        return false;
    }

    /** The content of the entry. */
    public Content content() {
        String json = "{\"cseq\":" + cseq + ",\"mid\":\"" + mid + "\"}";
        Map<String, byte[]> attrs = new HashMap<>(Map.of(CSEQ, bytes(cseq), MID, bytes(mid)));
        if (text != null) {
            attrs.put(TEXT, bytes(text));
        }
        return new Content(kind.type, bytes(json), attrs);
    }

    /**
     * What is left of the message: no bytes, but who took them, when.
     *
     * @param at milliseconds since 1970
     */
    public Content left(AccountId by, long at) {
        return new Content(kind.left, new byte[0], Map.of(BY, bytes(by), AT, bytes(at)));
    }

    private static String text(Content content) {
        byte[] said = content.attrs().get(TEXT);
        return said == null ? null : new String(said, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static long number(Content content, String name) {
        return Long.parseLong(new String(content.attrs().get(name), StandardCharsets.UTF_8));
    }
}
