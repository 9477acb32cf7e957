package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.OutboundQueue;
import io.rialto.adapter.Reading;
import io.rialto.contract.command.Done;
import io.vertx.core.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Answers the requests of one connection; while too many are unanswered nothing more is read. Confined to the connection's
 * event loop.
 */
final class Answers {
    private static final int MAX_UNANSWERED = 1024;

    private final OutboundQueue queue;
    private final Lifeline lifeline;
    private int unanswered;

    Answers(OutboundQueue queue, Lifeline lifeline) {
        this.queue = queue;
        this.lifeline = lifeline;
    }

    /** Whether everything has been answered. */
    boolean areComplete() {
        return unanswered == 0;
    }

    /** Something that will be answered has begun. */
    void begin() {
        unanswered++;
        if (unanswered == MAX_UNANSWERED) {
            queue.reading().pause(Reading.Cause.UNANSWERED);
        }
    }

    /** It has been answered. */
    void end() {
        unanswered--;
        if (unanswered == MAX_UNANSWERED / 2) {
            queue.reading().resume(Reading.Cause.UNANSWERED);
        }
        lifeline.answered();
    }

    /** Answers with a frame of this type, whose body begins with {@code req}, when the future completes. */
    <R> void when(Future<R> future, int req, int type, BiConsumer<ByteBuf, R> body) {
        begin();
        future.onComplete(done -> {
            if (done.failed()) {
                refuse(req, done.cause());
            } else {
                write(type, 0, req, out -> body.accept(out, done.result()));
            }
            end();
        });
    }

    /** Answers DONE. */
    void done(Future<Done> future, int req) {
        when(future, req, Wire.DONE, (out, done) -> {});
    }

    /** Answers REFUSED. */
    void refuse(int req, Throwable cause) {
        write(Wire.REFUSED, 0, req, Refusal.of(cause)::write);
    }

    /** Writes an answer. */
    void write(int type, int flags, int req, Consumer<ByteBuf> body) {
        queue.write(Wire.frame(type, flags, out -> {
            out.writeInt(req);
            body.accept(out);
        }));
    }
}
