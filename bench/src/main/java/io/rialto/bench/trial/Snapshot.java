package io.rialto.bench.trial;

import io.rialto.bench.client.Counts;
import io.rialto.bench.server.ProcessMeter;
import io.rialto.bench.server.Usage;

/**
 * Where all counters stand at one moment; two of them enclose a phase.
 *
 * @param nanos the time
 * @param counts of the load client
 * @param server consumption of the server
 * @param client consumption of the load client
 * @param databaseCpu CPU seconds of the database
 */
record Snapshot(long nanos, Counts counts, Usage server, Usage client, double databaseCpu) {
    private static final ProcessMeter SELF =
            new ProcessMeter(ProcessHandle.current().pid());
    private static final double SECOND = 1e9;

    static Snapshot of(Counts counts, Usage server, double databaseCpu) {
        return new Snapshot(System.nanoTime(), counts, server, SELF.usage(), databaseCpu);
    }

    Snapshot since(Snapshot earlier) {
        return new Snapshot(
                nanos - earlier.nanos,
                counts.since(earlier.counts),
                server.since(earlier.server),
                client.since(earlier.client),
                databaseCpu - earlier.databaseCpu);
    }

    double seconds() {
        return nanos / SECOND;
    }
}
