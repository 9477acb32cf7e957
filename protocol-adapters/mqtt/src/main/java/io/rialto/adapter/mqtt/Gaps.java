package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The frames that one client of MQTT 5 has missed, per topic, until the next delivery of that topic tells it. Confined to
 * the connection's event loop.
 */
final class Gaps {
    /** The user property that tells it. */
    static final String NAME = "gap";

    private static final int MAX = 1024;

    private record Gap(long epoch, long from, long to) {}

    private final Map<String, Gap> gaps = new LinkedHashMap<>(0);

    /** These frames were dropped; joins with what was dropped before. */
    void note(String topic, long epoch, long from, long to) {
        Gap old = gaps.get(topic);
        boolean joins = old != null && old.epoch() == epoch;
        gaps.put(
                topic,
                joins ? new Gap(epoch, Math.min(old.from(), from), Math.max(old.to(), to)) : new Gap(epoch, from, to));
        if (gaps.size() > MAX) {
            forgetOldest();
        }
    }

    /** Whether something of this topic was dropped. */
    boolean has(String topic) {
        return !gaps.isEmpty() && gaps.containsKey(topic);
    }

    /** Adds the gap of this topic to the properties of its next delivery, which tells it. */
    void tell(String topic, ByteBuf properties) {
        Gap gap = gaps.remove(topic);
        if (gap != null) {
            AttrProperties.user(properties, NAME, gap.from() + "-" + gap.to());
        }
    }

    private void forgetOldest() {
        Iterator<String> oldest = gaps.keySet().iterator();
        oldest.next();
        oldest.remove();
    }
}
