package io.rialto.launcher;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.config.ConfigException;
import io.rialto.config.NodeConfig;
import io.vertx.core.impl.transports.TransportInternal;
import io.vertx.core.transport.Transport;
import java.util.Locale;

/**
 * How the sockets of this node are served.
 *
 * @param used what was found for the setting {@code node.transport}
 */
record NodeTransport(Transport used) {
    /**
     * The transport that is asked for. {@code auto} is epoll where there is one, else NIO: io_uring is younger, and no
     * faster where writes are coalesced, so it is to be asked for by name.
     *
     * @throws ConfigException where it does not run on this machine, with what the machine says
     */
    static NodeTransport of(NodeConfig.Transport wanted) {
        return new NodeTransport(
                switch (wanted) {
                    case AUTO -> epollOrNio();
                    case EPOLL -> require("epoll", epoll());
                    case IO_URING -> require("io_uring", Transport.IO_URING);
                    case NIO -> Transport.NIO;
                });
    }

    /** As the setting names it. */
    String name() {
        return used.name().toLowerCase(Locale.ROOT);
    }

    /** Registers which one runs. */
    void meter(MeterRegistry meters) {
        Gauge.builder("rialto.node.transport", () -> 1)
                .description("how sockets are served, as a label")
                .tag("transport", name())
                .register(meters);
    }

    /** Fails where the transport, null when its classes are not there, does not run here. */
    static Transport require(String name, Transport transport) {
        if (!runs(transport)) {
            String reason =
                    transport == null ? "its library is not on the class path" : words(transport.unavailabilityCause());
            throw new ConfigException("node.transport is " + name + ", which does not run on this machine: " + reason
                    + "; expected a transport that does, such as auto or nio");
        }
        return transport;
    }

    private static Transport epollOrNio() {
        Transport epoll = epoll();
        return runs(epoll) ? epoll : Transport.NIO;
    }

    /** As {@link Transport#EPOLL}, which tries all others as well: it loads their libraries, sets up a ring in the kernel. */
    private static Transport epoll() {
        try {
            SparingEpoll epoll = new SparingEpoll();
            return new TransportInternal("epoll", epoll.isAvailable(), epoll.unavailabilityCause(), epoll);
        } catch (LinkageError notOnTheClassPath) {
            return null;
        }
    }

    private static boolean runs(Transport transport) {
        return transport != null && transport.available();
    }

    /** The innermost cause says what the machine lacks. */
    private static String words(Throwable cause) {
        Throwable innermost = cause;
        while (innermost != null && innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost == null ? "no reason is known" : innermost.toString();
    }
}
