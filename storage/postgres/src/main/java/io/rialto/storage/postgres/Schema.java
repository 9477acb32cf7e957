package io.rialto.storage.postgres;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.storage.sql.Dialect;
import io.rialto.storage.sql.Migration;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the newest schema, each step in a transaction of its own, under a lock that lets several nodes
 * start at once. Used once, on its connection's context.
 */
final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    private static final long LOCK_KEY = 0x5249414c544f0001L;

    private final PgConnection connection;
    private final Dialect dialect;
    private final Target target;

    Schema(PgConnection connection, Dialect dialect, Target target) {
        this.connection = connection;
        this.dialect = dialect;
        this.target = target;
    }

    /**
     * Migrates what is behind; refuses what is ahead of this build, and a database that could not keep texts, with a {@code
     * GatewayException}. The lock goes with the connection, which is closed in any case.
     */
    Future<Void> migrate() {
        return run("set client_min_messages = error; set lock_timeout = 0; set statement_timeout = 0")
                .compose(set -> run("select current_setting('server_encoding'), current_setting('fsync')"))
                .compose(rows -> fit(rows.get(0)))
                .compose(fits -> run("select pg_advisory_lock(" + LOCK_KEY + ")"))
                .compose(locked -> run("create table if not exists schema_version"
                        + " (version bigint primary key, name text not null, applied_at bigint not null)"))
                .compose(there -> run("select coalesce(max(version), 0)::bigint from schema_version"))
                .compose(rows -> apply(rows.get(0).getLong(0).intValue()))
                .eventually(connection::close);
    }

    private Future<Void> fit(Row settings) {
        if (!settings.getString(0).equals("UTF8")) {
            return Future.failedFuture(new GatewayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    target + " has the encoding " + settings.getString(0) + ", expected UTF8: create it anew with"
                            + " encoding 'UTF8' template template0"));
        }
        if (settings.getString(1).equals("off")) {
            LOG.warn("{} runs with fsync off: what is acknowledged may be lost when its machine fails", target);
        }
        return Future.succeededFuture();
    }

    private Future<Void> apply(int schema) {
        Future<Void> all = Future.succeededFuture();
        for (Migration migration : dialect.migrationsFrom(schema, target.toString())) {
            all = all.compose(before -> apply(migration));
        }
        return all;
    }

    private Future<Void> apply(Migration migration) {
        List<String> script = new ArrayList<>();
        script.add("begin");
        script.addAll(migration.statements());
        script.add(String.format(
                "insert into schema_version (version, name, applied_at) values (%d, '%s', %d)",
                migration.version(), migration.name(), System.currentTimeMillis()));
        script.add("commit");
        return run(String.join(";\n", script))
                .onSuccess(done -> LOG.info("{} was brought to schema {}", target, migration.version()))
                .mapEmpty();
    }

    private Future<List<Row>> run(String text) {
        return connection.query(text).execute().map(rows -> {
            List<Row> all = new ArrayList<>();
            rows.forEach(all::add);
            return all;
        });
    }
}
