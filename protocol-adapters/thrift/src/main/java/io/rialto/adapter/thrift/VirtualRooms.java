package io.rialto.adapter.thrift;

import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Session;
import io.rialto.contract.stream.Lanes;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.StreamSubscribed;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import java.util.Set;

/** What one client asks about virtual rooms (tim-protocol.md §4.12). Confined to the connection's event loop. */
final class VirtualRooms {
    /** The reqInt of a subscription that wants bare bytes. */
    private static final long RAW = 1;

    private final Line line;
    private final Session session;
    private final VroomSubscriptions subscriptions;

    VirtualRooms(Line line, Session session) {
        this.line = line;
        this.session = session;
        this.subscriptions = new VroomSubscriptions(line);
    }

    /** Takes a VROOM; each is answered. */
    void take(Struct request) {
        Integer rtype = request.get(TimReq.RTYPE);
        VroomOp op = rtype == null ? null : VroomOp.of(rtype);
        try {
            if (op == null) {
                throw new Refusal(TimCode.PARAMETER);
            }
            take(op, request);
        } catch (Refusal refused) {
            Struct refusal = TimAck.refusal(TimCommand.VROOM.number(), refused.code());
            line.send(TimCommand.ACK, refusal.with(TimAck.T, rtype == null ? null : rtype.longValue()));
        }
    }

    /**
     * An operator has the client see a room, or no more. TIM tells its clients nothing of it: frames come, or cease. What the
     * client has asked for itself stays in the form that it has asked for.
     */
    Future<Void> view(Viewing viewing) {
        RoomId room = viewing.room();
        try {
            if (!viewing.on()) {
                return leave(room).mapEmpty();
            }
            VroomSubscriber subscriber = subscriptions.enter(room);
            return subscribe(room, subscriber)
                    .onSuccess(subscribed -> {
                        if (!subscriber.isOpen()) {
                            subscriber.open(viewing.bare() ? StreamForm.RAW : StreamForm.of(line.flavour()));
                        }
                    })
                    .mapEmpty();
        } catch (Refusal tooMany) {
            return Future.failedFuture(new GatewayException(ErrorCode.LIMIT_REACHED, "it sees too many virtual rooms"));
        }
    }

    /** A room is over. TIM has no word for that: its clients learn it when they publish, or subscribe again. */
    void ended(RoomId room) {
        subscriptions.leave(room);
    }

    /** The connection is over. Idempotent. */
    void close() {
        subscriptions.close();
    }

    private void take(VroomOp op, Struct request) {
        switch (op) {
            case REGISTER -> register();
            case REMOVE -> remove(room(request));
            case ALLOW, DISALLOW -> grant(op, room(request), account(request.text(TimReq.NODE2)));
            case SUBSCRIBE -> subscribe(room(request), form(request.get(TimReq.REQ_INT)));
            case CANCEL -> cancel(room(request));
        }
    }

    private void register() {
        session.submit(new StreamCommand.CreateStream(null, StreamPreset.VROOM))
                .onSuccess(made -> done(VroomOp.REGISTER, VNode.of(made.room())))
                .onFailure(failure -> refuse(VroomOp.REGISTER, null, TimCode.of(failure)));
    }

    /** In TIM that succeeds whoever asks; only the owner's room is removed. */
    private void remove(RoomId room) {
        session.submit(new StreamCommand.RemoveStream(room))
                .recover(failure -> isNotOwner(failure) ? Future.succeededFuture() : Future.failedFuture(failure))
                .onSuccess(removed -> done(VroomOp.REMOVE, VNode.of(room)))
                .onFailure(failure -> refuse(VroomOp.REMOVE, VNode.of(room), TimCode.of(failure)));
    }

    private void grant(VroomOp op, RoomId room, AccountId account) {
        session.submit(new StreamCommand.GrantStream(room, account, op == VroomOp.ALLOW))
                .onSuccess(granted -> done(op, account.value()))
                .onFailure(failure ->
                        refuse(op, account.value(), isNotOwner(failure) ? TimCode.DENIED : TimCode.of(failure)));
    }

    /**
     * TIM says yes to rooms that it does not know. A client of ours is told (4109), so that it never waits for frames
     * that cannot come. Lane 0 is the whole of a virtual room to TIM (decisions 22): what clients of other doors publish
     * on further lanes has no place in its frames, so it is not shown.
     */
    private void subscribe(RoomId room, StreamForm form) {
        VroomSubscriber subscriber = subscriptions.enter(room);
        subscribe(room, subscriber)
                .onSuccess(subscribed -> {
                    done(VroomOp.SUBSCRIBE, VNode.of(room));
                    subscriber.open(form);
                })
                .onFailure(failure -> refuse(VroomOp.SUBSCRIBE, VNode.of(room), subscribeCode(failure)));
    }

    private Future<StreamSubscribed> subscribe(RoomId room, VroomSubscriber subscriber) {
        subscriber.asked();
        return session.submit(new StreamCommand.SubscribeLane(room, Lanes.DEFAULT, Set.of(), null, subscriber))
                .onComplete(answered -> subscriber.answered())
                .onFailure(failure -> subscriptions.failed(room, subscriber));
    }

    /** Whoever is not subscribed is told yes as well. */
    private void cancel(RoomId room) {
        leave(room).onComplete(any -> done(VroomOp.CANCEL, VNode.of(room)));
    }

    private Future<?> leave(RoomId room) {
        return subscriptions.leave(room)
                ? session.submit(new StreamCommand.UnsubscribeLane(room, null, Set.of()))
                : Future.succeededFuture();
    }

    private StreamForm form(Long mode) {
        if (mode == null) {
            return StreamForm.of(line.flavour());
        }
        if (mode != RAW) {
            throw new Refusal(TimCode.UNDEFINED);
        }
        return StreamForm.RAW;
    }

    private void done(VroomOp op, String node) {
        Struct ok = TimAck.ok(TimCommand.VROOM.number());
        line.send(TimCommand.ACK, ok.with(TimAck.T, op.number()).with(TimAck.N, node));
    }

    private void refuse(VroomOp op, String node, TimCode code) {
        Struct refusal = TimAck.refusal(TimCommand.VROOM.number(), code);
        line.send(TimCommand.ACK, refusal.with(TimAck.T, op.number()).with(TimAck.N, node));
    }

    private static TimCode subscribeCode(Throwable failure) {
        return GatewayException.codeOf(failure) == ErrorCode.NOT_FOUND ? TimCode.NO_SUCH_OBJECT : TimCode.of(failure);
    }

    /** Of a room that is not there nobody is the owner. */
    private static boolean isNotOwner(Throwable failure) {
        ErrorCode code = GatewayException.codeOf(failure);
        return code == ErrorCode.FORBIDDEN || code == ErrorCode.NOT_FOUND;
    }

    private static RoomId room(Struct request) {
        return VNode.room(request.text(TimReq.NODE));
    }

    private static AccountId account(String node) {
        try {
            return new AccountId(node);
        } catch (GatewayException malformed) {
            throw new Refusal(TimCode.PARAMETER);
        }
    }
}
