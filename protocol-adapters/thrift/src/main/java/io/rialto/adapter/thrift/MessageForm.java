package io.rialto.adapter.thrift;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.Notice;
import io.rialto.contract.message.StoredMessage;
import java.util.Optional;
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
        int odType = OdType.of(message);
        if (odType == OdType.BIG_STRING) {
            return new Deliverable(TimCommand.BIG_STRING, () -> BigData.outgoing(message, BigData.TEXT_END), false);
        }
        if (odType == OdType.BIG_BINARY) {
            return new Deliverable(TimCommand.BIG_BINARY, () -> BigData.outgoing(message, BigData.BINARY_END), false);
        }
        StoredMessage.Format format = flavour == Flavour.COMPACT ? COMPACT : JSON;
        return new Deliverable(TimCommand.MESSAGE, () -> message.encoded(format), odType != OdType.STREAM);
    }

    /** A message as it stands in history, or in an offline page; only what is not in history has a packet id there. */
    static Struct stored(StoredMessage message) {
        Optional<Erasure> erasure = Erasure.in(message.content());
        if (erasure.isPresent()) {
            return erased(message, erasure.get());
        }
        Optional<Notice> notice = Notice.of(message);
        return notice.isPresent() ? notice(message, notice.get()) : said(message);
    }

    /** Milliseconds as TIM counts. */
    static long nanos(long millis) {
        return millis * NANOS_PER_MILLI;
    }

    /** Only what is delivered at once names the sender's terminal (tim-protocol.md §4.5). */
    private static Struct live(StoredMessage message) {
        Struct struct = stored(message);
        Struct terminal = TimAttrs.terminal(message.content());
        if (terminal != null) {
            struct.with(TimMessage.FROM, terminal.with(Tid.NODE, message.from().value()));
        }
        return struct.with(TimMessage.ID, packetId(message));
    }

    private static Struct said(StoredMessage message) {
        int odType = OdType.of(message);
        Struct struct = dated(message, odType).with(TimMessage.MID, message.cseq());
        if (odType != OdType.NORMAL) {
            struct.with(TimMessage.ID, packetId(message));
        }
        address(struct, message);
        TimAttrs.write(message.content(), struct);
        return payload(struct, message.content());
    }

    /** What tells that an earlier message is gone: that message's mid, with what was said of it. */
    private static Struct erased(StoredMessage message, Erasure erasure) {
        Struct struct = dated(message, OdType.of(erasure.kind()))
                .with(TimMessage.ID, packetId(message))
                .with(TimMessage.MID, erasure.cseq())
                .with(TimMessage.DATA_STRING, erasure.text());
        address(struct, message);
        return struct;
    }

    /** A business notice (tim-protocol.md §4.10). It stands in no chat, so it has no mid. */
    private static Struct notice(StoredMessage message, Notice notice) {
        RoomId room = notice.room();
        // Whoever has joined an open group by itself is told so by nobody (tim-protocol.md §4.10, row 9).
        boolean byItself = notice.by().value().equals(message.room().name());
        return dated(message, OdType.BUSINESS)
                .with(TimMessage.ID, packetId(message))
                .with(TimMessage.MS_TYPE, (byte) TO_USER)
                .with(TimMessage.BN_TYPE, BusinessOp.ofNotice(notice.kind()))
                .with(TimMessage.FROM, byItself ? null : Tid.of(notice.by().value()))
                .with(TimMessage.TO, byItself ? null : Tid.of(message.room().name()))
                .with(TimMessage.ROOM, room == null ? null : Tid.of(room.name()))
                .with(TimMessage.DATA_STRING, notice.text());
    }

    private static Struct dated(StoredMessage message, int odType) {
        return new Struct(TimMessage.SHAPE)
                .with(TimMessage.OD_TYPE, (byte) odType)
                .with(TimMessage.TIMESTAMP, nanos(message.ts()));
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
            case DIRECT ->
                struct.with(TimMessage.MS_TYPE, (byte) TO_USER)
                        .with(TimMessage.FROM, Tid.of(message.from().value()))
                        .with(TimMessage.TO, receiver(message));
            case GROUP ->
                struct.with(TimMessage.MS_TYPE, (byte) TO_ROOM)
                        .with(TimMessage.FROM, Tid.of(message.from().value()))
                        .with(TimMessage.ROOM, Tid.of(room.name()));
            // What the gateway says itself is in no chat either, so it has no mid (tim-protocol.md §4.5).
            case CHANNEL, STREAM, SYSTEM, CALL ->
                struct.with(TimMessage.MS_TYPE, (byte) FROM_SYSTEM)
                        .with(TimMessage.ID, packetId(message))
                        .with(TimMessage.MID, null)
                        .with(TimMessage.TO, Tid.of(room.name()));
        }
    }

    /** TIM shows the sender's domain at the receiver. */
    private static Struct receiver(StoredMessage message) {
        RoomId room = message.room();
        AccountId to = room.first().equals(message.from()) ? room.second() : room.first();
        Struct terminal = TimAttrs.terminal(message.content());
        return Tid.of(to.value()).with(Tid.DOMAIN, terminal == null ? null : terminal.get(Tid.DOMAIN));
    }

    /** Text where it may be shown as such (decisions 7). */
    static Struct payload(Struct struct, Content content) {
        content.asText()
                .ifPresentOrElse(
                        text -> struct.with(TimMessage.DATA_STRING, text.isEmpty() ? null : text),
                        () -> struct.with(TimMessage.DATA_BINARY, content.bytes()));
        return struct;
    }
}
