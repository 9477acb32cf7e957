package io.rialto.session.sync;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
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

    static InboxItem item(long iseq, int bytes) {
        Content content = Content.untyped(new byte[bytes]);
        RoomId room = RoomId.direct(ALICE, BOB);
        StoredMessage message = new StoredMessage(new MessageId(iseq), room, iseq, ALICE, null, iseq * 10, content);
        return new InboxItem(iseq, iseq * 10, InboxItem.Direction.IN, message);
    }
}
