package io.rialto.adapter.websocket;

import io.rialto.adapter.Reading;
import io.rialto.adapter.web.WebSocketConnection;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * The pages that one client asks for, megabytes each: one is read at a time, when the socket has taken what was said
 * before, so that who asks for many at once gets them all, and no more than one is in memory. Confined to the connection's
 * event loop.
 */
final class Pages {
    private final WebSocketConnection connection;
    private final int maxWaiting;
    private final Deque<Supplier<Future<?>>> waiting = new ArrayDeque<>(1);
    private boolean reading;
    private boolean going;

    /** Where so many wait no more requests are read; those that have been read already wait as well. */
    Pages(WebSocketConnection connection, int maxWaiting) {
        this.connection = connection;
        this.maxWaiting = maxWaiting;
    }

    /** Reads a page in its turn; done when it has been answered. */
    void ask(Supplier<Future<?>> page) {
        waiting.add(page);
        goOn();
        if (waiting.size() >= maxWaiting) {
            connection.reading().pause(Reading.Cause.UNANSWERED);
        }
    }

    /** The next one, as soon as the one before is answered, the socket takes it. */
    void goOn() {
        if (going) {
            return; // answered at once: the loop below goes on
        }
        going = true;
        try {
            while (!reading && !waiting.isEmpty() && connection.isOpen()) {
                read(waiting.remove());
            }
        } finally {
            going = false;
        }
        if (waiting.size() < maxWaiting) {
            connection.reading().resume(Reading.Cause.UNANSWERED);
        }
    }

    /** None of those that wait is read any more. */
    void close() {
        waiting.clear();
    }

    private void read(Supplier<Future<?>> page) {
        reading = true;
        page.get().onComplete(answered -> {
            reading = false;
            goOn();
        });
    }
}
