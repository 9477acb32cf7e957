package io.rialto.bench.trial;

import io.rialto.bench.client.Latency;
import io.rialto.bench.client.Transfer;
import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Scenario;
import java.util.function.Consumer;

/** Small commands on the connection that sends a large payload and on the one that receives it; alone, then beside it. */
final class TransferTrial implements Trial {
    private static final double MILLION = 1e6;

    private final Scenario scenario;
    private final Ground ground;
    private final Labels labels;
    private final Transfer transfer;

    TransferTrial(Scenario scenario, Ground ground) {
        this.scenario = scenario;
        this.ground = ground;
        this.labels = new Labels(scenario.name(), ground.server().name());
        this.transfer = new Transfer(
                ground.server(),
                ground.server().residents(2),
                (long) scenario.number("payload") << 20,
                scenario.number("piece"),
                scenario.number("receive"));
    }

    @Override
    public void warmUp(double seconds) {
        transfer.run(seconds, scenario.traffic().rate(), true);
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        measure(number, "alone", seconds, false, results);
        measure(number, "beside a transfer", seconds, true, results);
    }

    private void measure(int number, String part, double seconds, boolean transferring, Consumer<Measurement> results) {
        Calm.await(ground.server());
        double before = ground.server().usage().cpu();
        double bytes = transfer.run(seconds, scenario.traffic().rate(), transferring);
        double cores = (ground.server().usage().cpu() - before) / seconds;
        report(number, "sender, " + part, bytes, cores, transfer.senderLatency(), results);
        report(number, "receiver, " + part, bytes, cores, transfer.receiverLatency(), results);
    }

    private void report(
            int number, String part, double bytes, double cores, Latency latency, Consumer<Measurement> results) {
        Figures figures = new Figures()
                .with(Metric.SERVER_CORES, cores)
                .with(Metric.FAULTS, transfer.missing())
                .with(latency);
        results.accept(
                labels.measured(number, part, bytes > 0 ? figures.with(Metric.TRANSFER, bytes / MILLION) : figures));
    }

    @Override
    public void close() {
        transfer.close();
        ground.close();
    }
}
