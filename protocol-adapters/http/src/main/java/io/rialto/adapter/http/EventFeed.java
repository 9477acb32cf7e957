package io.rialto.adapter.http;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.web.CloseCode;
import io.rialto.adapter.web.JsonWords;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.contract.office.OnlineEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one operator is told of who comes online and goes. Events wait in a bounded queue while the connection takes
 * nothing; what finds it full is dropped, counted, and told when there is room. Confined to the connection's event loop,
 * but for {@link #offer}.
 */
final class EventFeed implements OnlineEvent.Handler {
    private final EventDoor door;
    private final WebSocketConnection connection;
    private final JsonWords words;
    private final Context context = Vertx.currentContext();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicLong lost = new AtomicLong();
    /** Null until the operator watches for the first time. */
    private volatile Queue<OnlineEvent> waiting;
    /** Null while the operator does not watch. */
    private Runnable end;

    private volatile String prefix = "";
    private boolean stuck;
    private long stuckSince;

    EventFeed(EventDoor door, WebSocketConnection connection, JsonWords words) {
        this.door = door;
        this.connection = connection;
        this.words = words;
    }

    /** From now on tells of accounts whose id begins so. */
    void watch(String accounts) {
        prefix = accounts;
        if (waiting == null) {
            waiting = new ArrayBlockingQueue<>(door.config().queue());
        }
        if (end == null) {
            end = door.management().desks().sessions().watch(this::offer);
        }
    }

    /** Tells nothing more. Idempotent. */
    void end() {
        if (end != null) {
            end.run();
            end = null;
            waiting.clear();
            lost.set(0);
        }
    }

    /** From any thread. */
    private void offer(OnlineEvent event) {
        if (event instanceof OnlineEvent.Changed changed
                && !changed.account().value().startsWith(prefix)) {
            return;
        }
        if (!waiting.offer(event)) {
            lost.incrementAndGet();
            door.management().desks().metrics().dropped(DropReason.SLOW_CONSUMER, 1);
        }
        if (awake.compareAndSet(false, true)) {
            context.runOnContext(now -> drain());
        }
    }

    /** Tells what waits, as long as the connection takes it. */
    void drain() {
        awake.set(false);
        if (end == null) {
            return;
        }
        OnlineEvent event = null;
        while (connection.isOpen() && (event = waiting.poll()) != null) {
            event.accept(this);
        }
        if (connection.isOpen() && waiting.isEmpty()) {
            long missed = lost.getAndSet(0);
            if (missed > 0) {
                on(new OnlineEvent.Missed(missed));
            }
        }
    }

    /** Ends who has taken nothing for too long. */
    void tick(long now) {
        boolean waits = end != null && !waiting.isEmpty() && !connection.isOpen();
        if (!waits) {
            stuck = false;
        } else if (!stuck) {
            stuck = true;
            stuckSince = now;
        } else if (now - stuckSince
                > door.management().desks().doors().listeners().slowTimeout().toMillis()) {
            connection.close(CloseCode.TOO_SLOW, "too slow");
        }
    }

    @Override
    public void on(OnlineEvent.Changed event) {
        words.event(event.online() ? "online" : "offline", out -> {
            out.writeStringField("account", event.account().value());
            out.writeNumberField("ts", event.at());
        });
    }

    @Override
    public void on(OnlineEvent.NodeChanged event) {
        words.event("node", out -> {
            out.writeStringField("node", event.node());
            out.writeBooleanField("up", event.up());
        });
    }

    @Override
    public void on(OnlineEvent.Missed event) {
        words.event("missed", out -> out.writeNumberField("events", event.events()));
    }
}
