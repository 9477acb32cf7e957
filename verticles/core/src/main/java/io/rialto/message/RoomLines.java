package io.rialto.message;

import io.rialto.contract.id.RoomId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines in front of the rooms of one shard, with a memory of the audiences used last, bounded by the members in
 * them. Confined to its shard.
 */
final class RoomLines {
    private static final Logger LOG = LoggerFactory.getLogger(RoomLines.class);
    /** How long who belongs to a room is relied on. */
    @FunctionalInterface
    interface Reliance {
        /** Milliseconds since it was loaded; 0: for those who wait now, and nobody else. */
        long millisFor(RoomId room);
    }

    /** What a line costs besides its members, counted in members. */
    private static final int LINE = 4;

    private final Audiences audiences;
    private final Reliance reliance;
    private final int remembered;
    private final Map<RoomId, RoomLine> lines = new LinkedHashMap<>(64, 0.75f, true);
    private int members;

    /** @param remembered how many members of rooms are remembered, all rooms together */
    RoomLines(Audiences audiences, Reliance reliance, int remembered) {
        this.audiences = audiences;
        this.reliance = reliance;
        this.remembered = remembered;
    }

    /** Calls back with the room's audience, now or in order of asking; with null where the store did not answer. */
    void with(RoomId room, Consumer<Audience> next) {
        RoomLine line = lines.computeIfAbsent(room, any -> new RoomLine());
        if (line.audience() != null && line.isOlderThan(reliance.millisFor(room))) {
            invalidate(room);
        }
        if (line.audience() != null) {
            next.accept(line.audience());
            return;
        }
        boolean first = line.isEmpty();
        if (!line.join(next)) {
            next.accept(null);
        } else if (first) {
            load(room, line);
        }
    }

    /** Forgets who belongs to a room. */
    void invalidate(RoomId room) {
        RoomLine line = lines.get(room);
        if (line != null) {
            invalidate(line);
        }
    }

    /** Forgets who belongs to any room. */
    void invalidateAll() {
        lines.values().forEach(this::invalidate);
    }

    private void invalidate(RoomLine line) {
        members -= sizeOf(line);
        line.invalidate();
    }

    int size() {
        return lines.size();
    }

    private void load(RoomId room, RoomLine line) {
        line.loading();
        audiences.load(room).onComplete(audience -> loaded(room, line, audience), failure -> {
            LOG.warn("{} could not be loaded: {}", room, failure.getMessage());
            line.letGo(null);
            forgetIfUnknown(room, line);
        });
    }

    private void loaded(RoomId room, RoomLine line, Audience audience) {
        if (line.isStale()) {
            load(room, line);
            return;
        }
        line.remember(audience);
        members += sizeOf(line);
        line.letGo(audience);
        if (reliance.millisFor(room) == 0) {
            invalidate(line);
        }
        forgetIfUnknown(room, line);
        trim();
    }

    private void forgetIfUnknown(RoomId room, RoomLine line) {
        if (line.audience() == null && line.isEmpty()) {
            lines.remove(room, line);
        }
    }

    /** Forgets the audiences that have not been used for longest, never a line in which somebody waits. */
    private void trim() {
        Iterator<RoomLine> oldest = lines.values().iterator();
        while (members + lines.size() * LINE > remembered && oldest.hasNext()) {
            RoomLine line = oldest.next();
            if (line.isEmpty()) {
                members -= sizeOf(line);
                oldest.remove();
            }
        }
    }

    private static int sizeOf(RoomLine line) {
        return line.audience() == null ? 0 : line.audience().size();
    }
}
