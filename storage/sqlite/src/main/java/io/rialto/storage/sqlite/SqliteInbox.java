package io.rialto.storage.sqlite;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.InboxPage;
import io.rialto.storage.CursorMove;
import io.rialto.storage.DevicePosition;
import io.rialto.storage.Inbox;
import io.rialto.storage.sql.InboxTable;
import io.rialto.storage.sql.PageBudget;
import io.vertx.core.Future;
import io.vertx.core.internal.VertxInternal;
import java.util.List;

/**
 * The inboxes, whose ends may stand on sheets: what is asked of the end is answered from memory, for everything else it is
 * moved into the table first. Safe on any thread.
 */
final class SqliteInbox implements Inbox {
    private final VertxInternal vertx;
    private final WriteLoop writer;
    private final Sheets sheets;
    private final InboxTable table;

    SqliteInbox(VertxInternal vertx, WriteLoop writer, Sheets sheets, InboxTable table) {
        this.vertx = vertx;
        this.writer = writer;
        this.sheets = sheets;
        this.table = table;
    }

    @Override
    public Future<InboxPage> read(AccountId account, long after, int limit, int maxBytes) {
        return sheets.page(account, after, new PageBudget(limit, maxBytes))
                .map(page -> vertx.getOrCreateContext().succeededFuture(page))
                .orElseGet(() -> readTable(account, after, limit, maxBytes));
    }

    private Future<InboxPage> readTable(AccountId account, long after, int limit, int maxBytes) {
        return sheets.of(account) == null
                ? table.read(account, after, limit, maxBytes)
                : moved(account).compose(done -> table.read(account, after, limit, maxBytes));
    }

    @Override
    public Future<Long> head(AccountId account) {
        WaitingRows end = sheets.of(account);
        return end == null ? table.head(account) : vertx.getOrCreateContext().succeededFuture(end.lastIseq());
    }

    @Override
    public Future<DevicePosition> open(AccountId account, DeviceId device) {
        return sheets.of(account) == null
                ? table.open(account, device)
                : moved(account).compose(done -> table.open(account, device));
    }

    @Override
    public Future<Void> move(List<CursorMove> moves) {
        return moves.isEmpty()
                ? Future.succeededFuture()
                : writer.submit(new CursorOperation(List.copyOf(moves)), vertx.getOrCreateContext());
    }

    private Future<Void> moved(AccountId account) {
        return writer.submit(new SheetOperation(account), vertx.getOrCreateContext());
    }
}
