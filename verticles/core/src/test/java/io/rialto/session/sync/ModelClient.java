package io.rialto.session.sync;

import java.util.ArrayList;
import java.util.List;

/** A client with the duties C1–C6 of rooms.md §3.4. */
final class ModelClient {
    /** Where its frames go. */
    interface Upstream {
        void pull(long after);

        void ack(long iseq);
    }

    private final VirtualWorld world;
    private final Upstream upstream;
    private final List<ModelInbox.Row> stored = new ArrayList<>();
    private long local;
    private int received;

    ModelClient(VirtualWorld world, Upstream upstream) {
        this.world = world;
        this.upstream = upstream;
        schedulePoll();
    }

    List<ModelInbox.Row> stored() {
        return stored;
    }

    long local() {
        return local;
    }

    void onHello(long head) { // C1
        if (head > local) {
            upstream.pull(local);
        }
    }

    void onItem(ModelInbox.Row row, long prev) { // C2
        if (prev > local) {
            upstream.pull(local);
            return;
        }
        if (prev == local) {
            store(row);
        }
        upstream.ack(local);
    }

    void onNotice(long head) { // C3
        if (head > local) {
            upstream.pull(local);
        } else {
            upstream.ack(local);
        }
    }

    void onPage(List<ModelInbox.Row> rows, long to, long head) { // C4
        rows.forEach(this::store);
        local = Math.max(local, to);
        if (head > local && world.chance(80)) {
            upstream.pull(local);
        } else {
            upstream.ack(local);
        }
    }

    /** The answer to its own send (D1). */
    void onSent(ModelInbox.Row row, long prev) {
        if (prev == local) {
            store(row);
        } else if (prev > local) {
            upstream.pull(local);
        }
    }

    private void store(ModelInbox.Row row) { // C6
        if (row.iseq() > local) {
            stored.add(row);
            local = row.iseq();
            received++;
            schedulePoll();
        }
    }

    private void schedulePoll() { // C5
        int seen = received;
        world.at(world.now() + world.between(180_000, 300_000), () -> {
            if (seen == received) {
                upstream.pull(local);
                schedulePoll();
            }
        });
    }
}
