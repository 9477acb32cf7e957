package io.rialto.adapter.thrift;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is for those only who are there, as TIM clients get it: streams, big data, presence; never acknowledged
 * (tim-protocol.md §4.5, §4.6, §4.9). What clients of other doors say so is a stream to TIM.
 */
final class SignalForm {
    private SignalForm() {}

    /** Sends what somebody said to the account of this line. */
    static void send(Line line, Push.Signalled signal, AccountId to) {
        Content content = signal.content();
        int odType = TimAttrs.signalType(content);
        if (PresenceForm.is(content)) {
            line.send(TimCommand.PRESENCE, PresenceForm.read(content, signal.from(), to));
        } else if (odType == OdType.BIG_STRING) {
            line.send(TimCommand.BIG_STRING, bytes(signal, BigData.TEXT_END));
        } else if (odType == OdType.BIG_BINARY) {
            line.send(TimCommand.BIG_BINARY, bytes(signal, BigData.BINARY_END));
        } else {
            line.send(TimCommand.MESSAGE, message(signal, odType));
        }
    }

    /** A packet id that nothing else has given. */
    static long anyId() {
        return ThreadLocalRandom.current().nextLong();
    }

    private static byte[] bytes(Push.Signalled signal, int separator) {
        return BigData.body(signal.from().value(), separator, signal.content().bytes());
    }

    private static Struct message(Push.Signalled signal, int odType) {
        Content content = signal.content();
        RoomId room = signal.room();
        boolean toRoom = room.kind() == RoomKind.GROUP;
        Struct terminal = TimAttrs.terminal(content);
        String domain = terminal == null ? null : terminal.get(Tid.DOMAIN);
        Struct from = terminal == null ? Tid.of("") : terminal;
        Long id = TimAttrs.id(content);
        Struct message = new Struct(TimMessage.SHAPE)
                .with(TimMessage.MS_TYPE, (byte) (toRoom ? MessageForm.TO_ROOM : MessageForm.TO_USER))
                .with(TimMessage.OD_TYPE, (byte) odType)
                .with(TimMessage.ID, id == null ? anyId() : id)
                .with(TimMessage.FROM, from.with(Tid.NODE, signal.from().value()))
                .with(TimMessage.TIMESTAMP, MessageForm.nanos(System.currentTimeMillis()));
        if (toRoom) {
            message.with(TimMessage.ROOM, Tid.of(room.name()));
        } else {
            message.with(TimMessage.TO, Tid.of(other(room, signal.from())).with(Tid.DOMAIN, domain));
        }
        TimAttrs.write(content, message);
        return MessageForm.payload(message, content);
    }

    private static String other(RoomId room, AccountId from) {
        return (room.first().equals(from) ? room.second() : room.first()).value();
    }
}
