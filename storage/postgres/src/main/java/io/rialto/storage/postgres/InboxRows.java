package io.rialto.storage.postgres;

import io.rialto.storage.sql.AccountHead;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers inbox rows: the positions that an account gets one after the other share one, up to a few. Used for one batch. */
final class InboxRows {
    /** Positions in a row: a reader who wants the first one unpacks all of them. */
    private static final int MOST = 16;

    private static final class Run {
        private final long account;
        private final List<Long> times = new ArrayList<>(1);
        private final List<Long> mids = new ArrayList<>(1);
        private long iseq;

        Run(long account) {
            this.account = account;
        }
    }

    private final Map<Long, Run> open = new HashMap<>();
    private final List<Run> runs = new ArrayList<>();
    private int positions;

    /** The newest position of an account. */
    void add(AccountHead account, long mid) {
        Run run = open.get(account.key());
        if (run == null || run.mids.size() == MOST) {
            run = new Run(account.key());
            open.put(account.key(), run);
            runs.add(run);
        }
        run.iseq = account.iseq();
        run.times.add(account.its());
        run.mids.add(mid);
        positions++;
    }

    /** Rows (account, newest position, where its first, its last position stand below, from 1), times, message ids. */
    Tuple columns() {
        Long[] accounts = new Long[runs.size()];
        Long[] iseqs = new Long[runs.size()];
        Long[] firsts = new Long[runs.size()];
        Long[] lasts = new Long[runs.size()];
        List<Long> times = new ArrayList<>(positions);
        List<Long> mids = new ArrayList<>(positions);
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            accounts[i] = run.account;
            iseqs[i] = run.iseq;
            firsts[i] = times.size() + 1L;
            times.addAll(run.times);
            mids.addAll(run.mids);
            lasts[i] = (long) times.size();
        }
        return Tuple.from(
                Arrays.asList(accounts, iseqs, firsts, lasts, times.toArray(Long[]::new), mids.toArray(Long[]::new)));
    }
}
