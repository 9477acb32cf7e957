package io.rialto.adapter.mqtt;

import io.rialto.contract.command.Done;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPublication;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One client as a publisher of one lane. Its first frame finds out whether it may, which in a stream channel makes it a
 * publisher (rooms.md §2.4); frames that come meanwhile wait, bounded in bytes, then follow in order. Confined to the
 * connection's event loop.
 */
final class LanePublisher {
    private static final int OVERHEAD = 64;

    private enum State {
        NEW,
        TRYING,
        SETTLED,
        CLOSED
    }

    private final Link link;
    private final RoomId room;
    private final String lane;
    private final Deque<StreamPublication> waiting = new ArrayDeque<>(0);
    private long waitingBytes;
    private State state = State.NEW;

    LanePublisher(Link link, RoomId room, String lane) {
        this.link = link;
        this.room = room;
        this.lane = lane;
    }

    /** Whether frames go straight to the relay, be it to be refused there. */
    boolean isSettled() {
        return state == State.SETTLED;
    }

    /** Publishes a frame, which must have a receipt until this is settled. */
    void publish(StreamPublication frame) {
        switch (state) {
            case NEW -> attempt(frame);
            case TRYING -> hold(frame);
            case SETTLED -> link.gate().session().publish(frame);
            case CLOSED -> {
                // The session is over with its connection.
            }
        }
    }

    /** The connection is gone: nothing waits any more. Idempotent. */
    void close() {
        state = State.CLOSED;
        waiting.clear();
    }

    private void attempt(StreamPublication frame) {
        state = State.TRYING;
        StreamPublication first = frame.tell((failure, place) -> {
            if (GatewayException.codeOf(failure) == ErrorCode.NOT_MEMBER) {
                joinFor(frame);
            } else {
                settle();
                frame.receipt().done(failure, place);
            }
        });
        link.gate().session().publish(first);
    }

    /** Its relay wants a publisher's role: the frame goes out once more with it, else is refused. */
    private void joinFor(StreamPublication frame) {
        if (state == State.CLOSED) {
            return;
        }
        joinLane()
                .recover(failure -> GatewayException.codeOf(failure) == ErrorCode.NOT_MEMBER
                        ? link.gate().submit(new StreamCommand.JoinStream(room)).compose(info -> joinLane())
                        : Future.failedFuture(failure))
                .onSuccess(joined -> again(frame))
                .onFailure(refused -> refuse(frame, refused));
    }

    private Future<Done> joinLane() {
        return link.gate().submit(new StreamCommand.JoinLane(room, lane));
    }

    private void again(StreamPublication frame) {
        if (state != State.CLOSED) {
            link.gate().session().publish(frame);
            settle();
        }
    }

    private void refuse(StreamPublication frame, Throwable why) {
        settle();
        frame.receipt().done(why, null);
    }

    /** Before the receipt is told, since that may let the next packets in; those that come during it wait as well. */
    private void settle() {
        while (!waiting.isEmpty()) {
            link.gate().session().publish(waiting.poll());
        }
        waitingBytes = 0;
        if (state != State.CLOSED) {
            state = State.SETTLED;
        }
    }

    private void hold(StreamPublication frame) {
        long bytes = waitingBytes + OVERHEAD + frame.content().size();
        if (bytes > link.door().doors().bounds().bytes()) {
            frame.receipt().done(new GatewayException(ErrorCode.OVERLOADED, "too much waits for " + room), null);
        } else {
            waitingBytes = bytes;
            waiting.add(frame);
        }
    }
}
