package io.rialto.storage.postgres;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;

/** Why the database does not do what it should, for the person on call. */
final class Words {
    private Words() {}

    static String of(Throwable cause) {
        if (cause instanceof PgException said) {
            return said.getErrorMessage() + " (" + said.getSqlState() + ")";
        }
        if (cause instanceof ClosedConnectionException) {
            return "it closed the connection";
        }
        if (cause instanceof TimeoutException) {
            return "it does not answer in time";
        }
        if (cause instanceof ConnectException refused
                && String.valueOf(refused.getMessage()).contains("Connection refused")) {
            return "connection refused";
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
