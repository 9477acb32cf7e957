package io.rialto.launcher.nostore;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.InboxPage;
import io.rialto.storage.CursorMove;
import io.rialto.storage.DevicePosition;
import io.rialto.storage.Inbox;
import io.vertx.core.Future;
import java.util.List;

/** Nothing comes into it; devices stand where nothing is. */
final class EmptyInbox implements Inbox {
    @Override
    public Future<InboxPage> read(AccountId account, long after, int limit, int maxBytes) {
        return Future.succeededFuture(new InboxPage(after + 1, after, List.of(), 0));
    }

    @Override
    public Future<Long> head(AccountId account) {
        return Future.succeededFuture(0L);
    }

    @Override
    public Future<DevicePosition> open(AccountId account, DeviceId device) {
        return Future.succeededFuture(new DevicePosition(0, 0, 1));
    }

    @Override
    public Future<Void> move(List<CursorMove> moves) {
        return Future.succeededFuture();
    }
}
