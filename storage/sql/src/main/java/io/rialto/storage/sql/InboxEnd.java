package io.rialto.storage.sql;

import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Makes pages of the end of an inbox, which is held in memory. */
public final class InboxEnd {
    private InboxEnd() {}

    /**
     * The page behind a position, which a client chose: it may be any number.
     *
     * @param head the newest position
     * @param at what stands at a position; asked for those from {@code after + 1} to {@code head}, rising
     */
    public static InboxPage page(long after, long head, PageBudget budget, LongFunction<InboxItem> at) {
        List<InboxItem> items = new ArrayList<>();
        for (long last = after; last < head; last++) {
            InboxItem item = at.apply(last + 1);
            if (!budget.take(item.message().content())) {
                return new InboxPage(after + 1, last, items, head);
            }
            items.add(item);
        }
        return new InboxPage(after + 1, Math.max(after, head), items, head);
    }
}
