package io.rialto.storage.postgres;

import io.rialto.contract.message.Content;
import io.rialto.storage.LogEntry;
import io.rialto.storage.sql.ContentColumns;
import io.rialto.storage.sql.RoomHead;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers log rows, column by column. Used for one batch. */
final class LogRows {
    private final List<Long> rooms = new ArrayList<>();
    private final List<Long> cseqs = new ArrayList<>();
    private final List<Long> mids = new ArrayList<>();
    private final List<Long> senders = new ArrayList<>();
    private final List<Long> iseqs = new ArrayList<>();
    private final List<String> cmids = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<Buffer> attrs = new ArrayList<>();
    private final List<Buffer> bytes = new ArrayList<>();

    void add(LogEntry entry, long ts, RoomHead room, long sender, long senderIseq) {
        Content content = entry.content();
        rooms.add(room.key());
        cseqs.add(room.cseq());
        mids.add(entry.mid().value());
        senders.add(sender);
        iseqs.add(senderIseq);
        cmids.add(entry.cmid());
        times.add(ts);
        types.add(content.type());
        byte[] encoded = ContentColumns.attrs(content);
        attrs.add(encoded == null ? null : Buffer.buffer(encoded));
        bytes.add(Buffer.buffer(content.bytes()));
    }

    boolean isEmpty() {
        return rooms.isEmpty();
    }

    Tuple columns() {
        return Tuple.from(Arrays.asList(
                longs(rooms),
                longs(cseqs),
                longs(mids),
                longs(senders),
                longs(iseqs),
                cmids.toArray(String[]::new),
                longs(times),
                types.toArray(String[]::new),
                attrs.toArray(Buffer[]::new),
                bytes.toArray(Buffer[]::new)));
    }

    private static Long[] longs(List<Long> column) {
        return column.toArray(Long[]::new);
    }
}
