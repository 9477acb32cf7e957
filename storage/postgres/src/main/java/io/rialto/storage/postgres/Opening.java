package io.rialto.storage.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections, each on the context it is asked on. */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final String READ_ONLY = "25006";

    private final Vertx vertx;
    private final Target target;
    private final Patience patience;

    Opening(Vertx vertx, Target target, Patience patience) {
        this.vertx = vertx;
        this.target = target;
        this.patience = patience;
    }

    /** Connects; what comes too late is closed again. */
    Future<PgConnection> connect() {
        Future<PgConnection> connecting = PgConnection.connect(vertx, target.options());
        return connecting
                .timeout(answerMillis(), TimeUnit.MILLISECONDS)
                .onFailure(late -> connecting.onSuccess(PgConnection::close))
                .map(connection -> connection.exceptionHandler(Opening::note));
    }

    /** Connects, sets the session up, prepares its statements; refuses a server that takes no writes. */
    Future<Session> session(List<String> settings, Collection<String> texts) {
        return connect().compose(connection -> setUp(connection, settings)
                .compose(done -> prepare(connection, texts))
                .map(prepared -> new Session(connection, prepared))
                .timeout(answerMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failed -> connection.close()));
    }

    /** How long an answer may take. */
    long answerMillis() {
        return patience.answer().toMillis();
    }

    /**
     * The server's own limits stand below ours, so that a slow statement costs itself, not the connection; and that of a
     * node which vanished in the middle of a transaction no lock stays behind.
     */
    private Future<Void> setUp(PgConnection connection, List<String> settings) {
        List<String> all = new ArrayList<>(List.of(
                "set client_min_messages = error",
                "set jit = off",
                "set max_parallel_workers_per_gather = 0",
                "set default_transaction_isolation = 'read committed'",
                "set idle_in_transaction_session_timeout = " + answerMillis(),
                "set lock_timeout = " + answerMillis() / 2,
                "set statement_timeout = " + answerMillis()));
        all.addAll(settings);
        return connection
                .query(String.join("; ", all))
                .execute()
                .compose(set -> connection
                        .query("select pg_is_in_recovery(), current_setting('synchronous_commit')")
                        .execute())
                .compose(rows -> durable(connection, rows.iterator().next()));
    }

    /** Whoever waits for an answer is told by its failure, the link by the close. */
    private static void note(Throwable cause) {
        LOG.debug("connection failed: {}", cause.getMessage());
    }

    private static Future<Void> durable(PgConnection connection, Row row) {
        if (row.getBoolean(0)) {
            return Future.failedFuture(
                    new PgException("it is a standby that takes no writes", "ERROR", READ_ONLY, null));
        }
        boolean lazy = row.getString(1).equals("off");
        return lazy ? connection.query("set synchronous_commit = on").execute().mapEmpty() : Future.succeededFuture();
    }

    private static Future<Map<String, PreparedStatement>> prepare(PgConnection connection, Collection<String> texts) {
        Map<String, PreparedStatement> prepared = new LinkedHashMap<>();
        List<Future<?>> all = new ArrayList<>();
        for (String text : texts) {
            all.add(connection.prepare(text).onSuccess(statement -> prepared.put(text, statement)));
        }
        return Future.all(all).map(prepared);
    }
}
