package io.rialto.session.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of one account's inbox, as the store would hold them. */
final class ModelInbox {
    record Row(long iseq, int room, long cseq) {}

    private final List<Row> rows = new ArrayList<>();
    private final Map<Integer, Long> rooms = new HashMap<>();

    Row append(int room) {
        Row row = new Row(rows.size() + 1L, room, rooms.merge(room, 1L, Long::sum));
        rows.add(row);
        return row;
    }

    long head() {
        return rows.size();
    }

    Row row(long iseq) {
        return rows.get((int) iseq - 1);
    }

    List<Row> rows() {
        return rows;
    }

    List<Row> after(long after, int limit) {
        int from = (int) Math.min(after, rows.size());
        return List.copyOf(rows.subList(from, Math.min(rows.size(), from + limit)));
    }
}
