package io.rialto.launcher;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rialto.adapter.Fanout;
import io.rialto.adapter.Loops;
import io.rialto.adapter.http.Management;
import io.rialto.cluster.NodeId;
import io.rialto.config.RialtoConfig;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node, assembled: store, core, doors. Started once, stopped once; from any thread. */
public final class Gateway implements Keeper.Life {
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
    private final NodeId self;
    private final int loopCount;
    private final Loops loops;
    private final Fanout fanout;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Promise<Void> stopped = Promise.promise();
    private final Promise<String> ended = Promise.promise();
    private NodeTransport transport;
    private Vertx vertx;
    private Storage storage;
    private Surroundings surroundings;
    private Core core;
    private Adapters adapters;
    private Cluster.Joining joining;
    private Future<AutoCloseable> jvmMeters = Future.failedFuture("the JVM is not measured yet");
    private volatile Future<Addresses> starting = Future.succeededFuture();

    /** A node that is not running yet. */
    public Gateway(RialtoConfig config) {
        this(config, 0);
    }

    /** A node that is not running yet, but has so many times before in this process. */
    public Gateway(RialtoConfig config, long restarts) {
        this.config = config;
        NodeMeters.registerRestarts(meters, restarts);
        this.loopCount = config.node().loopsOn(Runtime.getRuntime().availableProcessors());
        this.self = new NodeId("node-" + config.node().number());
        this.loops =
                new Loops(config.channels().routeCache(), config.listeners().gather());
        this.fanout = new Fanout(loops);
    }

    /** Makes sure of the node's number, opens the store, then core, then the links to other nodes, then the doors; done when all doors are open. */
    @Override
    public Future<Addresses> start() {
        Stores.loadAhead(config);
        joining = config.cluster().enabled() ? new Cluster.Joining(config.cluster(), self) : null;
        starting = vertx().compose(this::unlessStopping)
                .compose(built -> joining == null ? Future.succeededFuture() : claim())
                .compose(this::unlessStopping)
                .compose(claimed -> new Stores(vertx, config).open())
                .compose(this::startCore)
                .compose(this::unlessStopping)
                .compose(started -> surroundings.open(core.live(), core::homesMoved))
                .compose(this::unlessStopping)
                .compose(linked -> openDoors())
                .onSuccess(open -> warmUp());
        return starting;
    }

    private Future<Void> claim() {
        joining.ended().onSuccess(ended::tryComplete);
        return joining.claim(vertx);
    }

    /** A start that nobody wants any more goes no further. */
    private <T> Future<T> unlessStopping(T step) {
        return stopping.get()
                ? Future.failedFuture(new IllegalStateException("told to stop while it was starting"))
                : Future.succeededFuture(step);
    }

    /** What nobody waits for at the start; a start that fails says why, nothing else. */
    private void warmUp() {
        LOG.info("sockets are served by {}", transport.name());
        core.warmUp().onFailure(failure -> LOG.warn("the first sign-in will be slow", failure));
        jvmMeters = vertx.executeBlocking(() -> NodeMeters.registerJvm(meters));
    }

    /**
     * Closes in order: doors, core, links, store; what was handed over is finished first. A start that is under way is
     * waited for. Harmless when nothing runs.
     */
    @Override
    public Future<Void> stop() {
        if (stopping.compareAndSet(false, true)) {
            starting.transform((open, failure) -> close()).onComplete(stopped);
        }
        return stopped.future();
    }

    @Override
    public Future<String> ended() {
        return ended.future();
    }

    private Future<Void> close() {
        if (surroundings != null) {
            surroundings.drain();
        }
        Future<Void> doors = adapters == null ? Future.succeededFuture() : adapters.close();
        return doors.transform((closed, failure) -> core == null ? Future.succeededFuture() : core.stop())
                .transform((stopped, failure) -> surroundings == null ? Future.succeededFuture() : surroundings.close())
                .transform((closed, failure) -> storage == null ? Future.succeededFuture() : storage.close())
                .transform((closed, failure) -> jvmMeters.compose(Gateway::forgetJvm))
                .transform((forgotten, failure) -> joining == null ? Future.succeededFuture() : joining.gone())
                .transform((gone, failure) -> vertx == null ? Future.succeededFuture() : vertx.close());
    }

    /** The JVM's beans would tell the meters of a node that is gone, and so keep all of it. */
    private static Future<Void> forgetJvm(AutoCloseable jvmMeters) {
        try {
            jvmMeters.close();
            return Future.succeededFuture();
        } catch (Exception failure) {
            LOG.warn("the JVM is still measured for a node that is gone", failure);
            return Future.failedFuture(failure);
        }
    }

    private Future<Void> startCore(Storage opened) {
        storage = opened;
        return storage.boots().nextBoot().compose(boot -> {
            surroundings =
                    joining == null ? Alone.of(self, loopCount) : joining.cluster(vertx, boot, loopCount, meters);
            core = new Core(new World(vertx, config, storage, fanout, surroundings, boot, meters));
            NodeMeters.register(meters, storage, core.live());
            return core.start();
        });
    }

    private Future<Addresses> openDoors() {
        adapters = new Adapters(
                new Adapters.Setting(vertx, config, loops, fanout, loopCount, meters),
                core,
                new Management.Sight(this::problem, meters::scrape, this::picture),
                adminSecret());
        return adapters.open();
    }

    private Optional<String> problem() {
        if (stopping.get()) {
            return Optional.of("the node is stopping");
        }
        return ended.future().isComplete()
                ? Optional.of("the node is no member of the cluster any more")
                : storage.health().problem();
    }

    private String picture() {
        return ClusterJson.of(self, surroundings.picture(), core.rooms().counts());
    }

    private String adminSecret() {
        try {
            return AdminSecret.of(config);
        } catch (IOException failure) {
            throw new UncheckedIOException("the admin secret cannot be kept: " + failure.getMessage(), failure);
        }
    }

    private Future<Vertx> vertx() {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(loopCount)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        transport = NodeTransport.of(config.node().transport());
        transport.meter(meters);
        VertxBuilder builder = Vertx.builder().with(options).withTransport(transport.used());
        Future<Vertx> built =
                joining == null ? Future.succeededFuture(builder.build()) : joining.vertx(builder, options);
        return built.onSuccess(one -> vertx = one);
    }
}
