package io.rialto.message;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxItem.Direction;
import io.rialto.contract.message.StoredMessage;
import io.rialto.post.Letter;
import io.rialto.post.Postman;
import io.rialto.spread.Spread;
import io.rialto.storage.Appended;
import java.util.ArrayList;
import java.util.List;

/** Wakes the sessions of everybody that something committed is for. Confined to its shard. */
final class Deliveries {
    private final Postman postman;
    private final Spread spread;

    Deliveries(Postman postman, Spread spread) {
        this.postman = postman;
        this.spread = spread;
    }

    /** Hands a committed batch on; duplicates go nowhere. */
    void deliver(List<Outgoing> batch, List<Appended> outcomes) {
        List<Letter> letters = new ArrayList<>(2 * batch.size());
        List<Run> views = new ArrayList<>(0);
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes.get(i) instanceof Appended.Stored stored) {
                Outgoing sent = batch.get(i);
                StoredMessage message = sent.message(stored);
                address(sent, stored, message, letters);
                addView(sent, message, views);
            }
        }
        postman.deliver(letters);
        if (!views.isEmpty()) {
            spread.deliver(views);
        }
    }

    private static void address(Outgoing sent, Appended.Stored stored, StoredMessage message, List<Letter> letters) {
        if (sent.entry().echo()) {
            InboxItem own = new InboxItem(stored.senderIseq(), stored.its(), Direction.OUT, message);
            letters.add(new Letter(sent.entry().sender(), own, sent.session()));
        }
        for (int i = 0; i < sent.entry().recipients().size(); i++) {
            long iseq = stored.recipientIseqs().of(i);
            InboxItem item = new InboxItem(iseq, message.ts(), Direction.IN, message);
            letters.add(new Letter(sent.entry().recipients().get(i), item, null));
        }
    }

    /** The live view of a group, {@code $group/id}: the same message, its sequence the room's (decisions 17). */
    private void addView(Outgoing sent, StoredMessage message, List<Run> views) {
        String topic = "$group/" + message.room().name();
        if (message.room().kind() == RoomKind.GROUP && spread.hasSubscribers(topic)) {
            views.add(new Run(
                    topic,
                    0,
                    List.of(new Frame(
                            message.cseq(),
                            sent.session().value(),
                            message.from(),
                            message.content(),
                            1,
                            false,
                            false,
                            message.ts(),
                            Long.MAX_VALUE))));
        }
    }
}
