package io.rialto.storage.sql;

import io.rialto.contract.message.Content;

/** What a page may still take: so many items, so many bytes, but the first item always. Used by one reading. */
public final class PageBudget {
    private final int limit;
    private final long maxBytes;
    private int items;
    private long bytes;

    /** A page of at most so many items, so many bytes. */
    public PageBudget(int limit, int maxBytes) {
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    /** Rows to ask for: one more than fit, since that one tells whether there is more. */
    public long rows() {
        return limit + 1L;
    }

    /** Whether the content still fits; if so it is taken from the budget. */
    public boolean take(Content content) {
        long after = bytes + content.size();
        if (items >= limit || (items > 0 && after > maxBytes)) {
            return false;
        }
        items++;
        bytes = after;
        return true;
    }
}
