package io.rialto.storage.postgres;

import java.util.List;

/**
 * The statements of a batch. Every list is an array that is unnested; what locks does so in order of key, since the lock
 * is taken above the sort. {@code for no key update} leaves foreign keys to the row alone.
 */
final class AppendTexts {
    static final String ROOM_INTERN =
            "insert into room_key (id) select unnest($1::text[]) order by 1 on conflict do nothing";
    static final String ROOM_KEYS = "select id, key from room_key where id = any($1::text[])";
    static final String ACCOUNT_INTERN =
            "insert into account_key (id) select unnest($1::text[]) order by 1 on conflict do nothing";
    static final String ACCOUNT_KEYS = "select id, key from account_key where id = any($1::text[])";

    static final String ROOM_LOCK =
            "select key, cseq from room_key where key = any($1::bigint[]) order by key for no key update";
    static final String ACCOUNT_LOCK =
            "select key, iseq, its from account_key where key = any($1::bigint[]) order by key for no key update";
    static final String PROBE = """
        select t.n, l.mid, l.cseq, l.ts, l.iseq
        from unnest($1::bigint[], $2::text[]) with ordinality as t (sender, cmid, n)
        join log l on l.sender = t.sender and l.cmid = t.cmid\
        """;

    static final String ERASED_PROBE = """
        select l.room, l.cseq, e.mid, e.cseq, e.ts, e.sender, e.iseq
        from unnest($1::bigint[], $2::bigint[]) as t (room, cseq)
        join log l on l.room = t.room and l.cseq = t.cseq
        join log e on e.room = l.room and e.cseq = l.erased\
        """;

    static final String LOG_ADD = """
        insert into log (room, cseq, mid, sender, iseq, cmid, ts, type, attrs, bytes)
        select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[],
          $7::bigint[], $8::text[], $9::bytea[], $10::bytea[])\
        """;
    static final String LOG_ERASE = """
        update log l set type = t.type, attrs = t.attrs, bytes = null, erased = t.entry
        from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bytea[])
          as t (room, cseq, entry, type, attrs)
        where l.room = t.room and l.cseq = t.cseq\
        """;
    static final String INBOX_ADD = """
        insert into inbox (account, iseq, its, mid, its_before, mid_before)
        select r.account, r.iseq, ($5::bigint[])[r.last], ($6::bigint[])[r.last],
          case when r.first < r.last then ($5::bigint[])[r.first:r.last - 1] end,
          case when r.first < r.last then ($6::bigint[])[r.first:r.last - 1] end
        from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) as r (account, iseq, first, last)\
        """;
    static final String ROOM_HEADS = """
        update room_key k set cseq = t.cseq
        from unnest($1::bigint[], $2::bigint[]) as t (key, cseq) where k.key = t.key\
        """;
    static final String ACCOUNT_HEADS = """
        update account_key k set iseq = t.iseq, its = t.its
        from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as t (key, iseq, its) where k.key = t.key\
        """;
    static final String ALIVE = """
        insert into probe (id, at) values ($1::bigint, $2::bigint)
        on conflict (id) do update set at = excluded.at\
        """;

    static final List<String> ALL = List.of(
            ROOM_INTERN,
            ROOM_KEYS,
            ACCOUNT_INTERN,
            ACCOUNT_KEYS,
            ROOM_LOCK,
            ACCOUNT_LOCK,
            PROBE,
            ERASED_PROBE,
            LOG_ADD,
            LOG_ERASE,
            INBOX_ADD,
            ROOM_HEADS,
            ACCOUNT_HEADS,
            ALIVE);

    /** Every one of them finds few rows by key: no plan that reads a table can be the right one. */
    static final List<String> SETTINGS =
            List.of("set enable_seqscan = off", "set enable_hashjoin = off", "set enable_mergejoin = off");

    private AppendTexts() {}
}
