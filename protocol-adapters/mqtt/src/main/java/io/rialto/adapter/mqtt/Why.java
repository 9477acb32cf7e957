package io.rialto.adapter.mqtt;

import io.rialto.contract.error.GatewayException;

/** Why something was refused, as the packet that answers tells the client: the first reason. */
final class Why {
    private static final int MAX_LENGTH = 256;
    private static final int PACKET_OVERHEAD = 1024;

    private final Client client;
    private String text;

    Why(Client client) {
        this.client = client;
    }

    /** Something was refused; only what was meant for clients is told. */
    void note(Throwable failure) {
        if (text == null && failure instanceof GatewayException refused) {
            text = refused.getMessage();
        }
    }

    /** Whether something was refused with a reason that clients may read. */
    boolean isKnown() {
        return text != null;
    }

    /** The reason, whether or not this client takes one; null where there is none. */
    String words() {
        return text;
    }

    /** The reason; null where there is none, or the client takes none (MQTT 5 §3.9.2.1.2). */
    String text() {
        boolean told = text != null && client.reasons() && client.takes(PACKET_OVERHEAD + 3 * MAX_LENGTH);
        return told ? text.substring(0, Math.min(MAX_LENGTH, text.length())) : null;
    }
}
