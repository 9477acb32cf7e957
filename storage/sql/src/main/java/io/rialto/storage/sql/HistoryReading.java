package io.rialto.storage.sql;

import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes a page of history from a row with the head, then message rows. */
final class HistoryReading implements Reading<HistoryPage> {
    private final PageBudget budget;
    private final boolean falling;
    private final List<StoredMessage> messages = new ArrayList<>();
    private long head;
    private boolean more;

    private HistoryReading(PageBudget budget, boolean falling) {
        this.budget = budget;
        this.falling = falling;
    }

    static HistoryReading forwards(PageBudget budget) {
        return new HistoryReading(budget, false);
    }

    static HistoryReading backwards(PageBudget budget) {
        return new HistoryReading(budget, true);
    }

    @Override
    public boolean next(Row row) {
        if (!row.isNull(0)) {
            head = row.integer(0);
            return true;
        }
        StoredMessage message = MessageColumns.message(row, 1);
        more = !budget.take(message.content());
        if (!more) {
            messages.add(message);
        }
        return !more;
    }

    @Override
    public HistoryPage result() {
        if (falling) {
            Collections.reverse(messages);
        }
        return new HistoryPage(messages, head, more);
    }
}
