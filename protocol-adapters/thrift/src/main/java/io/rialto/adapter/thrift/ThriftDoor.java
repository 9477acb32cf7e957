package io.rialto.adapter.thrift;

import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.config.ThriftListenerConfig;

/** What all connections of one instance of this door share. */
record ThriftDoor(Doors doors, DoorMetrics metrics) {
    /** How this door is called where doors are named. */
    static final String NAME = "thrift";

    ThriftListenerConfig config() {
        return doors.listeners().thrift();
    }

    String host() {
        return doors.host(config().host());
    }
}
