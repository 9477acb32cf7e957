package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.channel.Gap;
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

    private final Map<String, Gap> gaps = new LinkedHashMap<>(0);

    /** These frames do not come; joins with what did not come before. */
    void note(Gap gap) {
        Gap old = gaps.get(gap.topic());
        gaps.put(gap.topic(), old != null && old.epoch() == gap.epoch() ? joined(old, gap) : gap);
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
            String to = gap.to() == Gap.UNKNOWN ? "" : Long.toString(gap.to());
            AttrProperties.user(properties, NAME, gap.from() + "-" + to);
        }
    }

    private static Gap joined(Gap one, Gap other) {
        boolean known = one.to() != Gap.UNKNOWN && other.to() != Gap.UNKNOWN;
        return new Gap(
                one.topic(),
                one.epoch(),
                Math.min(one.from(), other.from()),
                known ? Math.max(one.to(), other.to()) : Gap.UNKNOWN,
                other.cause());
    }

    private void forgetOldest() {
        Iterator<String> oldest = gaps.keySet().iterator();
        oldest.next();
        oldest.remove();
    }
}
