package io.rialto.adapter.mqtt;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * What goes over the wire of the MQTT door of one node, counted by packet type, quality of service and reason code. Safe
 * on any thread.
 */
final class Traffic {
    private static final int QOS_LEVELS = 3;
    private static final int CODES = 256;

    private final MeterRegistry registry;
    private final Map<PacketType, LongAdder> in = byType(type -> new LongAdder());
    private final Map<PacketType, LongAdder> out = byType(type -> new LongAdder());
    private final LongAdder[] publishesIn = adders(QOS_LEVELS);
    private final LongAdder[] acknowledgedOut = adders(QOS_LEVELS);
    /** By packet type and code; null where none was sent. */
    private final Map<PacketType, AtomicReferenceArray<LongAdder>> reasons =
            byType(type -> new AtomicReferenceArray<>(CODES));

    private final LongAdder subscriptions = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicInteger maxClients = new AtomicInteger();

    /** Registers the meters; reason codes have theirs from the first on that is sent. */
    Traffic(MeterRegistry registry) {
        this.registry = registry;
        for (PacketType type : PacketType.values()) {
            if (type != PacketType.RESERVED && type != PacketType.PUBLISH) {
                packets("received", type, in.get(type));
                packets("sent", type, out.get(type));
            }
        }
        for (int qos = 0; qos < QOS_LEVELS; qos++) {
            publishes("received", qos, publishesIn[qos]);
        }
        publishes("sent", 1, acknowledgedOut[1]);
        publishes("sent", 2, acknowledgedOut[2]);
        Gauge.builder("rialto.mqtt.subscriptions", subscriptions, LongAdder::sum)
                .description("subscriptions of connected MQTT clients")
                .register(registry);
        Gauge.builder("rialto.mqtt.inflight", inFlight, LongAdder::sum)
                .description("deliveries with QoS 1 and 2 that are not acknowledged")
                .register(registry);
        FunctionCounter.builder("rialto.mqtt.slow.clients", slow, LongAdder::sum)
                .description("MQTT clients that were sent away since they took too little")
                .register(registry);
        Gauge.builder("rialto.mqtt.clients", clients, AtomicInteger::get)
                .description("MQTT clients that have signed in")
                .register(registry);
    }

    /** A packet came, other than a PUBLISH. */
    void received(PacketType type) {
        in.get(type).increment();
    }

    /** A PUBLISH came. */
    void publishReceived(int qos) {
        publishesIn[qos].increment();
    }

    /** A PUBLISH went that the client acknowledges; those of QoS 0 are counted as deliveries. */
    void publishSent(int qos) {
        acknowledgedOut[qos].increment();
    }

    /** A packet went, other than a PUBLISH. */
    void sent(PacketType type, int reason) {
        out.get(type).increment();
        if (reason != ReasonCodes.SUCCESS) {
            reason(type, reason).increment();
        }
    }

    /** Several codes went in one packet. */
    void sent(PacketType type, int... codes) {
        out.get(type).increment();
        for (int code : codes) {
            if (code > 2) {
                reason(type, code).increment();
            }
        }
    }

    /** So many subscriptions more, or less. */
    void subscribed(int more) {
        subscriptions.add(more);
    }

    /** Deliveries with QoS 1 and 2 that clients have not acknowledged; to be added to. */
    LongAdder inFlight() {
        return inFlight;
    }

    /** A client has signed in. */
    void clientCame() {
        int now = clients.incrementAndGet();
        maxClients.accumulateAndGet(now, Math::max);
    }

    /** A client that had signed in has gone. */
    void clientLeft() {
        clients.decrementAndGet();
    }

    /** A client takes too little of what it is to get; its connection ends. */
    void sentAwayAsSlow() {
        slow.increment();
    }

    /** Clients that are connected now. */
    int clients() {
        return clients.get();
    }

    /** The most that were connected at a time. */
    int maxClients() {
        return maxClients.get();
    }

    /** Subscriptions of all connected clients. */
    long subscriptions() {
        return subscriptions.sum();
    }

    /** PUBLISH packets received. */
    long publishesReceived() {
        return sum(List.of(publishesIn));
    }

    /** Packets of one type received, other than PUBLISH. */
    long count(PacketType type) {
        return in.get(type).sum();
    }

    /** Packets received. */
    long packetsReceived() {
        return sum(in.values()) + publishesReceived();
    }

    /** Packets sent other than PUBLISH. */
    long answersSent() {
        return sum(out.values());
    }

    private LongAdder reason(PacketType type, int code) {
        AtomicReferenceArray<LongAdder> ofType = reasons.get(type);
        LongAdder known = ofType.get(code);
        if (known != null) {
            return known;
        }
        LongAdder mine = new LongAdder();
        if (!ofType.compareAndSet(code, null, mine)) {
            return ofType.get(code);
        }
        FunctionCounter.builder("rialto.mqtt.reasons", mine, LongAdder::sum)
                .description("reason codes other than success that were sent")
                .tag("packet", name(type))
                .tag("code", String.format(Locale.ROOT, "0x%02X", code))
                .register(registry);
        return mine;
    }

    private void packets(String direction, PacketType type, LongAdder sum) {
        FunctionCounter.builder("rialto.mqtt.packets", sum, LongAdder::sum)
                .description("packets other than PUBLISH")
                .tag("direction", direction)
                .tag("packet", name(type))
                .register(registry);
    }

    private void publishes(String direction, int qos, LongAdder sum) {
        FunctionCounter.builder("rialto.mqtt.publishes", sum, LongAdder::sum)
                .description("PUBLISH packets; sent with QoS 0: what rialto.messages.delivered has more")
                .tag("direction", direction)
                .tag("qos", Integer.toString(qos))
                .register(registry);
    }

    private static String name(PacketType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static long sum(Iterable<LongAdder> adders) {
        long sum = 0;
        for (LongAdder adder : adders) {
            sum += adder.sum();
        }
        return sum;
    }

    private static <T> Map<PacketType, T> byType(Function<PacketType, T> what) {
        Map<PacketType, T> all = new EnumMap<>(PacketType.class);
        for (PacketType type : PacketType.values()) {
            all.put(type, what.apply(type));
        }
        return all;
    }

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }
}
