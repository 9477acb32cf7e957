package io.rialto.launcher;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rialto.adapter.Admission;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.HttpMount;
import io.rialto.adapter.ListenFailure;
import io.rialto.adapter.Loops;
import io.rialto.adapter.ManagementMount;
import io.rialto.adapter.bigbinary.BigBinaryDoor;
import io.rialto.adapter.bigbinary.BigBinaryVerticle;
import io.rialto.adapter.http.HttpVerticle;
import io.rialto.adapter.http.Management;
import io.rialto.adapter.http.ManagementVerticle;
import io.rialto.adapter.mqtt.MqttBroker;
import io.rialto.adapter.mqtt.MqttMount;
import io.rialto.adapter.mqtt.MqttVerticle;
import io.rialto.adapter.mqtt.SysVerticle;
import io.rialto.adapter.thrift.ThriftVerticle;
import io.rialto.adapter.thrift.TimOffice;
import io.rialto.adapter.websocket.WebSocketDoor;
import io.rialto.config.AdminConfig;
import io.rialto.config.BigBinaryListenerConfig;
import io.rialto.config.ListenersConfig;
import io.rialto.config.ManagementConfig;
import io.rialto.config.RialtoConfig;
import io.rialto.config.Secret;
import io.rialto.config.ThriftListenerConfig;
import io.rialto.config.TlsConfig;
import io.rialto.contract.channel.LocalFanout;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** The doors there are; one method each. */
final class Adapters {
    /** What the doors stand on. */
    record Setting(
            Vertx vertx,
            RialtoConfig config,
            Loops loops,
            LocalFanout fanout,
            int loopCount,
            PrometheusMeterRegistry meters) {}

    private final Setting setting;
    private final Core core;
    private final Management.Sight sight;
    private final String adminSecret;
    private final List<String> deployed = new ArrayList<>();

    Adapters(Setting setting, Core core, Management.Sight sight, String adminSecret) {
        this.setting = setting;
        this.core = core;
        this.sight = sight;
        this.adminSecret = adminSecret;
    }

    /** Opens all doors that are enabled; when one fails, so does the whole. */
    Future<Gateway.Addresses> open() {
        Doors doors = new Doors(core.sessions(), setting.loops(), setting.config());
        MqttBroker mqtt = new MqttBroker(doors, setting.meters(), setting.fanout(), version());
        mqtt.durable(core.durable()::disconnected, core.durable()::expired);
        mqtt.retained(core::retained);
        mqtt.stored(() -> core.stored().count(), () -> core.stored().bytes());
        List<Future<Optional<Gateway.Addresses.Door>>> all =
                List.of(thrift(doors), http(doors, mqtt), mqtt(doors, mqtt), bigBinary(doors), management(doors, mqtt));
        return lag().compose(measured -> Future.all(all))
                .map(open -> new Gateway.Addresses(
                        all.stream().flatMap(door -> door.result().stream()).toList()));
    }

    /** Closes the doors, the newest first. */
    Future<Void> close() {
        List<Future<Void>> closed = new ArrayList<>();
        for (int i = deployed.size() - 1; i >= 0; i--) {
            closed.add(setting.vertx().undeploy(deployed.get(i)));
        }
        return Future.join(closed).mapEmpty();
    }

    /** Where a door is to listen, as the configuration has it. */
    private record Place(String section, String host, int port, TlsConfig tls) {
        <T> Future<T> explained(Throwable failure) {
            return Future.failedFuture(new ListenFailure(section, host, port, tls, failure));
        }
    }

    private Future<Optional<Gateway.Addresses.Door>> http(Doors doors, MqttBroker mqtt) {
        ListenersConfig listeners = setting.config().listeners();
        if (!listeners.http().enabled()) {
            return closed();
        }
        DoorMetrics metrics = metrics("http");
        List<HttpMount> mounts = new ArrayList<>(new WebSocketDoor(doors, metrics("websocket")).mounts());
        if (listeners.mqtt().enabled()) {
            mounts.addAll(MqttMount.of(mqtt));
        }
        Admission admission = admission(metrics);
        return deploy(
                "http",
                new Place(
                        "listeners.http",
                        doors.host(listeners.http().host()),
                        listeners.http().port(),
                        listeners.http().tls()),
                () -> new HttpVerticle(doors, admission, metrics, mounts),
                HttpVerticle::port);
    }

