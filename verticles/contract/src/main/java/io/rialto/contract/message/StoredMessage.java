package io.rialto.contract.message;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A committed message of a room's log. Immutable, shared between threads; it remembers its encodings, so that a message
 * to a thousand sessions is encoded once per wire format.
 */
public final class StoredMessage {
    /** Turns a message into the bytes that all receivers of one wire format share. Instances are constants. */
    @FunctionalInterface
    public interface Format {
        /** The shared part of the message on this wire; not to be written to afterwards. */
        byte[] encode(StoredMessage message);
    }

    private static final class Encoding {
        private final Format format;
        private final byte[] bytes;
        private final Encoding next;

        Encoding(Format format, byte[] bytes, Encoding next) {
            this.format = format;
            this.bytes = bytes;
            this.next = next;
        }
    }

    private final MessageId mid;
    private final RoomId room;
    private final long cseq;
    private final AccountId from;
    private final String cmid;
    private final long ts;
    private final Content content;
    private final AtomicReference<Encoding> encodings = new AtomicReference<>();

    /**
     * A message as it stands in the log.
     *
     * @param cseq its position in the room: 1, 2, 3 … without holes
     * @param cmid the sender's own id of it, null where it gave none
     * @param ts milliseconds since 1970
     */
    public StoredMessage(MessageId mid, RoomId room, long cseq, AccountId from, String cmid, long ts, Content content) {
        this.mid = mid;
        this.room = room;
        this.cseq = cseq;
        this.from = from;
        this.cmid = cmid;
        this.ts = ts;
        this.content = content;
    }

    /** Its id, unique in the cluster. */
    public MessageId mid() {
        return mid;
    }

    /** The room it was said in. */
    public RoomId room() {
        return room;
    }

    /** Its position in the room. */
    public long cseq() {
        return cseq;
    }

    /** Who said it. */
    public AccountId from() {
        return from;
    }

    /** The sender's own id of it, where it gave one. */
    public Optional<String> cmid() {
        return Optional.ofNullable(cmid);
    }

    /** When it was accepted, in milliseconds since 1970; strictly rising per sender. */
    public long ts() {
        return ts;
    }

    /** What it says. */
    public Content content() {
        return content;
    }

    /** The same message with another content in its place. */
    public StoredMessage saying(Content other) {
        return new StoredMessage(mid, room, cseq, from, cmid, ts, other);
    }

    /** The bytes of this message in a wire format, encoded at most once (twice if two threads race, then one wins). */
    public byte[] encoded(Format format) {
        for (Encoding e = encodings.get(); e != null; e = e.next) {
            if (e.format == format) {
                return e.bytes;
            }
        }
        byte[] bytes = format.encode(this);
        encodings.updateAndGet(head -> new Encoding(format, bytes, head));
        return bytes;
    }
}
