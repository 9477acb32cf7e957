package io.rialto.adapter.thrift;

import io.rialto.contract.command.Command;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A TimMessage of this client on its way to core.
 *
 * @param message as the client sent it; sender, time, receiver list in it mean nothing
 * @param within the group as whose members the two of a direct room may speak; null where they speak for themselves
 */
record Outgoing(Struct message, RoomId room, RoomId within, int msType, int odType, Self self) {
    /** Checks what the client sent, in TIM's order (tim-protocol.md §4.5). */
    static Outgoing of(Struct message, Self self) {
        int msType = msType(message);
        int odType = odType(message);
        require(msType != MessageForm.FROM_SYSTEM, TimCode.PARAMETER);
        AccountId to = account(message.get(TimMessage.TO));
        RoomId room = room(message.get(TimMessage.ROOM));
        require(to != null || room != null, TimCode.ACCOUNT);
        require(msType == MessageForm.TO_ROOM || msType == MessageForm.TO_USER, TimCode.PARAMETER);
        boolean toRoom = msType == MessageForm.TO_ROOM;
        require(toRoom ? room != null : to != null, TimCode.DENIED);
        require(toRoom ? OdType.isForRoom(odType) : OdType.isForUser(odType), TimCode.PARAMETER);
        require(!OdType.isErasure(odType) || message.get(TimMessage.MID, 0L) > 0, TimCode.PARAMETER);
        RoomId where = toRoom ? room : RoomId.direct(self.account(), to);
        return new Outgoing(message, where, toRoom ? null : room, msType, odType, self);
    }

    /** Whether it takes an earlier message away. */
    boolean isErasure() {
        return OdType.isErasure(odType);
    }

    /** What takes the earlier message away. */
    Command<Sent> erasure() {
        long cseq = message.get(TimMessage.MID);
        String text = message.get(TimMessage.DATA_STRING);
        return odType == OdType.REVOKE
                ? new MessageCommand.RecallMessage(room, cseq, text)
                : new MessageCommand.BurnMessage(room, cseq, text);
    }

    /** The command as which TIM answers it: revoke and burn may come by that of messages as well. */
    TimCommand answeredAs() {
        return switch (odType) {
            case OdType.REVOKE -> TimCommand.REVOKE;
            case OdType.BURN -> TimCommand.BURN;
            default -> TimCommand.MESSAGE;
        };
    }

    /** What tells the sender that the earlier message is gone. */
    Struct erased() {
        return TimAck.ok(answeredAs().number())
                .with(
                        TimAck.N,
                        message.get(toRoom() ? TimMessage.ROOM : TimMessage.TO).get(Tid.NODE))
                .with(TimAck.T, (long) msType)
                .with(TimAck.T2, message.get(TimMessage.MID));
    }

    /** Whether it is for a room. */
    boolean toRoom() {
        return msType == MessageForm.TO_ROOM;
    }

    /** Whether it is for those only who are there. */
    boolean isPassing() {
        return OdType.isPassing(odType);
    }

    /** What says it to those who are there. */
    SignalCommand.Signal signal() {
        return new SignalCommand.Signal(room, content(TimAttrs.ofSignal(message, odType, privately(), self)));
    }

    /** What stores it. */
    MessageCommand.SendMessage command() {
        Long id = message.get(TimMessage.ID);
        Content content = content(TimAttrs.of(message, odType, privately(), self));
        return new MessageCommand.SendMessage(room, id == null ? null : id.toString(), content);
    }

    /** The same, as it may be said there (tim-protocol.md §4.5). */
    <R> Command<R> allowed(Command<R> said) {
        return within == null ? said : new MessageCommand.Within<>(within, said);
    }

    /** Whether TIM echoes it to its sender: normal ones, and what takes one away. */
    boolean isEchoed() {
        return odType == OdType.NORMAL || isErasure();
    }

    /** What the sender is told: its message with id, place and time. */
    Struct echo(Sent sent) {
        Struct to = message.get(TimMessage.TO);
        return message.copy()
                .with(TimMessage.MS_TYPE, (byte) msType)
                .with(TimMessage.OD_TYPE, (byte) odType)
                .with(TimMessage.ID, message.get(TimMessage.ID, sent.mid().value()))
                .with(TimMessage.MID, isErasure() ? message.get(TimMessage.MID) : sent.cseq())
                .with(TimMessage.FROM, self.tid())
                .with(TimMessage.TO, to == null ? null : to.copy().with(Tid.DOMAIN, self.domain()))
                .with(TimMessage.TIMESTAMP, MessageForm.nanos(sent.ts()))
                .with(TimMessage.IS_OFFLINE, null)
                .with(TimMessage.BN_TYPE, null)
                .with(TimMessage.TO_LIST, null);
    }

    /** The room that a private message is said in; null where it is none. */
    private String privately() {
        Struct inRoom = message.get(TimMessage.ROOM);
        return toRoom() || inRoom == null ? null : inRoom.text(Tid.NODE);
    }

    private Content content(Map<String, byte[]> attrs) {
        return content(message, attrs);
    }

    /** What a TimMessage says, whoever sent it. */
    static Content content(Struct message, Map<String, byte[]> attrs) {
        String text = message.get(TimMessage.DATA_STRING);
        byte[] binary = message.get(TimMessage.DATA_BINARY);
        boolean isText = binary == null || text != null;
        byte[] payload = isText ? message.text(TimMessage.DATA_STRING).getBytes(StandardCharsets.UTF_8) : binary;
        return new Content(isText ? Content.TEXT : Content.BINARY, payload, attrs);
    }

    /** atim leaves it out of streams (tim-protocol.md §7.4). */
    private static int msType(Struct message) {
        int given = message.get(TimMessage.MS_TYPE, (byte) 0);
        if (given != 0) {
            return given;
        }
        return message.get(TimMessage.TO) == null ? MessageForm.TO_ROOM : MessageForm.TO_USER;
    }

    private static int odType(Struct message) {
        int given = message.get(TimMessage.OD_TYPE, (byte) 0);
        if (given != 0) {
            return given;
        }
        return message.get(TimMessage.DATA_BINARY) == null ? OdType.NORMAL : OdType.STREAM;
    }

    private static AccountId account(Struct tid) {
        try {
            return tid == null ? null : new AccountId(tid.text(Tid.NODE));
        } catch (GatewayException malformed) {
            throw new Refusal(TimCode.ACCOUNT);
        }
    }

    private static RoomId room(Struct tid) {
        try {
            return tid == null ? null : RoomId.group(tid.text(Tid.NODE));
        } catch (GatewayException malformed) {
            throw new Refusal(TimCode.ACCOUNT);
        }
    }

    private static void require(boolean right, TimCode otherwise) {
        if (!right) {
            throw new Refusal(otherwise);
        }
    }
}
