package io.rialto.bus;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a defect in a verticle's answer is caught: logged with its stack, answered as internal. */
public final class Shard {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    private Shard() {}

    /** Answers a question by a future; whatever is thrown becomes its failure. */
    public static <R> void answer(Ask<?, R> ask, Callable<Future<R>> answer) {
        try {
            answer.call().onComplete(ask.answer()::tryComplete, failure -> fail(ask, failure));
        } catch (Exception defect) {
            fail(ask, defect);
        }
    }

    /**
     * Fails a question; what is no outcome but a defect is logged, then told as internal. What the asker does with that never
     * reaches the caller, who may have others to answer.
     */
    public static void fail(Ask<?, ?> ask, Throwable failure) {
        if (failure instanceof GatewayException) {
            tell(ask, failure);
        } else {
            LOG.error("{} of {} failed", ask.question().getClass().getSimpleName(), ask.caller(), failure);
            tell(ask, new GatewayException(ErrorCode.INTERNAL, "internal error"));
        }
    }

    private static void tell(Ask<?, ?> ask, Throwable failure) {
        try {
            ask.answer().tryFail(failure);
        } catch (RuntimeException defect) {
            LOG.error("{} failed on its answer", ask.caller(), defect);
        }
    }

    /** Fails a question that its receiver has no answer for: whoever asks must never wait for ever. */
    public static void unknown(Ask<?, ?> ask) {
        fail(
                ask,
                new IllegalArgumentException("nobody answers " + ask.question().getClass() + " here"));
    }

    /** Hands a message to its receiver; a defect there fails the question, and never reaches the next message. */
    static void receive(Object message, Handler<Object> receiver) {
        try {
            receiver.handle(message);
        } catch (RuntimeException defect) {
            if (message instanceof Ask<?, ?> ask) {
                fail(ask, defect);
            } else {
                LOG.error("{} failed", message.getClass().getSimpleName(), defect);
            }
        }
    }
}
