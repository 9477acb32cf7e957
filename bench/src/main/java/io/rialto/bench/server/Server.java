package io.rialto.bench.server;

import io.rialto.bench.client.Resident;
import io.rialto.bench.scenario.Scenario;
import java.net.InetSocketAddress;
import java.util.List;

/** A server under test: a process of our own that ends with {@link #close()}. */
public interface Server extends AutoCloseable {
    /** What it is called in results. */
    String name();

    /** Whether it serves the native protocol; if not it is given the same load over MQTT. */
    boolean speaksNative();

    /** Where that protocol is served. */
    InetSocketAddress door(Scenario.Door door);

    /** What it has consumed by now. */
    Usage usage();

    /** So many new accounts: their inboxes are empty. */
    List<Resident> newResidents(int count);

    @Override
    void close();
}
