package io.rialto.bench.trial;

import io.rialto.bench.report.Measurement;
import java.util.function.Consumer;

/** One scenario on one contestant, round by round. What it has started ends with {@link #close()}. */
public interface Trial extends AutoCloseable {
    /** Gives the load for about so long and forgets the figures. */
    void warmUp(double seconds);

    /** Measures all parts once; each phase of a load takes so long. */
    void round(int number, double seconds, Consumer<Measurement> results);

    /** What went wrong in the last round; empty when nothing did. */
    default String trouble() {
        return "";
    }

    @Override
    void close();
}
