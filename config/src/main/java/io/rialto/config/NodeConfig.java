package io.rialto.config;

import java.nio.file.Path;
import java.time.Duration;

/** The process as such. */
public record NodeConfig(
        @Setting(value = "Directory of everything this node keeps: the embedded store, the admin secret.", def = "data")
        Path data,

        @Setting(value = "Number of this node in message ids, 0-1023; unique in the cluster.", def = "0")
        int number,

        @Setting(
                value =
                        "Event loops; 0 = one per processor but one, which is left to the store, the kernel and the JVM; one"
                                + " at least.",
                def = "0")
        int loops,

        @Setting(
                value = "How sockets are served: auto (epoll where there is one, else nio), epoll, io_uring, nio. What"
                        + " does not run on the machine fails the start; the metric rialto_node_transport says"
                        + " what runs.",
                def = "auto")
        Transport transport,

        @Setting(value = "How long an orderly stop may take.", def = "9s")
        Duration stopTimeout) {
    /** The ways to serve sockets. */
    public enum Transport {
        AUTO,
        EPOLL,
        IO_URING,
        NIO
    }

    /** How many event loops there are on a machine with so many processors. */
    public int loopsOn(int processors) {
        return loops > 0 ? loops : Math.max(1, processors - 1);
    }

    /** Checks the ranges. */
    public NodeConfig {
        Check.range("number", number, 0, 1023);
        Check.range("loops", loops, 0, 1024);
        Check.positive("stopTimeout", stopTimeout);
    }
}
