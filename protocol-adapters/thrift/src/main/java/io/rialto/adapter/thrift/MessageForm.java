package io.rialto.adapter.thrift;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.StoredMessage;
import java.util.function.Supplier;

/** Stored messages as TIM clients get them. */
final class MessageForm {
    static final int FROM_SYSTEM = 1;
    static final int TO_USER = 2;
    static final int TO_ROOM = 3;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final StoredMessage.Format COMPACT = message -> Flavour.COMPACT.encode(live(message));
    private static final StoredMessage.Format JSON = message -> Flavour.JSON.encode(live(message));

    /**
     * A message on its way to one client.
     *
     * @param wantsAck whether the client acknowledges it
     */
    record Deliverable(TimCommand command, Supplier<byte[]> body, boolean wantsAck) {}

    private MessageForm() {}

    /** How a message that has just come is delivered. */
    static Deliverable of(StoredMessage message, Flavour flavour) {
        int odType = TimAttrs.odType(message.content());
        if (odType == OdType.BIG_STRING) {
            return new Deliverable(TimCommand.BIG_STRING, () -> BigData.outgoing(message, BigData.TEXT_END), false);
        }
        if (odType == OdType.BIG_BINARY) {
            return new Deliverable(TimCommand.BIG_BINARY, () -> BigData.outgoing(message, BigData.BINARY_END), false);
        }
        StoredMessage.Format format = flavour == Flavour.COMPACT ? COMPACT : JSON;
        return new Deliverable(TimCommand.MESSAGE, () -> message.encoded(format), odType != OdType.STREAM);
    }

    /** A message as it stands in history, or in an offline page: without packet id. */
    static Struct stored(StoredMessage message) {
        Struct struct = new Struct(TimMessage.SHAPE)
                .with(TimMessage.OD_TYPE, (byte) TimAttrs.odType(message.content()))
                .with(TimMessage.MID, message.cseq())
                .with(TimMessage.FROM, Tid.of(message.from().value()))
                .with(TimMessage.TIMESTAMP, nanos(message.ts()));
        address(struct, message);
        TimAttrs.write(message.content(), struct);
        return payload(struct, message.content());
    }

    /** Whether TIM keeps messages of this sort: not streams, not big data (tim-protocol.md §4.5). */
    static boolean isKept(Struct message) {
        return OdType.isKept(message.get(TimMessage.OD_TYPE));
    }

    /** Milliseconds as TIM counts. */
    static long nanos(long millis) {
        return millis * NANOS_PER_MILLI;
    }

    /** Only what is delivered at once names the sender's terminal (tim-protocol.md §4.5). */
    private static Struct live(StoredMessage message) {
        Struct terminal = TimAttrs.terminal(message.content());
        Struct from = terminal == null ? Tid.of(message.from().value()) : terminal;
        return stored(message)
                .with(TimMessage.ID, packetId(message))
                .with(TimMessage.FROM, from.with(Tid.NODE, message.from().value()));
    }

    /** The sender's own id where it is a number, as TIM clients give; else ours. */
    private static long packetId(StoredMessage message) {
        try {
            return Long.parseLong(message.cmid().orElse(""));
        } catch (NumberFormatException otherDoor) {
            return message.mid().value();
        }
    }

    private static void address(Struct struct, StoredMessage message) {
        RoomId room = message.room();
        switch (room.kind()) {
            case DIRECT -> {
                AccountId to = room.first().equals(message.from()) ? room.second() : room.first();
                Struct terminal = TimAttrs.terminal(message.content());
                String domain = terminal == null ? null : terminal.get(Tid.DOMAIN);
                struct.with(TimMessage.MS_TYPE, (byte) TO_USER)
                        .with(TimMessage.TO, Tid.of(to.value()).with(Tid.DOMAIN, domain));
            }
            case GROUP -> struct.with(TimMessage.MS_TYPE, (byte) TO_ROOM).with(TimMessage.ROOM, Tid.of(room.name()));
            case CHANNEL, STREAM, SYSTEM, CALL -> struct.with(TimMessage.MS_TYPE, (byte) FROM_SYSTEM);
        }
    }

    /** Text where it may be shown as such (decisions 7). */
    private static Struct payload(Struct struct, Content content) {
        content.asText()
                .ifPresentOrElse(
                        text -> struct.with(TimMessage.DATA_STRING, text.isEmpty() ? null : text),
                        () -> struct.with(TimMessage.DATA_BINARY, content.bytes()));
        return struct;
    }
}
