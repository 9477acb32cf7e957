package io.rialto.session.sync;

import java.util.concurrent.atomic.AtomicBoolean;

/** The timers of a {@link VirtualWorld}. */
final class VirtualTimer implements FeedTimer {
    private final VirtualWorld world;
    private int waiting;

    VirtualTimer(VirtualWorld world) {
        this.world = world;
    }

    int waiting() {
        return waiting;
    }

    @Override
    public long now() {
        return world.now();
    }

    @Override
    public Runnable after(long millis, Runnable task) {
        AtomicBoolean done = new AtomicBoolean();
        waiting++;
        world.at(world.now() + millis, () -> {
            if (!done.getAndSet(true)) {
                waiting--;
                task.run();
            }
        });
        return () -> {
            if (!done.getAndSet(true)) {
                waiting--;
            }
        };
    }
}
