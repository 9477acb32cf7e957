package io.rialto.session.sync;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.storage.CursorMove;
import io.rialto.storage.DevicePosition;
import io.rialto.storage.Inbox;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One account's inbox in memory; reads are answered when the test says so, or fail when it says so. */
final class FakeInbox implements Inbox {
    private final NavigableMap<Long, InboxItem> rows = new TreeMap<>();
    private final Consumer<Runnable> later;
    private final BooleanSupplier broken;
    private long head;
    private int reads;

    FakeInbox(Consumer<Runnable> later, BooleanSupplier broken) {
        this.later = later;
        this.broken = broken;
    }

    static FakeInbox prompt(long... iseqs) {
        FakeInbox inbox = new FakeInbox(Runnable::run, () -> false);
        for (long iseq : iseqs) {
            inbox.add(Items.item(iseq));
        }
        return inbox;
    }

    InboxItem add(InboxItem item) {
        rows.put(item.iseq(), item);
        head = Math.max(head, item.iseq());
        return item;
    }

    /** A position whose row is gone already. */
    void expired(long iseq) {
        head = Math.max(head, iseq);
    }

    long head() {
        return head;
    }

    int reads() {
        return reads;
    }

    @Override
    public Future<InboxPage> read(AccountId account, long after, int limit, int maxBytes) {
        reads++;
        Promise<InboxPage> promise = Promise.promise();
        later.accept(() -> {
            if (broken.getAsBoolean()) {
                promise.fail(new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the store is away"));
            } else {
                promise.complete(page(after, limit));
            }
        });
        return promise.future();
    }

    private InboxPage page(long after, int limit) {
        List<InboxItem> items =
                rows.tailMap(after, false).values().stream().limit(limit).toList();
        long to = items.isEmpty() ? after : items.get(items.size() - 1).iseq();
        return new InboxPage(after + 1, to, items, head);
    }

    @Override
    public Future<Long> head(AccountId account) {
        return Future.succeededFuture(head);
    }

    @Override
    public Future<DevicePosition> open(AccountId account, DeviceId device) {
        return Future.succeededFuture(new DevicePosition(0, head, 1));
    }

    @Override
    public Future<Void> move(List<CursorMove> moves) {
        return Future.succeededFuture();
    }
}
