package io.rialto.stream;

import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import java.util.HashSet;
import java.util.Set;

/** What one session has to do with one stream room. Confined to the connection's context. */
final class RoomPresence {
    private final RoomId room;
    private final Set<String> lanes = new HashSet<>(0);
    private StreamPreset joinedAs;
    private StreamView view;
    private long epoch;

    RoomPresence(RoomId room) {
        this.room = room;
    }

    RoomId room() {
        return room;
    }

    boolean isJoined() {
        return joinedAs != null;
    }

    void join(StreamPreset preset) {
        joinedAs = preset;
    }

    /** Its relay of this epoch has answered. */
    void served(long by) {
        epoch = Math.max(epoch, by);
    }

    /** The latest epoch that is known of the room. */
    long epoch() {
        StreamPlace heard = view == null ? null : view.heard();
        return heard == null ? epoch : Math.max(epoch, heard.epoch());
    }

    /** The lanes on which the session publishes. */
    Set<String> lanes() {
        return lanes;
    }

    /** What it sees of the room; null where it does not listen. */
    StreamView view() {
        return view;
    }

    void view(StreamView seen) {
        view = seen;
    }

    boolean isNothing() {
        return view == null && !isJoined();
    }

    Confirm confirm() {
        return new Confirm(room, joinedAs, lanes, view != null, view == null ? null : view.heard());
    }
}
