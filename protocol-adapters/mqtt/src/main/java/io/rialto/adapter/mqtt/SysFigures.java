package io.rialto.adapter.mqtt;

import io.rialto.adapter.DoorMetrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a node says of itself below {@code $SYS}, by the names that operators of Mosquitto know (mosquitto(8), "Broker
 * status"). Confined to the thread that takes them.
 */
final class SysFigures {
    private static final String TREE = "$SYS/broker/";
    private static final double NANOS = 1e9;

    private final String version;
    private final DoorMetrics metrics;
    private final Traffic traffic;
    private final Map<String, LongSupplier> counters = new LinkedHashMap<>();
    private final Map<String, Load> loads = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private long last = start;
    private LongSupplier disconnected = () -> 0;

    private static final class Load {
        private final LongSupplier counter;
        private final LoadAverage one = new LoadAverage(1);
        private final LoadAverage five = new LoadAverage(5);
        private final LoadAverage fifteen = new LoadAverage(15);
        private long before;

        Load(LongSupplier counter) {
            this.counter = counter;
        }

        void put(Map<String, String> all, String name, double seconds) {
            long now = counter.getAsLong();
            long more = now - before;
            before = now;
            all.put(TREE + "load/" + name + "/1min", decimal(one.add(more, seconds)));
            all.put(TREE + "load/" + name + "/5min", decimal(five.add(more, seconds)));
            all.put(TREE + "load/" + name + "/15min", decimal(fifteen.add(more, seconds)));
        }

        /** Without a formatter, whose classes every start would load. */
        private static String decimal(double value) {
            return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).toPlainString();
        }
    }

    /** Of a node that starts now. */
    SysFigures(String version, DoorMetrics metrics, Traffic traffic) {
        this.version = version;
        this.metrics = metrics;
        this.traffic = traffic;
        counters.put("clients/connected", traffic::clients);
        counters.put("clients/active", traffic::clients);
        counters.put("clients/disconnected", () -> disconnected.getAsLong());
        counters.put("clients/inactive", () -> disconnected.getAsLong());
        counters.put("clients/expired", () -> 0);
        counters.put("clients/total", () -> traffic.clients() + disconnected.getAsLong());
        counters.put("clients/maximum", traffic::maxClients);
        counters.put("messages/received", traffic::packetsReceived);
        counters.put("messages/sent", this::packetsSent);
        counters.put("messages/inflight", () -> traffic.inFlight().sum());
        counters.put("publish/messages/received", traffic::publishesReceived);
        counters.put("publish/messages/sent", metrics::delivered);
        counters.put("publish/messages/dropped", metrics::dropped);
        counters.put("bytes/received", metrics::bytesReceived);
        counters.put("bytes/sent", metrics::bytesSent);
        counters.put("subscriptions/count", traffic::subscriptions);
        counters.put("heap/current", SysFigures::heap);
        counters.put("heap/current size", SysFigures::heap);
        counters.put("heap/maximum", () -> Runtime.getRuntime().maxMemory());
        counters.put("heap/maximum size", () -> Runtime.getRuntime().maxMemory());
        counters.put("retained messages/count", () -> 0);
        counters.put("store/messages/count", () -> 0);
        counters.put("store/messages/bytes", () -> 0);
        loads.put("messages/received", new Load(traffic::packetsReceived));
        loads.put("messages/sent", new Load(this::packetsSent));
        loads.put("publish/received", new Load(traffic::publishesReceived));
        loads.put("publish/sent", new Load(metrics::delivered));
        loads.put("publish/dropped", new Load(metrics::dropped));
        loads.put("bytes/received", new Load(metrics::bytesReceived));
        loads.put("bytes/sent", new Load(metrics::bytesSent));
        loads.put("sockets", new Load(metrics::connectionsOpened));
        loads.put("connections", new Load(() -> traffic.count(PacketType.CONNECT)));
    }

    /** Clients whose sessions outlive their connections: how many have none now, how many have expired. */
    void durable(LongSupplier without, LongSupplier expired) {
        disconnected = without;
        counters.put("clients/expired", expired);
    }

    /** How many topics have a retained value, in the store that all nodes share. */
    void retained(LongSupplier count) {
        counters.put("retained messages/count", count);
    }

    /** Messages in queues of durable sessions and retained values, in the store that all nodes share. */
    void stored(LongSupplier count, LongSupplier bytes) {
        counters.put("store/messages/count", count);
        counters.put("store/messages/bytes", bytes);
    }

    /** All of them now, by topic. */
    Map<String, String> take() {
        long now = System.nanoTime();
        double seconds = Math.max(0.001, (now - last) / NANOS);
        last = now;
        Map<String, String> all = new LinkedHashMap<>();
        all.put(TREE + "version", version);
        all.put(TREE + "uptime", Math.round((now - start) / NANOS) + " seconds");
        counters.forEach((name, counter) -> all.put(TREE + name, Long.toString(counter.getAsLong())));
        loads.forEach((name, load) -> load.put(all, name, seconds));
        return all;
    }

    private long packetsSent() {
        return traffic.answersSent() + metrics.delivered();
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
