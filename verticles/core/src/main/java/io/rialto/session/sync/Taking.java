package io.rialto.session.sync;

import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.StoredMessage;
import java.util.Optional;

/**
 * That the content of a message is gone, as a feed learns of it, which may hold that message still.
 *
 * @param room where it was said
 * @param cseq its position there
 * @param left what stands there now
 */
record Taking(RoomId room, long cseq, Content left) {
    /** What an item of the inbox says is gone; empty where it says anything else. */
    static Optional<Taking> in(InboxItem item) {
        StoredMessage entry = item.message();
        return Erasure.in(entry.content())
                .map(erasure -> new Taking(entry.room(), erasure.cseq(), erasure.left(entry.from(), entry.ts())));
    }

    /** An item as it stands now. */
    InboxItem from(InboxItem item) {
        StoredMessage message = item.message();
        boolean meant = message.cseq() == cseq && message.room().equals(room);
        return meant ? new InboxItem(item.iseq(), item.its(), item.direction(), message.saying(left)) : item;
    }
}
