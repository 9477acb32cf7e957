package io.rialto.adapter.thrift;

import io.rialto.contract.message.InboxItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Messages that came while the client was away, in the order they came.
 *
 * @param items what the page is about; what TIM does not keep is left out of its body
 * @param messages what it says
 * @param kept the ids of these
 */
record OfflinePage(List<InboxItem> items, List<Struct> messages, List<Long> kept, Flavour flavour) {
    /** As many of these as fit into one frame, at least one. */
    static OfflinePage of(List<InboxItem> backlog, Line line) {
        List<InboxItem> items = new ArrayList<>();
        List<Struct> messages = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
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
                ids.add(item.message().mid().value());
            }
        }
        return new OfflinePage(List.copyOf(items), messages, ids, line.flavour());
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** The ids of all that it is about. */
    List<Long> mids() {
        return items.stream().map(item -> item.message().mid().value()).toList();
    }

    /** The body of the frame, without what is gone meanwhile (by id); null where nothing is left. Named after its first item. */
    byte[] body(Set<Long> gone) {
        List<Struct> left = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (!gone.contains(kept.get(i))) {
                left.add(messages.get(i));
            }
        }
        return left.isEmpty() ? null : body(left);
    }

    private byte[] body(List<Struct> left) {
        return flavour.encode(new Struct(TimMessageList.SHAPE)
                .with(TimMessageList.ID, items.get(0).message().mid().value())
                .with(TimMessageList.MESSAGES, left));
    }
}
