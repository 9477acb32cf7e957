package io.rialto.launcher;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rialto.adapter.Fanout;
import io.rialto.adapter.Loops;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.local.LocalPlacement;
import io.rialto.config.NodeConfig;
import io.rialto.config.RialtoConfig;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node, assembled: store, core, doors. Started once, stopped once; from any thread. */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /** The doors that are open, with where they listen. */
    public record Addresses(List<Door> doors) {
        /** One door. */
        public record Door(String name, String host, int port) {}

        /** As the ready line has it: {@code mqtt=127.0.0.1:1883 …}. */
        public String line() {
            return doors.stream()
                    .map(door -> door.name() + "=" + door.host() + ":" + door.port())
                    .collect(Collectors.joining(" "));
        }

        /** The port of a door; fails where it is not open. */
        public int port(String name) {
            return doors.stream()
                    .filter(door -> door.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the door " + name + " is not open"))
                    .port();
        }
    }

    private final RialtoConfig config;
    private final Vertx vertx;
    private final int loopCount;
    private final Loops loops;
    private final Fanout fanout;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Storage storage;
    private Core core;
    private Adapters adapters;
    private volatile boolean stopping;

    /** A node that is not running yet. */
    public Gateway(RialtoConfig config) {
        this.config = config;
        this.loopCount = config.node().loops() > 0
                ? config.node().loops()
                : Runtime.getRuntime().availableProcessors();
        this.vertx = vertx(config, loopCount);
        this.loops = new Loops(config.channels().routeCache());
        this.fanout = new Fanout(loops);
    }

    /** Opens the store, then core, then the doors; done when all doors are open. */
    public Future<Addresses> start() {
        return new Stores(vertx, config)
                .open()
                .compose(this::startCore)
                .compose(started -> openDoors())
                .onSuccess(open -> core.warmUp());
    }

    /** Closes in order: doors, core, store; what was handed over is finished first. Harmless when nothing runs. */
    public Future<Void> stop() {
        stopping = true;
        Future<Void> doors = adapters == null ? Future.succeededFuture() : adapters.close();
        return doors.transform((closed, failure) -> core == null ? Future.succeededFuture() : core.stop())
                .transform((stopped, failure) -> storage == null ? Future.succeededFuture() : storage.close())
                .transform((closed, failure) -> vertx.close());
    }

    private Future<Void> startCore(Storage opened) {
        storage = opened;
        NodeId node = new NodeId("node-" + config.node().number());
        core = new Core(new Core.World(vertx, config, storage, fanout, new LocalPlacement(node, loopCount), meters));
        NodeMeters.register(meters, storage, core.live());
        return core.start();
    }

    private Future<Addresses> openDoors() {
        adapters = new Adapters(
                new Adapters.Setting(vertx, config, loops, loopCount, meters),
                core.sessions(),
                core.accounts(),
                this::problem,
                adminSecret());
        return adapters.open();
    }

    private Optional<String> problem() {
        return stopping ? Optional.of("the node is stopping") : storage.health().problem();
    }

    private String adminSecret() {
        try {
            return AdminSecret.of(config);
        } catch (IOException failure) {
            throw new UncheckedIOException("the admin secret cannot be kept: " + failure.getMessage(), failure);
        }
    }

    private static Vertx vertx(RialtoConfig config, int loops) {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        Transport transport = transport(config.node().transport());
        LOG.debug("transport {}", transport.name());
        return Vertx.builder().with(options).withTransport(transport).build();
    }

    private static Transport transport(NodeConfig.Transport wanted) {
        return switch (wanted) {
            case AUTO -> {
                Transport best = Transport.nativeTransport();
                yield best != null && best.available() ? best : Transport.NIO;
            }
            case EPOLL -> Transport.EPOLL;
            case IO_URING -> Transport.IO_URING;
            case NIO -> Transport.NIO;
        };
    }
}
