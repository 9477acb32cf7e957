package io.rialto.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rialto.bench.client.Counts;
import io.rialto.bench.client.Latency;

/**
 * One phase of one round on one server.
 *
 * @param scenario the scenario's name
 * @param server whose figures these are
 * @param round counted from 1
 * @param phase how the load was given
 * @param seconds how long it took
 * @param offered messages per second the open loop offered; 0 for a closed loop
 * @param counts what the clients counted in that time
 * @param missing deliveries that had not come when all was quiet again
 * @param cpu CPU seconds of the server
 * @param userCpu those of them in user mode
 * @param clientCpu CPU seconds of the load client
 * @param residentMib memory of the server at the end
 * @param load the machine's load average
 * @param delivery from sending (open loop: from when it was meant to happen) to arrival
 * @param answer the same to the answer
 */
public record Measurement(
        String scenario,
        String server,
        int round,
        Phase phase,
        double seconds,
        double offered,
        Counts counts,
        long missing,
        double cpu,
        double userCpu,
        double clientCpu,
        double residentMib,
        double load,
        Latency delivery,
        Latency answer) {
    private static final double MICROS = 1e6;

    /** How load is given. */
    public enum Phase {
        /** A window of messages under way: what the server can do. */
        CLOSED,
        /** Messages at a rate. */
        OPEN
    }

    /** Deliveries per second. */
    @JsonProperty
    public double deliveriesPerSecond() {
        return counts.delivered() / seconds;
    }

    /** Messages per second: those answered where the server answers, else those sent. */
    @JsonProperty
    public double messagesPerSecond() {
        return (counts.answered() > 0 ? counts.answered() : counts.published()) / seconds;
    }

    /** CPU time of the server per delivery, in microseconds. */
    @JsonProperty
    public double cpuPerDelivery() {
        return counts.delivered() == 0 ? 0 : cpu * MICROS / counts.delivered();
    }

    /** The latency that matters: of the answer where that is what is waited for, else of the delivery. */
    public Latency latency(boolean durable) {
        return durable ? answer : delivery;
    }

    /** Deliveries lost, refused, out of place or not ours. */
    public long faults() {
        return Math.max(missing, counts.gaps())
                + counts.refused()
                + counts.duplicates()
                + counts.strange()
                + counts.late();
    }
}
