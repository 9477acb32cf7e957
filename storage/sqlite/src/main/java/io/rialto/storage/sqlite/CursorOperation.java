package io.rialto.storage.sqlite;

import io.rialto.storage.CursorMove;
import io.rialto.storage.sql.Sql;
import java.sql.SQLException;
import java.util.List;

/** Moves cursors; where the end of an inbox stands on sheets, its head is there. */
record CursorOperation(List<CursorMove> moves) implements WriteOperation<Void> {
    @Override
    public int weight() {
        return moves.size();
    }

    @Override
    public Void run(WriteSession session) throws SQLException {
        session.log().flush();
        for (CursorMove move : moves) {
            WaitingRows end = session.log().sheets().tail(move.account());
            if (end == null) {
                session.statements()
                        .update(
                                Sql.CURSOR_MOVE,
                                move.account().value(),
                                move.device().value(),
                                move.iseq());
            } else {
                session.log().moveCursor(end.account(), move.device(), Math.min(move.iseq(), end.lastIseq()));
            }
        }
        return null;
    }
}
