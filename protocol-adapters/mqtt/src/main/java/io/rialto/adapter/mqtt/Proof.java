package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.session.Exchange;

/**
 * How a client proves in several turns who it is, before it is let in (MQTT 5 §4.12). Confined to the connection's event
 * loop.
 */
record Proof(Login login, Exchange exchange) {
    /** The packet that asks on. */
    ByteBuf asks(byte[] data) {
        return Packets.auth(ReasonCodes.CONTINUE_AUTHENTICATION, new Evidence(login.method(), data));
    }
}
