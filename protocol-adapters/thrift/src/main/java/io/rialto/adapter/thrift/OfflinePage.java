package io.rialto.adapter.thrift;

import io.rialto.contract.message.InboxItem;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that came while the client was away, in the order they came.
 *
 * @param items what the page is about; what TIM does not keep is left out of its body
 * @param messages what it says
 */
record OfflinePage(List<InboxItem> items, List<Struct> messages, Flavour flavour) {
    /** As many of these as fit into one frame, at least one. */
    static OfflinePage of(List<InboxItem> backlog, Line line) {
        List<InboxItem> items = new ArrayList<>();
        List<Struct> messages = new ArrayList<>();
        FrameBudget budget = new FrameBudget(line);
        for (InboxItem item : backlog) {
            Struct message = MessageForm.stored(item.message()).with(TimMessage.IS_OFFLINE, true);
            boolean kept = OdType.waits(item.message()) && budget.couldTake(message);
            if (kept && !budget.takes(message)) {
                break;
            }
            items.add(item);
            if (kept) {
                messages.add(message);
            }
        }
        return new OfflinePage(List.copyOf(items), messages, line.flavour());
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** The body of the frame; the page is named after its first item. */
    byte[] body() {
        return flavour.encode(new Struct(TimMessageList.SHAPE)
                .with(TimMessageList.ID, items.get(0).message().mid().value())
                .with(TimMessageList.MESSAGES, messages));
    }
}
