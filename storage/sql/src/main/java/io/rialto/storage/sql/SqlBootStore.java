package io.rialto.storage.sql;

import io.rialto.storage.BootStore;
import io.vertx.core.Future;
import java.util.Optional;

/** Counts starts, keeps secrets, in a SQL database. Safe on any thread. */
public final class SqlBootStore implements BootStore {
    private final SqlDatabase database;

    /** A store on an open database. */
    public SqlBootStore(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public Future<Long> nextBoot() {
        return database.write(1, tx -> tx.query(Sql.BOOT_NEXT, Reading.number()));
    }

    @Override
    public Future<String> valueOf(String name, String proposal) {
        return database.write(1, tx -> tx.update(Sql.VALUE_ADD, name, proposal)
                .compose(done -> tx.query(Sql.VALUE_GET, Reading.first(row -> row.text(0)), name))
                .map(Optional::orElseThrow));
    }
}
