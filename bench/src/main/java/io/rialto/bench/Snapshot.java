package io.rialto.bench;

import io.rialto.bench.client.Counts;
import io.rialto.bench.client.Load;
import io.rialto.bench.server.ProcessMeter;
import io.rialto.bench.server.Server;
import io.rialto.bench.server.Usage;

/**
 * Where all counters stand at one moment; two of them enclose a phase.
 *
 * @param nanos the time
 * @param counts of the load client
 * @param server consumption of the server
 * @param client consumption of the load client
 */
record Snapshot(long nanos, Counts counts, Usage server, Usage client) {
    private static final ProcessMeter SELF =
            new ProcessMeter(ProcessHandle.current().pid());

    static Snapshot of(Load load, Server server) {
        return new Snapshot(System.nanoTime(), load.counts(), server.usage(), SELF.usage());
    }

    Snapshot since(Snapshot earlier) {
        return new Snapshot(
                nanos - earlier.nanos,
                counts.since(earlier.counts),
                server.since(earlier.server),
                client.since(earlier.client));
    }
}
