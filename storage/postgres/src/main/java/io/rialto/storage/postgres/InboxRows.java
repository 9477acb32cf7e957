package io.rialto.storage.postgres;

import io.rialto.storage.sql.AccountHead;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers inbox rows, column by column. Used for one batch. */
final class InboxRows {
    private final List<Long> accounts = new ArrayList<>();
    private final List<Long> iseqs = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Long> mids = new ArrayList<>();

    /** The newest row of an account. */
    void add(AccountHead account, long mid) {
        accounts.add(account.key());
        iseqs.add(account.iseq());
        times.add(account.its());
        mids.add(mid);
    }

    Tuple columns() {
        return Tuple.from(Arrays.asList(
                accounts.toArray(Long[]::new),
                iseqs.toArray(Long[]::new),
                times.toArray(Long[]::new),
                mids.toArray(Long[]::new)));
    }
}
