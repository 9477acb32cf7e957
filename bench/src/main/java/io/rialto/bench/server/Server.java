package io.rialto.bench.server;

import io.rialto.bench.client.Doors;
import io.rialto.bench.client.Resident;
import java.util.List;

/** A server under test: a process of our own that ends with {@link #close()}. */
public interface Server extends Doors, AutoCloseable {
    /** What it is called in results. */
    String name();

    /** The id of its process. */
    long pid();

    /** What it has consumed by now. */
    Usage usage();

    /** So many new accounts: their inboxes are empty. */
    List<Resident> newResidents(int count);

    /** So many accounts, the same ones as before where there are enough: for what leaves nothing behind. */
    List<Resident> residents(int count);

    /** The sum of a counter or gauge over its labels, by its name in Prometheus' text form; 0 where there is none. */
    double metric(String name);

    /** Objects on the heap of its virtual machine in MiB, garbage among them; 0 where it has none or does not tell. */
    double heapMib();

    @Override
    void close();
}
