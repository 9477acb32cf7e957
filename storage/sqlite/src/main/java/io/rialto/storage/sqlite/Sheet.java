package io.rialto.storage.sqlite;

import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.StoredMessage;

/** A message to many whose inbox rows stand together. Changed by the writer's thread only; its message is read by any. */
final class Sheet {
    private static final byte[] NO_BYTES = new byte[0];
    private static final int BYTES_PER_ROW = 16;

    private final long seq;
    private volatile StoredMessage message;
    private int left;
    private int kept;

    /** The sheet of a message, with no rows yet. */
    Sheet(long seq, StoredMessage message) {
        this.seq = seq;
        this.message = message;
    }

    long seq() {
        return seq;
    }

    StoredMessage message() {
        return message;
    }

    /** What it takes beside its rows, as if those were rows. */
    long cost() {
        return message.content().size() / BYTES_PER_ROW;
    }

    void gained() {
        left++;
    }

    void lost() {
        left--;
    }

    /** One more of its moved rows is kept to be read; whether it is the first. */
    boolean keep() {
        return kept++ == 0;
    }

    /** One less is; whether it was the last. */
    boolean letGo() {
        return --kept == 0;
    }

    /** All its rows are in their inboxes. */
    boolean isDone() {
        return left == 0;
    }

    boolean isAt(RoomId room, long cseq) {
        return message.cseq() == cseq && message.room().equals(room);
    }

    /** Its content is gone, as in the log. */
    void erase(Content remains) {
        message = message.saying(new Content(remains.type(), NO_BYTES, remains.attrs()));
    }
}
