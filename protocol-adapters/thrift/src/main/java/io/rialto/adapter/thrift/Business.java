package io.rialto.adapter.thrift;

import io.rialto.contract.command.AccountCommand;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;

/** Hands TIMBUSINESS to whom it concerns (tim-protocol.md §4.10). Confined to the connection's event loop. */
final class Business {
    private final Line line;
    private final Session session;
    private final FriendDesk friends;
    private final GroupDesk groups;

    Business(Line line, Session session, Self self, Friends watched) {
        this.line = line;
        this.session = session;
        this.friends = new FriendDesk(session, watched);
        this.groups = new GroupDesk(session, self);
    }

    /** Carries one out; the future completes when it has been answered. */
    Future<?> take(Struct request) {
        Integer rtype = request.get(TimReq.RTYPE);
        BusinessOp op = rtype == null ? null : BusinessOp.of(rtype);
        Reply malformed = new Reply(line, TimCommand.BUSINESS, null, null, null);
        try {
            return op == null ? refuse(malformed, TimCode.PARAMETER) : take(op, request);
        } catch (Refusal refused) {
            return refuse(malformed, refused.code());
        }
    }

    private Future<?> take(BusinessOp op, Struct request) {
        return switch (op) {
            case ROSTER, BLOCKED_FRIENDS, ADD_FRIEND, REMOVE_FRIEND, BLOCK_FRIEND ->
                friends.take(op, request, reply(op, request, null));
            case PASSWORD -> password(request);
            // Only notices have these numbers.
            case FRIEND, PASS -> throw new Refusal(TimCode.PARAMETER);
            default -> groups.take(op, request, reply(op, request, request.get(TimReq.NODE2)));
        };
    }

    /** A field that is missing is answered without the number of the operation (tim-protocol.md §4.10, row 21). */
    private Future<?> password(Struct request) {
        String old = request.get(TimReq.REQ_STR);
        String fresh = request.get(TimReq.REQ_STR2);
        if (old == null || fresh == null) {
            throw new Refusal(TimCode.MODIFY_PASSWORD);
        }
        Reply reply = new Reply(line, TimCommand.BUSINESS, BusinessOp.PASSWORD.number(), null, null);
        return session.submit(new AccountCommand.ChangePassword(old, fresh))
                .onSuccess(done -> reply.ok())
                .onFailure(failure -> reply.refuse(code(failure)));
    }

    private static TimCode code(Throwable failure) {
        return switch (GatewayException.codeOf(failure)) {
            case FORBIDDEN, BAD_REQUEST -> TimCode.MODIFY_PASSWORD;
            case UNSUPPORTED -> TimCode.INTERFACE;
            default -> TimCode.of(failure);
        };
    }

    private Reply reply(BusinessOp op, Struct request, String node2) {
        String node = request == null ? null : request.get(TimReq.NODE);
        return new Reply(line, TimCommand.BUSINESS, op.number(), node, node2);
    }

    private static Future<?> refuse(Reply reply, TimCode code) {
        reply.refuse(code);
        return Future.succeededFuture();
    }
}
