package io.rialto.adapter.testing;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Push;

/** Inbox items for tests. */
public final class Items {
    private Items() {}

    /** The push of a received item: position, message id and place in the room are the same number. */
    public static Push.Item received(long iseq, String room, String from, Content content) {
        StoredMessage message = new StoredMessage(
                new MessageId(iseq), new RoomId(room), iseq, new AccountId(from), null, 1_760_000_000_000L, content);
        return new Push.Item(
                new InboxItem(iseq, 1_760_000_000_000L + iseq, InboxItem.Direction.IN, message), iseq - 1, false);
    }
}
