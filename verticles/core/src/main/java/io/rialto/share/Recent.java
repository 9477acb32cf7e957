package io.rialto.share;

import io.rialto.contract.channel.Frame;
import java.util.LinkedHashMap;
import java.util.Map;

/** The places of what a share group has had lately, so that what comes two ways counts once. Bounded. Confined to its shard. */
final class Recent {
    private final Map<Place, Boolean> known;

    Recent(int limit) {
        this.known = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Place, Boolean> eldest) {
                return size() > limit;
            }
        };
    }

    /** Whether a frame is not known; from now on it is. Those without a place always are new. */
    boolean isNew(String topic, long epoch, Frame frame) {
        return frame.seq() <= 0 || known.put(Place.of(topic, epoch, frame), true) == null;
    }
}
