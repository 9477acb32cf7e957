package io.rialto.channel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The channels one shard knows: the longest unused is forgotten first, and comes back with a new epoch. Confined to its
 * shard.
 */
final class Channels {
    private final long boot;
    private final Map<String, Channel> known;
    private long counter;

    /** @param boot the number of this start of the node: the upper half of every epoch (decisions 14) */
    Channels(long boot, int limit) {
        this.boot = boot;
        this.known = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Channel> eldest) {
                return size() > limit && !eldest.getValue().hasFrames();
            }
        };
    }

    Channel of(String topic) {
        Channel channel = known.get(topic);
        if (channel == null) {
            channel = new Channel(topic, (boot << 32) | (++counter & 0xffff_ffffL));
            known.put(topic, channel);
        }
        return channel;
    }
}
