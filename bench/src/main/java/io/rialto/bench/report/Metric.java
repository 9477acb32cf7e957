package io.rialto.bench.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.stream.Stream;

/** What can be measured, with its unit and how it is written. In the order of the columns of tables. */
public enum Metric {
    /** Messages that arrived, all subscribers together. */
    DELIVERIES("deliveries/s", Sense.MORE, Form.COUNT),
    /** Messages answered where the server answers, else sent. */
    MESSAGES("messages/s", Sense.MORE, Form.COUNT),
    /** Messages per second that an open loop offered. */
    OFFERED("offered/s", Sense.NONE, Form.COUNT),
    /** CPU time of the server per delivery. */
    CPU("CPU µs/delivery", Sense.LESS, Form.FINE),
    /** CPU time of the server per message published. */
    CPU_PER_MESSAGE("CPU µs/message", Sense.LESS, Form.FINE),
    /** Connections made per second. */
    CONNECTIONS("connections/s", Sense.MORE, Form.COUNT),
    /** CPU time of the server per connection. */
    CPU_PER_CONNECTION("CPU µs/connection", Sense.LESS, Form.FINE),
    /** Bytes of payload per second, in millions. */
    TRANSFER("MB/s", Sense.MORE, Form.FINE),
    /** Notices told. */
    NOTICES("notices", Sense.NONE, Form.COUNT),
    /** CPU time of the server per notice. */
    CPU_PER_NOTICE("CPU µs/notice", Sense.LESS, Form.FINE),
    /** Half took at most this long. */
    P50("p50 ms", Sense.LESS, Form.MILLIS),
    /** 99 of 100. */
    P99("p99 ms", Sense.LESS, Form.MILLIS),
    /** 999 of 1000. */
    P999("p99.9 ms", Sense.LESS, Form.MILLIS),
    /** The longest. */
    LONGEST("max ms", Sense.LESS, Form.MILLIS),
    /** From the command to the line that says ready. */
    READY("ready ms", Sense.LESS, Form.COUNT),
    /** From the question to the last of its answers. */
    ANSWER("answer ms", Sense.LESS, Form.COUNT),
    /** Frames to other nodes per message published. */
    BUS_SENDS("bus sends/message", Sense.LESS, Form.FINE),
    /** Resident memory per idle connection. */
    RSS_PER_CONNECTION("RSS B/connection", Sense.LESS, Form.COUNT),
    /** Resident memory per idle connection, after a collection of garbage on both sides. */
    RSS_COLLECTED("RSS B/connection, collected", Sense.LESS, Form.COUNT),
    /** Live objects per idle connection. */
    HEAP_PER_CONNECTION("heap B/connection", Sense.LESS, Form.COUNT),
    /** Direct buffers per idle connection. */
    DIRECT_PER_CONNECTION("direct B/connection", Sense.LESS, Form.COUNT),
    /** Kernel memory per idle connection, both ends. */
    KERNEL_PER_CONNECTION("kernel B/connection", Sense.NONE, Form.COUNT),
    /** Resident memory that came with each subscriber that does not read. */
    RSS_PER_SLOW("RSS KiB/slow one", Sense.LESS, Form.COUNT),
    /** Bytes that waited for each subscriber that does not read, as the server counts them. */
    WAITING_PER_SLOW("waiting KiB/slow one", Sense.LESS, Form.COUNT),
    /** Processors the server kept busy. */
    SERVER_CORES("server cores", Sense.NONE, Form.TWO_DIGITS),
    /** Processors the load client kept busy. */
    CLIENT_CORES("client cores", Sense.NONE, Form.TWO_DIGITS),
    /** Processors the database kept busy. */
    DATABASE_CORES("database cores", Sense.NONE, Form.TWO_DIGITS),
    /** Memory of the server. */
    RSS("RSS MiB", Sense.LESS, Form.COUNT),
    /** The most of it there was while it was measured. */
    RSS_PEAK("RSS MiB, peak", Sense.LESS, Form.COUNT),
    /** Objects on the heap of a virtual machine; live ones where it was collected before. */
    HEAP("heap MiB", Sense.LESS, Form.COUNT),
    /** The most of them there were while it was measured, garbage among them. */
    HEAP_PEAK("heap MiB, peak", Sense.NONE, Form.COUNT),
    /** How often the server was killed. */
    KILLS("kills", Sense.NONE, Form.COUNT),
    /** Clients that came and went. */
    SENSORS("sensors", Sense.NONE, Form.COUNT),
    /** How often one came or went. */
    CHANGES("changes", Sense.NONE, Form.COUNT),
    /** Changes that were not seen in time. */
    LATE("late", Sense.LESS, Form.COUNT),
    /** Messages that were acknowledged to their publishers. */
    ACKNOWLEDGED("acknowledged", Sense.NONE, Form.COUNT),
    /** Messages that came, all subscribers together. */
    RECEIVED("received", Sense.NONE, Form.COUNT),
    /** Of the acknowledged ones those that did not come. */
    LOST("lost", Sense.LESS, Form.COUNT),
    /** Those of QoS 2 that came more than once. */
    DUPLICATED("QoS 2 twice", Sense.LESS, Form.COUNT),
    /** Those of QoS 1 that came again, as they may. */
    REDELIVERED("QoS 1 again", Sense.NONE, Form.COUNT),
    /** Lost, refused, repeated, out of place, not ours, not handed over. */
    FAULTS("faults", Sense.LESS, Form.COUNT),
    /** The machine's load average. */
    LOAD("load", Sense.NONE, Form.TWO_DIGITS);

