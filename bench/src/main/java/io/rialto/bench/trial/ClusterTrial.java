package io.rialto.bench.trial;

import io.rialto.bench.client.Load;
import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;
import io.rialto.bench.report.Metric;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.Cluster;
import io.rialto.bench.server.Gateway;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A fan-out in a cluster: the publisher at the node that is the channel's home, the subscribers at that one alone, then spread
 * over it and others. What all nodes together consume is counted.
 */
final class ClusterTrial implements Trial {
    private static final String SENT = "rialto_channel_sent_total";
    private static final double ROUND_WARM_UP = 1;
    private static final double DRAIN_SECONDS = 15;
    private static final double SETTLE_SECONDS = 0.3;
    private static final int TOPICS = 64;
    /** Nothing to coalesce: each frame leaves on its own. */
    private static final double PACED = 50;

    private final Scenario scenario;
    private final Cluster cluster;
    private final Labels labels;
    private final String topics;
    private String trouble = "";

    ClusterTrial(Scenario scenario, Cluster cluster) {
        this.scenario = scenario;
        this.cluster = cluster;
        this.labels = new Labels(scenario.name(), Gateway.NAME);
        this.topics = topicsAtTheFirst();
    }

    /** A channel is where its name says: so several names are tried, until the first node hands frames to the second. */
    private String topicsAtTheFirst() {
        List<Gateway> two = cluster.nodes().subList(0, 2);
        for (int i = 0; i < TOPICS; i++) {
            String name = "bench/" + i;
            double before = two.get(0).metric(SENT);
            try (Load load = Load.onChannels(scenario, scenario.traffic().door(), two, name, 0)) {
                load.openLoop(SETTLE_SECONDS, PACED);
                load.drain(DRAIN_SECONDS);
            }
            if (two.get(0).metric(SENT) > before) {
                return name;
            }
        }
        throw new IllegalStateException("none of " + TOPICS + " channels is at the first node");
    }

    @Override
    public void warmUp(double seconds) {
        try (Load load = connect(cluster.nodes().size())) {
            load.closedLoop(seconds);
            load.drain(DRAIN_SECONDS);
        }
    }

    @Override
    public void round(int number, double seconds, Consumer<Measurement> results) {
        trouble = "";
        for (int nodes = 1; nodes <= cluster.nodes().size(); nodes++) {
            String where = nodes == 1 ? "at 1 node" : "at " + nodes + " nodes";
            try (Load load = connect(nodes)) {
                Phases phases = new Phases(load, cluster::usage, () -> 0);
                load.openLoop(ROUND_WARM_UP, PACED);
                load.closedLoop(ROUND_WARM_UP);
                results.accept(
                        labels.measured(number, where + ", closed", counted(load, () -> phases.closed(seconds))));
                results.accept(
                        labels.measured(number, where + ", 50/s", counted(load, () -> phases.open(seconds, PACED))));
                trouble += load.trouble();
            }
        }
    }

    private Figures counted(Load load, Supplier<Figures> phase) {
        load.drain(DRAIN_SECONDS);
        double sent = cluster.metric(SENT);
        long published = load.counts().published();
        Figures figures = phase.get();
        double messages = load.counts().published() - published;
        return figures.with(Metric.BUS_SENDS, messages == 0 ? 0 : (cluster.metric(SENT) - sent) / messages);
    }

    private Load connect(int nodes) {
        return Load.onChannels(
                scenario, scenario.traffic().door(), cluster.nodes().subList(0, nodes), topics, 0);
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
