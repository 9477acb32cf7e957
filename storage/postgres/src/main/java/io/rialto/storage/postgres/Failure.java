package io.rialto.storage.postgres;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What a failed statement means for whoever ran it. */
enum Failure {
    /** Another transaction was in the way: the same once more has a good chance. */
    AGAIN,
    /** It took too long, but the connection is sound. */
    SLOW,
    /** The database is away, or cannot serve: a fresh connection may do better. */
    LOST,
    /** The statement can never succeed. */
    DEFECT;

    /** Unique violation, serialisation failure, deadlock, lock timeout; a statement behind one of these. */
    private static final Set<String> IN_THE_WAY = Set.of("23505", "40001", "40P01", "55P03", "25P02");

    private static final String CANCELLED = "57014";
    private static final String READ_ONLY = "25006";
    /** Connection, authorisation, resources, operator, system, internal: the classes that say nothing of the statement. */
    private static final List<String> UNABLE = List.of("08", "28", "53", "57", "58", "F0", "XX");

    static Failure of(Throwable cause, Session session) {
        if (cause instanceof PgException said && said.getSqlState() != null) {
            return of(said.getSqlState());
        }
        if (cause instanceof StaleKeys) {
            return AGAIN;
        }
        boolean lost = cause instanceof ClosedConnectionException
                || cause instanceof IOException
                || cause instanceof TimeoutException
                || !session.isOpen();
        return lost ? LOST : DEFECT;
    }

    /** Whether it makes sense to try again to open a connection that was refused so. */
    static boolean passes(Throwable cause) {
        if (cause instanceof PgException said && said.getSqlState() != null) {
            String state = said.getSqlState();
            return state.startsWith("08")
                    || state.startsWith("53")
                    || state.startsWith("57")
                    || state.equals(READ_ONLY);
        }
        return true;
    }

    private static Failure of(String state) {
        if (IN_THE_WAY.contains(state)) {
            return AGAIN;
        }
        if (state.equals(CANCELLED)) {
            return SLOW;
        }
        boolean unable = state.equals(READ_ONLY) || UNABLE.contains(state.substring(0, 2));
        return unable ? LOST : DEFECT;
    }
}
