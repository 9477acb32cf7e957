package io.rialto.session;

import io.rialto.access.Denial;
import io.rialto.bus.Address;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.MessageCommand.SendMessage;
import io.rialto.contract.command.MessageCommand.Within;
import io.rialto.contract.command.SignalCommand.Signal;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.message.RequireMembers;
import io.rialto.message.VouchedMessage;
import io.rialto.message.VouchedSignal;
import io.vertx.core.Future;

/**
 * What members of a group say to each other alone. Whoever says it waits for the group's word, so it may be overtaken by what
 * is said after it in their direct room otherwise. Confined to the connection's context.
 */
final class WhisperDesk {
    private final ConnectedSession session;
    private final AccountId caller;

    WhisperDesk(ConnectedSession session) {
        this.session = session;
        this.caller = session.info().account();
    }

    <R> Future<R> say(Within<R> command) {
        if (command.said() instanceof SendMessage message) {
            Denial denial = session.rights().say(message.room());
            return denial != null
                    ? Future.failedFuture(denial.refusal())
                    : allowed(command.group(), message.room())
                            .compose(both -> ask(message.room(), new VouchedMessage(message)));
        }
        if (command.said() instanceof Signal signal) {
            Denial denial = session.rights().signal(signal.room());
            return denial != null
                    ? Future.failedFuture(denial.refusal())
                    : allowed(command.group(), signal.room())
                            .compose(both -> ask(signal.room(), new VouchedSignal(signal)));
        }
        return refuse("only messages and signals are said within a group");
    }

    private Future<Done> allowed(RoomId group, RoomId pair) {
        if (group.kind() != RoomKind.GROUP || pair.kind() != RoomKind.DIRECT) {
            return refuse("what is said within a group to one of its members is said in their direct room");
        }
        AccountId other = pair.first().equals(caller) ? pair.second() : pair.first();
        return ask(group, new RequireMembers(group, other));
    }

    private <R> Future<R> ask(RoomId room, Object question) {
        return session.caller().ask(Address.MESSAGES, room, question);
    }

    private static <R> Future<R> refuse(String why) {
        return Future.failedFuture(new GatewayException(ErrorCode.BAD_REQUEST, why));
    }
}