    /** Which way is better. */
    enum Sense {
        /** More is better. */
        MORE,
        /** Less is better. */
        LESS,
        /** Neither. */
        NONE
    }

    /** How a number is written. */
    enum Form {
        COUNT,
        FINE,
        MILLIS,
        TWO_DIGITS
    }

    private static final double RATES_DIFFER = 0.5;
    private static final double COSTS_DIFFER = 0.2;

    private final String title;
    private final Sense sense;
    private final Form form;

    Metric(String title, Sense sense, Form form) {
        this.title = title;
        this.sense = sense;
        this.form = form;
    }

    /** The heading of its column. */
    public String title() {
        return title;
    }

    Sense sense() {
        return sense;
    }

    /** What files call it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The metric of this word. */
    @JsonCreator
    public static Metric of(String word) {
        return Stream.of(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no metric " + word));
    }

    /** The number as it is written; latencies are kept in microseconds, written in milliseconds. */
    public String write(double number) {
        return switch (form) {
            case COUNT -> String.format(Locale.ROOT, "%,.0f", number);
            case FINE -> String.format(Locale.ROOT, number < 1 ? "%.3f" : number < 100 ? "%.2f" : "%,.0f", number);
            case MILLIS -> millis(number / 1e3);
            case TWO_DIGITS -> String.format(Locale.ROOT, "%.2f", number);
        };
    }

    /** The number in the unit it is written in. */
    double shown(double number) {
        return form == Form.MILLIS ? number / 1e3 : number;
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 1 ? "%.3f" : millis < 10 ? "%.2f" : "%.1f", millis);
    }

    /** By how much two runs of the same differ on a busy machine. */
    double noise() {
        return switch (this) {
            case P50, P99, DELIVERIES, MESSAGES, CONNECTIONS, TRANSFER, READY -> RATES_DIFFER;
            case P999, LONGEST, FAULTS -> Double.MAX_VALUE;
            default -> COSTS_DIFFER;
        };
    }

    /** By how much a number is worse than an earlier one: 0.1 is ten in a hundred; not positive when it is not. */
    double worsening(double before, double now) {
        if (sense == Sense.NONE || before <= 0 || now <= 0) {
            return 0;
        }
        return sense == Sense.LESS ? now / before - 1 : before / now - 1;
    }
}
