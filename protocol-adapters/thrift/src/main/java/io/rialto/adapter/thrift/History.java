package io.rialto.adapter.thrift;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;

/** What was said in a room, newest first (tim-protocol.md §4.8), one answer at a time. Confined to the connection's event loop. */
final class History {
    private static final int OF_USER = 1;
    private static final int OF_ROOM = 2;

    private final Line line;
    private final Session session;
    private final Self self;
    /** The one under way, or the last one; null before the first. */
    private HistoryAnswer answer;

    History(Line line, Session session, Self self) {
        this.line = line;
        this.session = session;
        this.self = self;
    }

    /** Answers TIMPULLMESSAGE; nothing where there is nothing. Done when the socket has taken all of it. */
    Future<Void> pull(Struct request) {
        try {
            answer = new HistoryAnswer(line, session, question(request));
        } catch (GatewayException | NumberFormatException malformed) {
            line.refuse(TimCommand.PULL.number(), TimCode.PARAMETER);
            return Future.succeededFuture();
        }
        return answer.send().onFailure(failure -> refuse(request, failure));
    }

    /** The socket takes more. */
    void drained() {
        if (answer != null) {
            answer.goOn();
        }
    }

    /**
     * What is asked for.
     *
     * @param before the position in the room before which it ends
     * @param until nanoseconds since 1970 when it ends
     */
    record Question(RoomId room, long before, long until, int limit) {
        boolean wants(StoredMessage message) {
            return OdType.isHistory(message) && MessageForm.nanos(message.ts()) <= until;
        }
    }

    private Question question(Struct request) {
        Long mid = request.get(TimReq.REQ_INT);
        Long limit = request.get(TimReq.REQ_INT2);
        if (mid == null || limit == null || limit <= 0) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "no mid, or no limit");
        }
        boolean newest = mid <= 0 || mid == Long.MAX_VALUE;
        String until = newest ? request.text(TimReq.NODE2) : "";
        int most = line.door().doors().config().sessions().pageItems();
        return new Question(
                room(request),
                newest ? Long.MAX_VALUE : mid + 1,
                until.isEmpty() ? Long.MAX_VALUE : Long.parseLong(until),
                (int) Math.min(limit, most));
    }

    /** The membership of whoever asks is core's to check, whatever the type of the request says (W-42). */
    private RoomId room(Struct request) {
        String node = request.text(TimReq.NODE);
        return switch (request.get(TimReq.RTYPE, 0)) {
            case OF_USER -> RoomId.direct(self.account(), new AccountId(node));
            case OF_ROOM -> RoomId.group(node);
            default -> throw new GatewayException(ErrorCode.BAD_REQUEST, "neither user nor room");
        };
    }

    /** A chat that nobody has begun is empty; a room one is not in is none of one's business. */
    private void refuse(Struct request, Throwable failure) {
        boolean unknown = GatewayException.codeOf(failure) == ErrorCode.NOT_FOUND;
        boolean ofUser = request.get(TimReq.RTYPE, 0) == OF_USER;
        if (!unknown || !ofUser) {
            line.refuse(TimCommand.PULL.number(), unknown ? TimCode.DENIED : TimCode.of(failure));
        }
    }
}
