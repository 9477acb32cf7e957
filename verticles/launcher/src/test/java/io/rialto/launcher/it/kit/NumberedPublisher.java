package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Publishes frames to a stream room at a steady rate, numbered, with receipts: the next one when the one before was taken, the
 * same one again when it was refused or nothing was said about it. Its number is the frame's body. On a thread of its own.
 */
public final class NumberedPublisher {
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long TICK_MICROS = 2_000;

    private final WsClient client;
    private final long handle;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final long began = System.nanoTime();
    private final long periodNanos;
    private final Mailbox<Throwable> failures = new Mailbox<>("failures of a publisher");
    private long number;
    private long sentAt;
    private long taken;
    private int resent;
    private boolean stopping;
    private boolean again;

    /** Begins; the client must have the right to publish, its binary frames must be nobody else's. */
    public NumberedPublisher(WsClient client, String room, int perSecond) {
        this.client = client;
        this.periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.handle =
                client.call("room.join", new JsonObject().put("room", room)).getLong("handle");
        client.on("taken", event -> taken(event.getLong("n")));
        client.on("refused", event -> refused());
        clock.scheduleAtFixedRate(this::tick, 0, TICK_MICROS, TimeUnit.MICROSECONDS);
    }

    /** The number of the last frame that was taken. */
    public synchronized long taken() {
        return taken;
    }

    /** How often a frame was sent again. */
    public synchronized int resent() {
        return resent;
    }

    /** Publishes no more, waits for the last receipt; the last number. */
    public long stop() {
        synchronized (this) {
            stopping = true;
        }
        Wait.until("the last receipt", () -> taken() == number());
        clock.shutdownNow();
        failures.all().forEach(failure -> {
            throw new AssertionError("a publisher failed", failure);
        });
        return number();
    }

    private synchronized long number() {
        return number;
    }

    private void tick() {
        try {
            publish();
        } catch (RuntimeException failure) {
            failures.add(failure);
            throw failure;
        }
    }

    private synchronized void publish() {
        long now = System.nanoTime();
        if (taken < number) {
            if (again || now - sentAt > SILENCE_NANOS) {
                resent++;
                send(now);
            }
        } else if (!stopping && now - began >= number * periodNanos) {
            number++;
            send(now);
        }
    }

    private void send(long now) {
        again = false;
        sentAt = now;
        client.binary(WsStream.frame(handle, number, 1, Buffer.buffer().appendLong(number)));
    }

    private synchronized void taken(long which) {
        taken = Math.max(taken, which);
    }

    /** At the next tick but one or so: the room is looking for its next relay. */
    private synchronized void refused() {
        again = true;
    }
}
