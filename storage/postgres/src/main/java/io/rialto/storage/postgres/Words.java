package io.rialto.storage.postgres;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

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
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
