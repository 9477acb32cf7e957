package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.InboxPage;
import io.vertx.core.Future;
import java.util.List;

/**
 * The inbox of every account, with the cursors of its devices. Rows are written by {@link MessageLog#append}. Futures
 * complete on the caller's context; failures are {@code store_unavailable}.
 */
public interface Inbox {
    /**
     * Reads from {@code after} (exclusive), in order; at most {@code limit} items, at most {@code maxBytes} of payload
     * unless the first one alone is larger.
     */
    Future<InboxPage> read(AccountId account, long after, int limit, int maxBytes);

    /** The newest position of an account; 0 where nothing came yet. */
    Future<Long> head(AccountId account);

    /**
     * Where a device stands; makes its cursor durably if it has none: 0 for the account's first device, else the highest
     * cursor of the account's devices (decisions 2).
     */
    Future<DevicePosition> open(AccountId account, DeviceId device);

    /** Moves cursors, never backwards, never past the head; devices without a cursor are ignored. Durable when done. */
    Future<Void> move(List<CursorMove> moves);
}
