package io.rialto.storage.postgres;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.util.List;
import java.util.Map;

/**
 * One open connection with its prepared statements, all prepared beforehand, so that statements go out in the order in
 * which they are asked for, without waiting for each other. Confined to its link's context.
 */
final class Session {
    private final PgConnection connection;
    private final SocketConnectionBase raw;
    private final Map<String, PreparedStatement> prepared;
    private final long openedNanos = System.nanoTime();
    private long answeredNanos = System.nanoTime();
    private int asked;

    Session(PgConnection connection, Map<String, PreparedStatement> prepared) {
        this.connection = connection;
        this.raw = (SocketConnectionBase) ((SqlConnectionInternal) connection).unwrap();
        this.prepared = prepared;
    }

    /** Runs a prepared statement. */
    Future<RowSet<Row>> run(String text, Tuple args) {
        return track(prepared.get(text).query().execute(args));
    }

    /** Runs a prepared statement once per row, in one go. */
    Future<RowSet<Row>> runEach(String text, List<Tuple> rows) {
        return track(prepared.get(text).query().executeBatch(rows));
    }

    /** Runs text that has neither arguments nor rows worth reading. */
    Future<RowSet<Row>> simple(String text) {
        return track(connection.query(text).execute());
    }

    /** Whether statements can still be sent. */
    boolean isOpen() {
        return raw.isValid();
    }

    /** For how long nothing was answered though something was asked; 0 where nothing was. */
    long overdueNanos() {
        return asked == 0 ? 0 : System.nanoTime() - answeredNanos;
    }

    /** For how long nothing has been asked; 0 where an answer is awaited. */
    long idleNanos() {
        return asked == 0 ? System.nanoTime() - answeredNanos : 0;
    }

    /** How long it has lived. */
    long ageNanos() {
        return System.nanoTime() - openedNanos;
    }

    /** Learns when the connection ends, however it does. */
    void onClose(Runnable ended) {
        connection.closeHandler(closed -> ended.run());
    }

    /**
     * Cuts the connection without waiting for the server, which may not be there: what was asked fails. Begun at the head
     * of the pipeline, since the client's own handler waits for the server to close.
     */
    void cut() {
        raw.socket().channelHandlerContext().pipeline().firstContext().close();
    }

    /** Says goodbye. */
    Future<Void> close() {
        return connection.close();
    }

    private <T> Future<T> track(Future<T> answer) {
        if (asked++ == 0) {
            answeredNanos = System.nanoTime();
        }
        return answer.onComplete(any -> {
            asked--;
            answeredNanos = System.nanoTime();
        });
    }
}
