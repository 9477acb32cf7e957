package io.rialto.bench.trial;

import io.rialto.bench.report.Figures;
import io.rialto.bench.report.Measurement;

/**
 * Whose measurements these are.
 *
 * @param scenario the scenario's name
 * @param server the server's name
 */
record Labels(String scenario, String server) {
    Measurement measured(int round, String part, Figures figures) {
        return new Measurement(scenario, part, server, round, figures.all());
    }
}
