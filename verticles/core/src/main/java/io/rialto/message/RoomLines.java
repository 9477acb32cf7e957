package io.rialto.message;

import io.rialto.contract.id.RoomId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines in front of the rooms of one shard, with a memory of the audiences used last. Confined to its shard.
 */
final class RoomLines {
    private static final Logger LOG = LoggerFactory.getLogger(RoomLines.class);
    private static final int REMEMBERED = 50_000;

    private final Audiences audiences;
    private final Map<RoomId, RoomLine> lines = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RoomId, RoomLine> eldest) {
            return size() > REMEMBERED && eldest.getValue().isEmpty();
        }
    };

    RoomLines(Audiences audiences) {
        this.audiences = audiences;
    }

    /** Calls back with the room's audience, now or in order of asking; with null where the store did not answer. */
    void with(RoomId room, Consumer<Audience> next) {
        RoomLine line = lines.computeIfAbsent(room, any -> new RoomLine());
        if (line.audience() != null) {
            next.accept(line.audience());
            return;
        }
        boolean first = line.isEmpty();
        line.join(next);
        if (first) {
            load(room, line);
        }
    }

    /** Forgets who belongs to a room. */
    void invalidate(RoomId room) {
        RoomLine line = lines.get(room);
        if (line != null) {
            line.invalidate();
        }
    }

    private void load(RoomId room, RoomLine line) {
        line.loading();
        audiences.load(room).onComplete(audience -> loaded(room, line, audience), failure -> {
            LOG.warn("{} could not be loaded: {}", room, failure.getMessage());
            line.giveUp();
        });
    }

    private void loaded(RoomId room, RoomLine line, Audience audience) {
        if (line.isStale()) {
            load(room, line);
        } else {
            line.open(audience);
        }
    }
}
