package io.rialto.storage.sql;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import java.util.ArrayList;
import java.util.List;

/** Makes a page of an inbox from a row with the head, then inbox rows (iseq, its, message). */
final class InboxReading implements Reading<InboxPage> {
    private final AccountId account;
    private final long after;
    private final PageBudget budget;
    private final List<InboxItem> items = new ArrayList<>();
    private long head;
    private boolean full;

    InboxReading(AccountId account, long after, PageBudget budget) {
        this.account = account;
        this.after = after;
        this.budget = budget;
    }

    @Override
    public boolean next(Row row) {
        if (!row.isNull(0)) {
            head = row.integer(0);
            return true;
        }
        StoredMessage message = MessageColumns.message(row, 3);
        full = !budget.take(message.content());
        if (!full) {
            InboxItem.Direction direction = InboxItem.Direction.of(message, account);
            items.add(new InboxItem(row.integer(1), row.integer(2), direction, message));
        }
        return !full;
    }

    @Override
    public InboxPage result() {
        return new InboxPage(after + 1, last(), items, head);
    }

    /** Where the rows ran out, everything up to the head was looked at: what is missing there has expired. */
    private long last() {
        if (!full) {
            return Math.max(after, head);
        }
        return items.isEmpty() ? after : items.get(items.size() - 1).iseq();
    }
}
