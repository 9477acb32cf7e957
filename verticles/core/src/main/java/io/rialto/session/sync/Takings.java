package io.rialto.session.sync;

import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was taken away while a page was being read, which may show it still. Keeps the newest, and knows when that is not
 * enough. Confined to its connection's context.
 */
final class Takings {
    private static final int MAX = 64;

    private record Noted(long iseq, Taking taking) {}

    private final Deque<Noted> noted = new ArrayDeque<>(0);
    private long forgotten;

    /** Something was taken away; {@code iseq} is where the inbox says so. */
    void note(long iseq, Taking taking) {
        noted.add(new Noted(iseq, taking));
        if (noted.size() > MAX) {
            forgotten = Math.max(forgotten, noted.poll().iseq());
        }
    }

    /** Whether everything that this page may show too late is known; else it has to be read again. */
    boolean cover(InboxPage page) {
        return forgotten <= page.head();
    }

    /** An item of that page as it stands now. */
    InboxItem from(InboxItem item) {
        InboxItem now = item;
        for (Noted one : noted) {
            now = one.taking().from(now);
        }
        return now;
    }

    /** No page is being read. */
    void clear() {
        noted.clear();
        forgotten = 0;
    }
}
