package io.rialto.session.sync;

import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.session.Push;
import io.rialto.message.PageBounds;
import io.vertx.core.Future;
import java.util.List;

/** Feeds a session whose client speaks the handshake, as {@link SyncMachine} says. Confined to its connection's context. */
public final class SyncFeed implements InboxFeed {
    private final FeedPorts ports;
    private final SyncMachine machine;
    private final Turns turns = new Turns();
    private final Effects effects = new Effects();
    private final Alarm alarm;
    private final Heard heard = new Heard();
    private SyncState state = SyncState.OFFLINE;
    /** The newest item that may be sent directly, null once the device has it. */
    private InboxItem latest;

    /** A feed of a connection that was just told {@code hello} with these positions. */
    public SyncFeed(FeedPorts ports, InboxOpened opened, SyncTimers timers) {
        this.ports = ports;
        this.machine = new SyncMachine(timers);
        this.alarm = new Alarm(ports.timer(), () -> step(new SyncEvent.Tick()));
        step(new SyncEvent.Connected(opened.cursor(), opened.head()));
    }

    @Override
    public void arrived(InboxItem item) {
        int bytes = item.message().content().size();
        turns.take(() -> {
            forget(item);
            SyncEvent.Arrived event = new SyncEvent.Arrived(item.iseq(), item.its(), bytes, ports.shows(item));
            if (item.iseq() <= heard.head(state)) {
                return;
            }
            if (event.fits()) {
                latest = item;
            }
            if (state.phase().onlyHears()) {
                heard.add(state, event, ports.timer().now());
            } else {
                apply(event);
            }
        });
    }

    @Override
    public void sent(InboxItem item) {
        turns.take(() -> forget(item));
        step(new SyncEvent.Sent(item.iseq(), item.its()));
    }

    @Override
    public void reaches(long head) {
        step(new SyncEvent.Arrived(head, 0, 0, false));
    }

    @Override
    public Future<InboxPage> pull(long after, int limit, int maxBytes) {
        long from = Math.max(0, after);
        step(new SyncEvent.Pull(from));
        long known = heard.head(state);
        return ports.inbox()
                .read(ports.account(), from, PageBounds.items(limit), PageBounds.bytes(maxBytes))
                .map(page -> shown(whole(page, known)))
                .onSuccess(page -> step(new SyncEvent.PageSent(page.to(), page.head())));
    }

    @Override
    public Future<Done> ack(long iseq) {
        step(new SyncEvent.Ack(iseq));
        return Future.succeededFuture(Done.DONE);
    }

    @Override
    public void close() {
        step(new SyncEvent.Disconnected());
    }

    /** The content of a message is gone: it is not sent again (rooms.md §3.10 R3). */
    private void forget(InboxItem item) {
        if (latest != null) {
            Taking.in(item).ifPresent(taking -> latest = taking.from(latest));
        }
    }

    private void step(SyncEvent event) {
        turns.take(() -> apply(event));
    }

    private void apply(SyncEvent event) {
        SyncEvent.Heard before = heard.take();
        if (before != null) {
            next(before);
        }
        next(event);
    }

    private void next(SyncEvent event) {
        Transition<SyncState, SyncEffect> transition =
                machine.next(state, event, ports.timer().now());
        state = transition.state();
        alarm.set(state.nextDeadline());
        transition.effects().forEach(effect -> effect.accept(effects));
    }

    /** An empty page looked as far as was known when it was asked for, else the client would ask for it for ever. */
    private static InboxPage whole(InboxPage page, long known) {
        return page.items().isEmpty() && page.to() < known
                ? new InboxPage(page.from(), known, List.of(), Math.max(known, page.head()))
                : page;
    }

    private InboxPage shown(InboxPage page) {
        if (page.items().stream().allMatch(ports::shows)) {
            return page;
        }
        return new InboxPage(
                page.from(),
                page.to(),
                page.items().stream().filter(ports::shows).toList(),
                page.head());
    }

    private final class Effects implements SyncEffect.Handler {
        @Override
        public void on(SyncEffect.SendItem effect) {
            ports.outbound().push(new Push.Item(latest, latest.iseq() - 1, effect.again()));
        }

        @Override
        public void on(SyncEffect.SendNotice effect) {
            ports.outbound().push(new Push.Notice(effect.head(), effect.its(), effect.count()));
        }

        @Override
        public void on(SyncEffect.SendPage effect) {
            // The page is the answer to the pull, which reads it.
        }

        @Override
        public void on(SyncEffect.CursorMoved effect) {
            if (latest != null && latest.iseq() <= effect.iseq()) {
                latest = null;
            }
            ports.cursorMoved().accept(effect.iseq());
        }
    }
}
