package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Exchange;
import java.util.Optional;

/**
 * A client proves again who it is, on a connection that goes on meanwhile (MQTT 5 §4.12.1): as the account that it is, or
 * the connection ends. Confined to the connection's event loop.
 */
final class Reauthentication {
    private final Link link;
    /** Null where none is under way. */
    private Exchange exchange;

    private boolean asked;

    Reauthentication(Link link) {
        this.link = link;
    }

    /** Takes an AUTH. */
    void on(AuthPacket auth) {
        boolean begins = auth.reason() == ReasonCodes.RE_AUTHENTICATE;
        if (begins == (exchange != null) || asked) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "AUTH with reason " + auth.reason() + " now");
        }
        if (begins) {
            exchange = link.door()
                    .doors()
                    .sessions()
                    .exchange(auth.method())
                    .orElseThrow(() -> new MalformedPacket(ReasonCodes.BAD_AUTHENTICATION_METHOD, auth.method()));
        }
        asked = true;
        Exchange current = exchange;
        current.next(auth.data())
                .onSuccess(turn -> turned(current, turn, auth.method()))
                .onFailure(refused -> failed(current));
    }

    /** Nothing more is said. */
    void close() {
        exchange = null;
    }

    private void turned(Exchange current, Exchange.Turn turn, String method) {
        if (exchange != current) {
            return;
        }
        asked = false;
        if (turn.done()) {
            exchange = null;
            if (!isSame(current.account())) {
                link.lifeline().goodbye(ReasonCodes.NOT_AUTHORIZED);
                return;
            }
        }
        say(turn.done() ? ReasonCodes.SUCCESS : ReasonCodes.CONTINUE_AUTHENTICATION, method, turn.data());
    }

    private boolean isSame(Optional<AccountId> proved) {
        return proved.isPresent()
                && proved.get().equals(link.gate().session().info().account());
    }

    private void failed(Exchange current) {
        if (exchange == current) {
            link.lifeline().goodbye(ReasonCodes.NOT_AUTHORIZED);
        }
    }

    private void say(int reason, String method, byte[] data) {
        ByteBuf packet = Packets.auth(reason, new Evidence(method, data));
        if (!link.client().takes(packet.readableBytes())) {
            packet.release();
            link.lifeline().goodbye(ReasonCodes.PACKET_TOO_LARGE);
            return;
        }
        link.door().traffic().sent(PacketType.AUTH, reason);
        link.queue().write(packet);
    }
}
