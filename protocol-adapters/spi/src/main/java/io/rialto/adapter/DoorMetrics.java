package io.rialto.adapter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What is counted at one door. Safe on any thread; nothing here is labelled by account, room or address. */
public final class DoorMetrics {
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder waitingBytes = new LongAdder();
    private final Map<DropReason, Counter> drops = new EnumMap<>(DropReason.class);

    /** Registers the meters of a door: mqtt, websocket, http … */
    public DoorMetrics(MeterRegistry registry, String door) {
        count("rialto.connections.opened", "connections that came", opened, registry, door);
        count("rialto.connections.closed", "connections that went", closed, registry, door);
        count("rialto.messages.received", "messages that clients sent", received, registry, door);
        count("rialto.messages.delivered", "messages handed to connections", delivered, registry, door);
        count("rialto.bytes.received", "bytes read from connections", bytesReceived, registry, door);
        count("rialto.bytes.sent", "bytes given to sockets", bytesSent, registry, door);
        Gauge.builder("rialto.connections.open", this, DoorMetrics::open)
                .description("connections there are")
                .tag("door", door)
                .register(registry);
        Gauge.builder("rialto.queue.bytes", waitingBytes, LongAdder::sum)
                .description("bytes that wait for connections which do not take them yet")
                .tag("door", door)
                .register(registry);
        for (DropReason reason : DropReason.values()) {
            drops.put(
                    reason,
                    Counter.builder("rialto.dropped")
                            .tag("door", door)
                            .tag("reason", reason.label())
                            .register(registry));
        }
    }

    private static void count(String name, String what, LongAdder sum, MeterRegistry registry, String door) {
        FunctionCounter.builder(name, sum, LongAdder::sum)
                .description(what)
                .tag("door", door)
                .register(registry);
    }

    /** A connection came. */
    public void opened() {
        opened.increment();
    }

    /** A connection went. */
    public void closed() {
        closed.increment();
    }

    /** How many connections there are. */
    public long open() {
        return opened.sum() - closed.sum();
    }

    /** How many connections came since the start. */
    public long connectionsOpened() {
        return opened.sum();
    }

    /** So many bytes were read from connections. */
    public void bytesReceived(long bytes) {
        bytesReceived.add(bytes);
    }

    /** So many bytes were given to sockets. */
    public void bytesSent(long bytes) {
        bytesSent.add(bytes);
    }

    /** Bytes read from connections since the start, what their transport adds apart. */
    public long bytesReceived() {
        return bytesReceived.sum();
    }

    /** Bytes given to sockets since the start, what their transport adds apart. */
    public long bytesSent() {
        return bytesSent.sum();
    }

    /** Messages handed to connections since the start. */
    public long delivered() {
        return delivered.sum();
    }

    /** What was dropped or refused since the start, for whatever reason. */
    public long dropped() {
        return Math.round(drops.values().stream().mapToDouble(Counter::count).sum());
    }

    /** Clients sent this many messages. */
    public void received(long messages) {
        received.add(messages);
    }

    /** This many messages were handed to connections. */
    public void delivered(long messages) {
        delivered.add(messages);
    }

    /** This many were dropped. */
    public void dropped(DropReason reason, long messages) {
        drops.get(reason).increment((double) messages);
    }

    void waiting(long bytesMore) {
        waitingBytes.add(bytesMore);
    }
}
