package io.rialto.adapter.thrift;

import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.config.ThriftListenerConfig;
import java.util.function.LongSupplier;

/**
 * What all connections of one instance of this door share.
 *
 * @param clock monotonic milliseconds
 */
record ThriftDoor(Doors doors, DoorMetrics metrics, LongSupplier clock) {
    /** How this door is called where doors are named. */
    static final String NAME = "thrift";

    ThriftListenerConfig config() {
        return doors.listeners().thrift();
    }

    /** Monotonic milliseconds. */
    long now() {
        return clock.getAsLong();
    }

    String host() {
        return doors.host(config().host());
    }
}
