package io.rialto.session.sync;

import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.session.Push;
import io.rialto.session.sync.WindowState.Slot;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a session whose door has no handshake, as {@link WindowMachine} says; one read is under way at most, and a
 * failed one is made again after 100 ms, 200 ms … 5 s. Confined to its connection's context.
 */
public final class WindowFeed implements InboxFeed {
    /** The most payload read ahead, unless the first item alone is larger. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(WindowFeed.class);
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5_000;
    /** So many of the device's own sends are remembered until they are read; those beyond come back as echo. */
    private static final int MAX_OWN = 1_024;

    private final FeedPorts ports;
    private final WindowMachine machine = new WindowMachine();
    private final Turns turns = new Turns();
    private final Effects effects = new Effects();
    private final Map<Long, InboxItem> held = new HashMap<>();
    private final TreeSet<Long> own = new TreeSet<>();
    private final Takings takings = new Takings();
    private WindowState state;
    private long pause = FIRST_PAUSE;
    private Runnable cancelRetry = () -> {};
    private boolean closed;

    /**
     * A feed that begins at once to push what stands behind the cursor, or behind the gap where there is one.
     *
     * @param window how many items may be unacknowledged at once
     */
    public WindowFeed(FeedPorts ports, InboxOpened opened, int window) {
        this.ports = ports;
        this.state = WindowState.opened(window, Math.max(opened.cursor(), opened.resetTo()), opened.head());
        turns.take(() -> apply(new WindowEvent.Opened()));
    }

    @Override
    public void arrived(InboxItem item) {
        turns.take(() -> {
            forget(item);
            if (item.iseq() <= state.reached()) {
                return;
            }
            held.put(item.iseq(), item);
            apply(new WindowEvent.Arrived(item.iseq(), own.contains(item.iseq()) || !ports.shows(item)));
            held.remove(item.iseq()); // what was not given now will be read
        });
    }

    @Override
    public void sent(InboxItem item) {
        turns.take(() -> {
            forget(item);
            if (item.iseq() > state.reached() && own.size() < MAX_OWN) {
                own.add(item.iseq());
            }
            held.remove(item.iseq());
            apply(new WindowEvent.Arrived(item.iseq(), true));
        });
    }

    @Override
    public void reaches(long head) {
        turns.take(() -> apply(new WindowEvent.Raised(head)));
    }

    /** Refused: the server drives this session. */
    @Override
    public Future<InboxPage> pull(long after, int limit, int maxBytes) {
        return Future.failedFuture(
                new GatewayException(ErrorCode.UNSUPPORTED, "this session is fed by the server, it cannot pull"));
    }

    @Override
    public Future<Done> ack(long iseq) {
        turns.take(() -> apply(new WindowEvent.Acked(iseq)));
        return Future.succeededFuture(Done.DONE);
    }

    @Override
    public void close() {
        closed = true;
        cancelRetry.run();
        held.clear();
        own.clear();
        takings.clear();
    }

    private void apply(WindowEvent event) {
        if (closed) {
            return;
        }
        Transition<WindowState, WindowEffect> transition = machine.next(state, event);
        state = transition.state();
        own.headSet(state.reached(), true).clear();
        for (WindowEffect effect : transition.effects()) {
            if (!closed) {
                effect.accept(effects);
            }
        }
    }

    private void read(WindowEffect.Read wanted) {
        ports.inbox()
                .read(ports.account(), wanted.after(), wanted.limit(), MAX_BYTES)
                .onSuccess(page -> turns.take(() -> take(wanted, page)))
                .onFailure(failure -> retry(wanted, failure));
    }

    /** The content of a message is gone: what was read ahead, or is being read, must not show it (rooms.md §3.10 R3). */
    private void forget(InboxItem item) {
        Taking.in(item).ifPresent(taking -> {
            held.replaceAll((iseq, one) -> taking.from(one));
            if (state.reading()) {
                takings.note(item.iseq(), taking);
            }
        });
    }

    private void take(WindowEffect.Read wanted, InboxPage page) {
        pause = FIRST_PAUSE;
        if (!takings.cover(page)) {
            takings.clear();
            read(wanted);
            return;
        }
        List<Slot> slots =
                page.items().stream().map(takings::from).map(this::hold).toList();
        takings.clear();
        apply(new WindowEvent.PageRead(slots, page.to(), page.head()));
    }

    private Slot hold(InboxItem item) {
        boolean skip = own.contains(item.iseq()) || !ports.shows(item);
        if (!skip && item.iseq() > state.reached()) {
            held.put(item.iseq(), item);
        }
        return new Slot(item.iseq(), skip);
    }

    private void retry(WindowEffect.Read wanted, Throwable failure) {
        if (closed) {
            return;
        }
        LOG.debug("inbox of {} not readable, again in {} ms", ports.account(), pause, failure);
        cancelRetry = ports.timer().after(pause, () -> read(wanted));
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
    }

    private final class Effects implements WindowEffect.Handler {
        @Override
        public void on(WindowEffect.Give effect) {
            InboxItem item = held.remove(effect.iseq());
            ports.outbound().push(new Push.Item(item, item.iseq() - 1, false));
        }

        @Override
        public void on(WindowEffect.Read effect) {
            read(effect);
        }

        @Override
        public void on(WindowEffect.CursorMoved effect) {
            ports.cursorMoved().accept(effect.iseq());
        }
    }
}
