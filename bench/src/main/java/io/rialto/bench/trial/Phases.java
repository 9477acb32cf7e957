package io.rialto.bench.trial;

import io.rialto.bench.client.Counts;
import io.rialto.bench.client.Load;
import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Metric;
import io.rialto.bench.server.Usage;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Measures the phases of a load: what was counted, what it cost. */
final class Phases {
    private static final double DRAIN_SECONDS = 15;
    private static final double MICROS = 1e6;
    private static final double KIB_PER_MIB = 1024;

    private final Load load;
    private final Supplier<Usage> server;
    private final DoubleSupplier database;

    /** Of this load; what the server, and its database where it has one, have consumed is asked there. */
    Phases(Load load, Supplier<Usage> server, DoubleSupplier database) {
        this.load = load;
        this.server = server;
        this.database = database;
    }

    /** Of this load on this ground. */
    Phases(Load load, Ground ground) {
        this(load, ground.server()::usage, ground::databaseCpu);
    }

    /** A window of messages under way. */
    Figures closed(double seconds) {
        return measure(0, () -> load.closedLoop(seconds));
    }

    /** Messages at a rate. */
    Figures open(double seconds, double rate) {
        return measure(rate, () -> load.openLoop(seconds, rate));
    }

    private Figures measure(double rate, Runnable phase) {
        load.drain(DRAIN_SECONDS);
        long missingBefore = load.missing();
        load.record(true);
        Snapshot before = snapshot();
        phase.run();
        Snapshot used = snapshot().since(before);
        load.drain(DRAIN_SECONDS);
        load.record(false);
        Figures figures = figures(used, load.missing() - missingBefore);
        if (rate > 0) {
            figures.with(Metric.OFFERED, rate);
        }
        return figures.with(load.answerLatency().max() > 0 ? load.answerLatency() : load.deliveryLatency());
    }

    private Snapshot snapshot() {
        return Snapshot.of(load.counts(), server.get(), database.getAsDouble());
    }

    static Figures figures(Snapshot used, long missing) {
        Counts counts = used.counts();
        double messages = counts.answered() > 0 ? counts.answered() : counts.published();
        double cpu = used.server().cpu();
        Figures figures = new Figures()
                .with(Metric.DELIVERIES, counts.delivered() / used.seconds())
                .with(Metric.MESSAGES, messages / used.seconds())
                .with(Metric.CPU, counts.delivered() == 0 ? 0 : cpu * MICROS / counts.delivered())
                .with(Metric.SERVER_CORES, cpu / used.seconds())
                .with(Metric.CLIENT_CORES, used.client().cpu() / used.seconds())
                .with(Metric.RSS, used.server().residentKib() / KIB_PER_MIB)
                .with(Metric.FAULTS, faults(counts, missing))
                .with(Metric.LOAD, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return used.databaseCpu() > 0
                ? figures.with(Metric.DATABASE_CORES, used.databaseCpu() / used.seconds())
                : figures;
    }

    /** Deliveries lost, refused, out of place or not ours, messages that could not be handed over. */
    static long faults(Counts counts, long missing) {
        return Math.max(Math.max(0, missing), counts.gaps())
                + counts.refused()
                + counts.duplicates()
                + counts.strange()
                + counts.late()
                + counts.lost();
    }
}
