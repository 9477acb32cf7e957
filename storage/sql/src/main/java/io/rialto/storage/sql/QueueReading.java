package io.rialto.storage.sql;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import io.rialto.storage.QueuePage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a page of a queue from a row with its head and how far it was sent, then queue rows. */
final class QueueReading implements Reading<QueuePage> {
    private final long after;
    private final PageBudget budget;
    private final List<Queued> items = new ArrayList<>();
    private long head;
    private long sent;
    private boolean full;

    QueueReading(long after, PageBudget budget) {
        this.after = after;
        this.budget = budget;
    }

    /** Subscription identifiers as a column; null where there are none. */
    static String ids(List<Integer> ids) {
        return ids.isEmpty() ? null : ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public boolean next(Row row) {
        if (!row.isNull(0)) {
            head = row.integer(0);
            sent = row.integer(1);
            return true;
        }
        Content content = ContentColumns.content(row, 11);
        full = !budget.take(content);
        if (!full) {
            items.add(item(row, content));
        }
        return !full;
    }

    @Override
    public QueuePage result() {
        return new QueuePage(last(), items, head);
    }

    private Queued item(Row row, Content content) {
        long position = row.integer(2);
        Frame frame = new Frame(
                row.integer(9),
                0,
                new AccountId(row.text(10)),
                content,
                (int) row.integer(14),
                row.integer(15) == 1,
                false,
                row.integer(16),
                row.integer(17));
        return new Queued(
                position,
                row.integer(3),
                row.text(7),
                row.integer(8),
                frame,
                (int) row.integer(4),
                row.integer(5) == 1,
                ids(row.text(6)),
                position <= sent);
    }

    private static List<Integer> ids(String column) {
        return column == null
                ? List.of()
                : Arrays.stream(column.split(",")).map(Integer::valueOf).toList();
    }

    private long last() {
        if (!full) {
            return Math.max(after, head);
        }
        return items.isEmpty() ? after : items.get(items.size() - 1).position();
    }
}
