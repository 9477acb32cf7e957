package io.rialto.adapter.thrift;

import io.rialto.contract.command.Command;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import java.nio.charset.StandardCharsets;

/**
 * A TimMessage of this client on its way to core.
 *
 * @param message as the client sent it; sender, time, receiver list in it mean nothing
 */
record Outgoing(Struct message, RoomId room, int msType, int odType, Self self) {
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
        require(odType != OdType.REVOKE && odType != OdType.BURN, TimCode.INTERFACE);
        require(toRoom ? OdType.isForRoom(odType) : OdType.isForUser(odType), TimCode.PARAMETER);
        return new Outgoing(message, toRoom ? room : RoomId.direct(self.account(), to), msType, odType, self);
    }

    Command.SendMessage command() {
        Long id = message.get(TimMessage.ID);
        return new Command.SendMessage(room, id == null ? null : id.toString(), content());
    }

    /** Whether TIM echoes it to its sender: of messages to accounts only the normal ones. */
    boolean isEchoed() {
        return odType == OdType.NORMAL;
    }

    /** What the sender is told: its message with id, place and time. */
    Struct echo(Sent sent) {
        Struct to = message.get(TimMessage.TO);
        return message.copy()
                .with(TimMessage.MS_TYPE, (byte) msType)
                .with(TimMessage.OD_TYPE, (byte) odType)
                .with(TimMessage.ID, message.get(TimMessage.ID, sent.mid().value()))
                .with(TimMessage.MID, sent.cseq())
                .with(TimMessage.FROM, self.tid())
                .with(TimMessage.TO, to == null ? null : to.copy().with(Tid.DOMAIN, self.domain()))
                .with(TimMessage.TIMESTAMP, MessageForm.nanos(sent.ts()))
                .with(TimMessage.IS_OFFLINE, null)
                .with(TimMessage.BN_TYPE, null)
                .with(TimMessage.TO_LIST, null);
    }

    private Content content() {
        Struct inRoom = message.get(TimMessage.ROOM);
        String privately = msType == MessageForm.TO_USER && inRoom != null ? inRoom.text(Tid.NODE) : null;
        String text = message.get(TimMessage.DATA_STRING);
        byte[] binary = message.get(TimMessage.DATA_BINARY);
        boolean isText = binary == null || text != null;
        byte[] payload = isText ? message.text(TimMessage.DATA_STRING).getBytes(StandardCharsets.UTF_8) : binary;
        return new Content(
                isText ? Content.TEXT : Content.BINARY, payload, TimAttrs.of(message, odType, privately, self));
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
