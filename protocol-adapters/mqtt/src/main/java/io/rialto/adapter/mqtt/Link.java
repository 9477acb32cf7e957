package io.rialto.adapter.mqtt;

import io.rialto.adapter.CommandGate;
import io.rialto.adapter.OutboundQueue;

/** What the parts of one signed-in connection share: who is there, the way in, the way out, what they may ask of it. */
record Link(MqttDoor door, Client client, CommandGate gate, OutboundQueue queue, Lifeline lifeline) {
    /** Something was refused to this client: its operator sees it. */
    void note(String what) {
        door.broker().errors().note(gate.session().info(), what);
    }

    /** The number of its session, as frames carry it. */
    long session() {
        return gate.session().info().id().value();
    }
}