    private Future<Optional<Gateway.Addresses.Door>> mqtt(Doors doors, MqttBroker broker) {
        ListenersConfig listeners = setting.config().listeners();
        if (!listeners.mqtt().enabled()) {
            return closed();
        }
        return deploy(
                        "mqtt",
                        new Place(
                                "listeners.mqtt",
                                doors.host(listeners.mqtt().host()),
                                listeners.mqtt().port(),
                                listeners.mqtt().tls()),
                        () -> new MqttVerticle(broker),
                        MqttVerticle::port)
                .compose(open -> sys(broker).map(open));
    }

    /** What the node says of itself below $SYS, where that is switched on. */
    private Future<Void> sys(MqttBroker broker) {
        if (setting.config().listeners().mqtt().sysInterval().isZero()) {
            return Future.succeededFuture();
        }
        return setting.vertx()
                .deployVerticle(new SysVerticle(broker))
                .onSuccess(deployed::add)
                .mapEmpty();
    }

    private static String version() {
        String built = Adapters.class.getPackage().getImplementationVersion();
        return "Rialto " + (built == null ? "unbuilt" : built);
    }

    private Future<Optional<Gateway.Addresses.Door>> thrift(Doors doors) {
        ThriftListenerConfig thrift = setting.config().listeners().thrift();
        if (!thrift.enabled()) {
            return closed();
        }
        DoorMetrics metrics = metrics("thrift");
        Admission admission = admission(metrics);
        return deploy(
                "thrift",
                new Place("listeners.thrift", doors.host(thrift.host()), thrift.port(), thrift.tls()),
                () -> new ThriftVerticle(
                        doors, admission, metrics, core.entrance().admin()),
                ThriftVerticle::port);
    }

    private Future<Optional<Gateway.Addresses.Door>> bigBinary(Doors doors) {
        BigBinaryListenerConfig config = setting.config().listeners().bigbinary();
        if (!config.enabled()) {
            return closed();
        }
        DoorMetrics metrics = metrics("bigbinary");
        BigBinaryDoor door = new BigBinaryDoor(doors, admission(metrics), metrics);
        return deploy(
                "bigbinary",
                new Place("listeners.bigbinary", doors.host(config.host()), config.port(), config.tls()),
                () -> new BigBinaryVerticle(door),
                BigBinaryVerticle::port);
    }

    private Future<Optional<Gateway.Addresses.Door>> management(Doors doors, MqttBroker mqtt) {
        ManagementConfig management = setting.config().management();
        if (!management.enabled()) {
            return closed();
        }
        Place place = new Place("management", management.host(), management.port(), management.tls());
        AdminConfig admin = setting.config().admin();
        ManagementVerticle verticle = new ManagementVerticle(new Management(
                management,
                new Management.People(new Secret(adminSecret), admin.accounts()),
                new Management.Desks(
                        core.entrance().admin(),
                        core.entrance().office(),
                        core.sessions(),
                        core.messages(),
                        core.clients(mqtt.clients()),
                        doors,
                        metrics("management")),
                sight,
                timOffice()));
        return setting.vertx()
                .deployVerticle(verticle)
                .recover(place::explained)
                .onSuccess(deployed::add)
                .map(id -> Optional.of(new Gateway.Addresses.Door("management", management.host(), verticle.port())));
    }

    private List<ManagementMount> timOffice() {
        return new TimOffice(
                        core.entrance().admin(),
                        core.entrance().office(),
                        core.sessions(),
                        core.messages(),
                        core.entrance()::whoseIs)
                .mounts();
    }

    private Future<String> lag() {
        return setting.vertx()
                .deployVerticle(() -> new LoopLagVerticle(setting.meters()), perLoop())
                .onSuccess(deployed::add);
    }

    /** One instance per loop, all behind one port. */
    private <V extends VerticleBase> Future<Optional<Gateway.Addresses.Door>> deploy(
            String name, Place place, Supplier<V> maker, ToIntFunction<V> port) {
        List<V> made = new CopyOnWriteArrayList<>();
        Supplier<Deployable> remembered = () -> {
            V verticle = maker.get();
            made.add(verticle);
            return verticle;
        };
        return setting.vertx()
                .deployVerticle(remembered, perLoop())
                .recover(place::explained)
                .onSuccess(deployed::add)
                .map(id -> Optional.of(new Gateway.Addresses.Door(name, place.host(), port.applyAsInt(made.get(0)))));
    }

    private DeploymentOptions perLoop() {
        return new DeploymentOptions().setInstances(setting.loopCount());
    }

    private Admission admission(DoorMetrics metrics) {
        return new Admission(setting.config().listeners(), metrics);
    }

    private DoorMetrics metrics(String door) {
        return new DoorMetrics(setting.meters(), door);
    }

    private static Future<Optional<Gateway.Addresses.Door>> closed() {
        return Future.succeededFuture(Optional.empty());
    }
}
