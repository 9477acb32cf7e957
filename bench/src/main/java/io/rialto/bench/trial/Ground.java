package io.rialto.bench.trial;

import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.Contestant;
import io.rialto.bench.server.Launch;
import io.rialto.bench.server.Postgres;
import io.rialto.bench.server.Server;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a trial takes place on: a server, with the database the scenario wants.
 *
 * @param server the server
 * @param database where it keeps messages, unless in its own file
 */
record Ground(Server server, Optional<Postgres> database) implements AutoCloseable {
    /** Starts both. */
    static Ground prepare(Scenario scenario, Contestant contestant, Launch launch, Map<String, String> settings) {
        Optional<Postgres> database =
                scenario.storage() == Scenario.Storage.POSTGRESQL && contestant == Contestant.RIALTO
                        ? Optional.of(Postgres.start())
                        : Optional.empty();
        Map<String, String> all = new TreeMap<>(scenario.settings());
        database.ifPresent(one -> all.put("storage.uri", one.uri()));
        all.putAll(settings);
        try {
            return new Ground(contestant.start(launch, all), database);
        } catch (RuntimeException e) {
            database.ifPresent(Postgres::close);
            throw e;
        }
    }

    /** CPU seconds of the database by now; 0 without one. */
    double databaseCpu() {
        return database.map(Postgres::cpu).orElse(0.0);
    }

    @Override
    public void close() {
        server.close();
        database.ifPresent(Postgres::close);
    }
}
