package io.rialto.adapter.thrift;

import io.rialto.adapter.Reading;
import io.rialto.adapter.web.CloseCode;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order in which one client's requests take effect: what changes who may do what (friends, groups, profiles), or is
 * answered at length (history), is over before anything that came after it begins; all else is only begun in order. Confined to the connection's event loop.
 */
final class Turns {
    /** What one read of the socket may bring while an earlier request is under way; nothing more is read then. */
    private static final int MAX_WAITING = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Line line;
    private final Deque<Runnable> waiting = new ArrayDeque<>(0);
    private boolean busy;
    private boolean isGoingOn;

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
            request.get().onComplete(done -> over());
        });
    }

    /** The connection is over: what waits is not begun. Idempotent. */
    void close() {
        waiting.clear();
    }

    private void over() {
        busy = false;
        if (!isGoingOn) { // else the loop below goes on, however many are over as soon as they begin
            goOn();
        }
    }

    private void goOn() {
        isGoingOn = true;
        try {
            while (!busy && !waiting.isEmpty()) {
                waiting.poll().run();
            }
        } catch (RuntimeException defect) {
            LOG.error("a request that waited for its turn failed", defect);
            line.close(CloseCode.DEFECT, "internal error"); // else this client would wait for ever
        } finally {
            isGoingOn = false;
        }
        if (!busy) {
            line.reading().resume(Reading.Cause.IN_TURN);
        }
    }
}
