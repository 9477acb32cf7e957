package io.rialto.session.sync;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.StoredMessage;

/** Inbox items for tests. */
final class Items {
    static final AccountId BOB = new AccountId("bob");
    private static final AccountId ALICE = new AccountId("alice");

    private Items() {}

    static InboxItem item(long iseq) {
        return item(iseq, 10);
    }

    /** Says that the content of the item at this position is gone. */
    static InboxItem recall(long iseq, long of) {
        return saying(iseq, new Erasure(Erasure.Kind.RECALL, of, new MessageId(of)).content());
    }

    static InboxItem item(long iseq, int bytes) {
        return saying(iseq, Content.untyped(new byte[bytes]));
    }

    static InboxItem in(RoomId room, long iseq) {
        return saying(room, iseq, Content.untyped(new byte[10]));
    }

    private static InboxItem saying(long iseq, Content content) {
        return saying(RoomId.direct(ALICE, BOB), iseq, content);
    }

    private static InboxItem saying(RoomId room, long iseq, Content content) {
        StoredMessage message = new StoredMessage(new MessageId(iseq), room, iseq, ALICE, null, iseq * 10, content);
        return new InboxItem(iseq, iseq * 10, InboxItem.Direction.IN, message);
    }
}
