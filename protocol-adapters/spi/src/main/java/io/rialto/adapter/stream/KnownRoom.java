package io.rialto.adapter.stream;

import io.rialto.contract.id.RoomId;
import java.util.HashSet;
import java.util.Set;

/** A stream room that one connection has to do with. Confined to the connection's event loop. */
public final class KnownRoom {
    /** Stands for all lanes; no lane has this name. */
    private static final String ALL = "";

    private final RoomId id;
    private final int handle;
    private final StreamSubscriber subscriber;
    private final Set<String> lanes = new HashSet<>(0);
    private boolean joined;

    KnownRoom(RoomId id, int handle, StreamSubscriber subscriber) {
        this.id = id;
        this.handle = handle;
        this.subscriber = subscriber;
    }

    public RoomId id() {
        return id;
    }

    public int handle() {
        return handle;
    }

    /** The subscriber of all subscriptions here. */
    public StreamSubscriber subscriber() {
        return subscriber;
    }

    /** The session has joined it. */
    public void join() {
        joined = true;
    }

    /** A subscription to a lane, to all of them with null; whether it is the first one. */
    public boolean choose(String lane) {
        return lanes.add(lane == null ? ALL : lane);
    }

    /** The subscriptions to a lane are over, all of them with null. */
    public void drop(String lane) {
        if (lane == null) {
            lanes.clear();
        } else {
            lanes.remove(lane);
        }
    }

    /** Whether the session will be told when it ends, so that it must not be forgotten before. */
    public boolean isInUse() {
        return joined || !lanes.isEmpty();
    }
}
