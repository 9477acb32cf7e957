package io.rialto.storage.sql;

import io.rialto.contract.session.DurableWill;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The columns of a will: delay, topic (null where there is none), type, attrs, bytes, qos, retain, life. */
final class WillColumns {
    private static final int COUNT = 8;

    private WillColumns() {}

    /** What is bound, behind other arguments. */
    static Object[] behind(DurableWill will, Object... before) {
        List<Object> all = new ArrayList<>(Arrays.asList(before));
        if (will == null) {
            all.add(0L);
            for (int i = 1; i < COUNT; i++) {
                all.add(null);
            }
        } else {
            all.add(will.delayMillis());
            all.add(will.topic());
            all.add(will.content().type());
            all.add(ContentColumns.attrs(will.content()));
            all.add(will.content().bytes());
            all.add((long) will.qos());
            all.add(will.retain() ? 1L : 0L);
            all.add(will.lifeMillis());
        }
        return all.toArray();
    }

    /** The will whose columns begin at {@code first}; null where there is none. */
    static DurableWill will(Row row, int first) {
        if (row.isNull(first + 1)) {
            return null;
        }
        return new DurableWill(
                row.text(first + 1),
                ContentColumns.content(row, first + 2),
                (int) row.integer(first + 5),
                row.integer(first + 6) == 1,
                row.integer(first + 7),
                row.integer(first));
    }
}
