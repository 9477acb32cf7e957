package io.rialto.adapter.bigbinary;

import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.stream.RoomHandles;
import io.rialto.config.BigBinaryListenerConfig;
import io.rialto.contract.channel.WireFormat;

/** What all connections of this door share, on whichever loop. Safe on any thread. */
public final class BigBinaryDoor {
    private final Doors doors;
    private final Admission admission;
    private final DoorMetrics metrics;
    private final RoomHandles handles = new RoomHandles();
    private final WireFormat frames = new StreamFormat(handles);

    /** The door of a node. */
    public BigBinaryDoor(Doors doors, Admission admission, DoorMetrics metrics) {
        this.doors = doors;
        this.admission = admission;
        this.metrics = metrics;
    }

    Doors doors() {
        return doors;
    }

    Admission admission() {
        return admission;
    }

    DoorMetrics metrics() {
        return metrics;
    }

    /** The handles of stream rooms, the same on all connections. */
    RoomHandles handles() {
        return handles;
    }

    /** How frames of stream rooms look here. */
    WireFormat frames() {
        return frames;
    }

    BigBinaryListenerConfig config() {
        return doors.listeners().bigbinary();
    }

    /** The address it listens on. */
    String host() {
        return doors.host(config().host());
    }

    boolean guests() {
        return doors.guests(host());
    }
}
