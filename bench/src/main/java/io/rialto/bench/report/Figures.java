package io.rialto.bench.report;

import io.rialto.bench.client.Latency;
import java.util.List;

/**
 * The medians of one server's rounds of one phase of a scenario; losses are added up.
 *
 * @param server whose they are
 * @param rounds how many there were
 * @param deliveries per second
 * @param messages per second
 * @param cpuPerDelivery microseconds of the server
 * @param serverCores processors the server kept busy
 * @param clientCores processors the load client kept busy
 * @param residentMib memory of the server
 * @param latency of the answer where messages are kept, else of the delivery
 * @param faults deliveries lost, refused, out of place
 */
record Figures(
        String server,
        int rounds,
        double deliveries,
        double messages,
        double cpuPerDelivery,
        double serverCores,
        double clientCores,
        double residentMib,
        Latency latency,
        long faults) {
    static Figures of(String server, List<Measurement> all, boolean durable) {
        Latency latency = new Latency(
                Median.of(all, one -> one.latency(durable).p50()),
                Median.of(all, one -> one.latency(durable).p99()),
                Median.of(all, one -> one.latency(durable).p999()),
                Median.of(all, one -> one.latency(durable).max()));
        return new Figures(
                server,
                all.size(),
                Median.of(all, Measurement::deliveriesPerSecond),
                Median.of(all, Measurement::messagesPerSecond),
                Median.of(all, Measurement::cpuPerDelivery),
                Median.of(all, one -> one.cpu() / one.seconds()),
                Median.of(all, one -> one.clientCpu() / one.seconds()),
                Median.of(all, Measurement::residentMib),
                latency,
                all.stream().mapToLong(Measurement::faults).sum());
    }
}
