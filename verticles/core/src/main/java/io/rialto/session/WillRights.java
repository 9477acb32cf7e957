package io.rialto.session;

import io.rialto.access.Denial;
import io.rialto.access.SessionRights;
import io.rialto.bus.Address;
import io.rialto.bus.Caller;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.session.DurableWill;
import io.rialto.contract.session.SignIn;
import io.rialto.contract.session.WillPlace;
import io.rialto.message.RequireSpeaker;
import io.vertx.core.Future;

/** Whether a session may leave the will it signs in with. Confined to the connection's context. */
final class WillRights {
    private final Caller caller;
    private final SessionRights rights;

    WillRights(Caller caller, SessionRights rights) {
        this.caller = caller;
        this.rights = rights;
    }

    /** Fails where it may not publish the will that it would leave. */
    Future<Done> require(SignIn signIn) {
        DurableWill will = signIn.durable() == null ? null : signIn.durable().will();
        Denial denial = will == null ? null : rights.publish(will.topic());
        if (denial != null) {
            return Future.failedFuture(denial.refusal());
        }
        return signIn.will() == null ? Future.succeededFuture(Done.DONE) : requireSpeaker(signIn.will());
    }

    /** Who may publish frames to a stream room is found out when there are some: it may not be there yet. */
    private Future<Done> requireSpeaker(WillPlace place) {
        boolean another = place.as() != null && !place.as().equals(caller.account());
        if (rights.guest() || another) {
            String why = another ? "the last level is the publisher's own account" : "guests use channels only";
            return Future.failedFuture(new GatewayException(ErrorCode.FORBIDDEN, why));
        }
        RoomId room = place.room(caller.account());
        Denial denial = rights.leave(place);
        if (denial != null) {
            return Future.failedFuture(denial.refusal());
        }
        return room.kind() == RoomKind.STREAM
                ? Future.succeededFuture(Done.DONE)
                : caller.ask(Address.MESSAGES, room, new RequireSpeaker(room));
    }
}
