package io.rialto.contract.message;

import java.util.List;

/**
 * A stretch of an inbox, in order of position.
 *
 * @param from the first position that was looked at: the {@code after} of the question, plus one
 * @param to the last position that was looked at; {@code from - 1} where there was nothing
 * @param items what stands there, at most as many as were asked for
 * @param head the newest position of the account at the time of reading
 */
public record InboxPage(long from, long to, List<InboxItem> items, long head) {
    /** Copies the items. */
    public InboxPage {
        items = List.copyOf(items);
    }

    /** Whether there is more behind this page. */
    public boolean more() {
        return to < head;
    }
}
