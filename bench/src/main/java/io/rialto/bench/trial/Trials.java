package io.rialto.bench.trial;

import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Kind;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.Cluster;
import io.rialto.bench.server.Contestant;
import io.rialto.bench.server.Launch;
import io.rialto.bench.server.Postgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Prepares trials.
 *
 * @param launch how gateways are started
 * @param jar the gateway's jar
 * @param settings settings given by hand
 */
public record Trials(Launch launch, Path jar, Map<String, String> settings) {
    private static final List<String> TRACKED = List.of("-XX:NativeMemoryTracking=summary");

    /** Takes a copy. */
    public Trials {
        settings = Map.copyOf(settings);
    }

    /** Why this contestant cannot take part; empty when it can. */
    public Optional<String> absence(Scenario scenario, Contestant contestant) {
        if (scenario.kind().tested() && EndToEndTrial.absence().isPresent()) {
            return EndToEndTrial.absence();
        }
        boolean database = scenario.kind() == Kind.CLUSTER || scenario.storage() == Scenario.Storage.POSTGRESQL;
        Optional<String> absence = contestant.absence(scenario);
        return absence.isEmpty() && database ? Postgres.absence() : absence;
    }

    /** Starts what the trial needs. */
    public Trial prepare(Scenario scenario, Contestant contestant) {
        Door door = contestant.door(scenario);
        return switch (scenario.kind()) {
            case GROUP -> on(ground(scenario, contestant, launch), ground -> new GroupTrial(scenario, ground));
            case FANOUT, PAIRS, SHARE, DIRECT ->
                on(ground(scenario, contestant, launch), ground -> new FlowTrial(scenario, ground, door));
            case ROOM -> on(ground(scenario, contestant, launch), ground -> new RoomTrial(scenario, ground));
            case SLOW -> on(ground(scenario, contestant, launch), ground -> new SlowTrial(scenario, ground, door));
            case PRESENCE -> on(ground(scenario, contestant, launch), ground -> new PresenceTrial(scenario, ground));
            case TRANSFER -> on(ground(scenario, contestant, launch), ground -> new TransferTrial(scenario, ground));
            case SUBSCRIPTIONS ->
                on(ground(scenario, contestant, launch), ground -> new SubscriptionsTrial(scenario, ground));
            case STORM -> new StormTrial(scenario, grounds(scenario, contestant, launch), door);
            case IDLE ->
                new IdleTrial(
                        scenario,
                        grounds(scenario, contestant, launch.with(TRACKED)),
                        door,
                        contestant == Contestant.RIALTO);
            case STARTUP -> new StartupTrial(scenario, jar, together(scenario));
            case CLUSTER -> cluster(scenario);
            case MATRIX -> on(ground(scenario, contestant, launch), ground -> new MatrixTrial(scenario, ground, door));
            case RETAINED -> retained(scenario, contestant);
            case KILLS, FLEET -> new EndToEndTrial(scenario);
        };
    }

    private Trial retained(Scenario scenario, Contestant contestant) {
        Launch bounded = launch.with(List.of("-Xmx" + scenario.number("heap") + "m"));
        return on(ground(scenario, contestant, bounded), ground -> new RetainedTrial(scenario, ground));
    }

    private Trial cluster(Scenario scenario) {
        Cluster cluster = Cluster.start(scenario.number("nodes"), launch, together(scenario));
        try {
            return new ClusterTrial(scenario, cluster);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private Map<String, String> together(Scenario scenario) {
        Map<String, String> all = new TreeMap<>(scenario.settings());
        all.putAll(settings);
        return all;
    }

    private Supplier<Ground> grounds(Scenario scenario, Contestant contestant, Launch how) {
        return () -> ground(scenario, contestant, how);
    }

    private Ground ground(Scenario scenario, Contestant contestant, Launch how) {
        return Ground.prepare(scenario, contestant, how, settings);
    }

    private static Trial on(Ground ground, Function<Ground, Trial> trial) {
        try {
            return trial.apply(ground);
        } catch (RuntimeException e) {
            ground.close();
            throw e;
        }
    }
}
