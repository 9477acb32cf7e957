package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.session.sync.SyncState.Phase;
import java.util.List;
import java.util.function.Supplier;

/** A session driven as its feed would, watched for the invariants of rooms.md §3.4. */
final class ModelServer {
    private static final int PAGE = 10;

    private final VirtualWorld world;
    private final ModelInbox inbox;
    private final Supplier<ModelClient> client;
    private final SyncMachine machine = new SyncMachine(SyncTimers.DEFAULT);
    private final SyncInvariants invariants = new SyncInvariants();
    private SyncState state = SyncState.OFFLINE;
    private long durableCursor;

    ModelServer(VirtualWorld world, ModelInbox inbox, Supplier<ModelClient> client) {
        this.world = world;
        this.inbox = inbox;
        this.client = client;
    }

    Phase phase() {
        return state.phase();
    }

    long cursor() {
        return state.cursor();
    }

    boolean connected() {
        return state.phase() != Phase.OFFLINE;
    }

    /** A new connection; on another node it knows nothing but what was made durable. */
    void connect() {
        world.cutConnection();
        if (world.chance(50)) {
            state = SyncState.OFFLINE;
        }
        on(new SyncEvent.Connected(durableCursor, inbox.head()));
        long head = inbox.head();
        world.frame(() -> client.get().onHello(head));
    }

    void disconnect() {
        world.cutConnection();
        on(new SyncEvent.Disconnected());
    }

    void on(SyncEvent event) {
        invariants.before(event, state);
        Transition<SyncState, SyncEffect> transition = machine.next(state, event, world.now());
        invariants.after(state, transition, world.now());
        boolean rearm = transition.state().nextDeadline() != state.nextDeadline();
        state = transition.state();
        transition.effects().forEach(effect -> effect.accept(new Effects()));
        if (rearm && state.nextDeadline() != SyncState.NEVER) {
            world.onThisConnection(state.nextDeadline() - world.now(), () -> on(new SyncEvent.Tick()));
        }
    }

    private final class Effects implements SyncEffect.Handler {
        @Override
        public void on(SyncEffect.SendItem effect) {
            ModelInbox.Row row = inbox.row(effect.iseq());
            world.frame(() -> client.get().onItem(row, effect.iseq() - 1));
        }

        @Override
        public void on(SyncEffect.SendNotice effect) {
            world.frame(() -> client.get().onNotice(effect.head()));
        }

        @Override
        public void on(SyncEffect.SendPage effect) {
            world.onThisConnection(world.between(0, 10), () -> page(effect.after()));
        }

        @Override
        public void on(SyncEffect.CursorMoved effect) {
            assertThat(effect.iseq()).as("I7").isGreaterThan(durableCursor);
            durableCursor = effect.iseq();
        }

        private void page(long after) {
            List<ModelInbox.Row> rows = inbox.after(after, PAGE);
            long to = after + rows.size();
            long head = inbox.head();
            world.frame(() -> client.get().onPage(rows, to, head));
            ModelServer.this.on(new SyncEvent.PageSent(to, head));
        }
    }
}
