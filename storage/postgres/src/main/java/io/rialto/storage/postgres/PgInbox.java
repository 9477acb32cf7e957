package io.rialto.storage.postgres;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.InboxPage;
import io.rialto.storage.CursorMove;
import io.rialto.storage.DevicePosition;
import io.rialto.storage.Inbox;
import io.rialto.storage.sql.InboxTable;
import io.rialto.storage.sql.PageBudget;
import io.rialto.storage.sql.Retention;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The inboxes: what this node has just written is read from memory where the database says that nothing else has come,
 * cursors move many at a time. Safe on any thread.
 */
final class PgInbox implements Inbox {
    private final VertxInternal vertx;
    private final PgDatabase database;
    private final RecentRows recent;
    private final HeadQuestions heads;
    private final PgHealth health;
    private final Retention retention;
    private final InboxTable table;

    PgInbox(VertxInternal vertx, PgDatabase database, Links links, PgHealth health, Retention retention) {
        this.vertx = vertx;
        this.database = database;
        this.recent = links.recent();
        this.heads = links.heads();
        this.health = health;
        this.retention = retention;
        this.table = new InboxTable(database);
    }

    @Override
    public Future<InboxPage> read(AccountId account, long after, int limit, int maxBytes) {
        RecentEnd end = recent.of(account);
        Optional<Set<Long>> rooms = end == null || database.isClosing() ? Optional.empty() : end.rooms(after, limit);
        if (rooms.isEmpty()) {
            return table.read(account, after, limit, maxBytes);
        }
        ContextInternal caller = vertx.getOrCreateContext();
        return heads.ask(end.account(), rooms.get(), caller)
                .map(seen -> end.page(after, new PageBudget(limit, maxBytes), seen, retention))
                .otherwise(this::unanswered)
                .compose(page ->
                        page.map(caller::succeededFuture).orElseGet(() -> table.read(account, after, limit, maxBytes)));
    }

    private Optional<InboxPage> unanswered(Throwable cause) {
        health.fellBack(cause);
        return Optional.empty();
    }

    @Override
    public Future<Long> head(AccountId account) {
        return table.head(account);
    }

    @Override
    public Future<DevicePosition> open(AccountId account, DeviceId device) {
        return table.open(account, device);
    }

    @Override
    public Future<Void> move(List<CursorMove> moves) {
        if (moves.isEmpty()) {
            return Future.succeededFuture();
        }
        CursorRows rows = new CursorRows(moves);
        return database.change(rows.size(), rows::write);
    }
}
