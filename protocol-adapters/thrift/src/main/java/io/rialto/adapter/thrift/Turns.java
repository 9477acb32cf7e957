package io.rialto.adapter.thrift;

import io.rialto.adapter.Reading;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * The order in which one client's requests take effect: what changes who may do what (friends, groups, profiles) is over
 * before anything that came after it begins; all else is only begun in order. Confined to the connection's event loop.
 */
final class Turns {
    /** What one read of the socket may bring while an earlier request is under way; nothing more is read then. */
    private static final int MAX_WAITING = 1024;

    private final Line line;
    private final Deque<Runnable> waiting = new ArrayDeque<>(0);
    private boolean busy;

    Turns(Line line) {
        this.line = line;
    }

    /** Begins in turn; refused where too many wait. */
    void begin(TimCommand command, Runnable request) {
        if (!busy) {
            request.run();
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(request);
            line.reading().pause(Reading.Cause.IN_TURN);
        } else {
            line.refuse(command.number(), TimCode.OVERLOADED);
        }
    }

    /** Begins in turn; whatever comes after it waits for its end. */
    void alone(TimCommand command, Supplier<Future<?>> request) {
        begin(command, () -> {
            busy = true;
            request.get().onComplete(done -> goOn());
        });
    }

    /** The connection is over: what waits is not begun. Idempotent. */
    void close() {
        waiting.clear();
    }

    private void goOn() {
        busy = false;
        while (!busy && !waiting.isEmpty()) {
            waiting.poll().run();
        }
        if (!busy) {
            line.reading().resume(Reading.Cause.IN_TURN);
        }
    }
}
