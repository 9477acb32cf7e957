package io.rialto.message;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxItem.Direction;
import io.rialto.contract.message.StoredMessage;
import io.rialto.session.ConnectedSession;
import io.rialto.session.Delivery;
import io.rialto.session.LiveSessions;
import io.rialto.storage.Appended;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Wakes the sessions of this node for what was committed: one task per event loop and commit, whatever the number of
 * recipients. Confined to its shard.
 */
final class Deliveries {
    private final LiveSessions sessions;
    private final LocalFanout fanout;

    Deliveries(LiveSessions sessions, LocalFanout fanout) {
        this.sessions = sessions;
        this.fanout = fanout;
    }

    /** Hands a committed batch on; duplicates go nowhere. */
    void deliver(List<Outgoing> batch, List<Appended> outcomes) {
        IdentityHashMap<Context, List<Delivery>> byContext = new IdentityHashMap<>();
        List<Run> views = new ArrayList<>(0);
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes.get(i) instanceof Appended.Stored stored) {
                Outgoing sent = batch.get(i);
                StoredMessage message = sent.message(stored);
                collect(sent, stored, message, byContext);
                addView(sent, message, views);
            }
        }
        byContext.forEach((context, all) -> context.runOnContext(now -> all.forEach(Deliveries::hand)));
        if (!views.isEmpty()) {
            fanout.deliver(views);
        }
    }

    private static void hand(Delivery delivery) {
        delivery.session().arrived(delivery);
    }

    private void collect(
            Outgoing sent,
            Appended.Stored stored,
            StoredMessage message,
            IdentityHashMap<Context, List<Delivery>> byContext) {
        InboxItem own = new InboxItem(stored.senderIseq(), stored.its(), Direction.OUT, message);
        add(sent.entry().sender(), own, sent.session(), byContext);
        List<AccountId> recipients = sent.entry().recipients();
        for (int i = 0; i < recipients.size(); i++) {
            long iseq = stored.recipientIseqs().of(i);
            add(recipients.get(i), new InboxItem(iseq, message.ts(), Direction.IN, message), null, byContext);
        }
    }

    private void add(
            AccountId account, InboxItem item, SessionId sender, IdentityHashMap<Context, List<Delivery>> byContext) {
        for (ConnectedSession session : sessions.of(account)) {
            boolean itsOwn = session.info().id().equals(sender);
            byContext
                    .computeIfAbsent(session.context(), context -> new ArrayList<>())
                    .add(new Delivery(session, item, itsOwn));
        }
    }

    /** The live view of a group, {@code $group/id}: the same message, its sequence the room's (decisions 17). */
    private void addView(Outgoing sent, StoredMessage message, List<Run> views) {
        String topic = "$group/" + message.room().name();
        if (message.room().kind() == RoomKind.GROUP && fanout.hasSubscribers(topic)) {
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
