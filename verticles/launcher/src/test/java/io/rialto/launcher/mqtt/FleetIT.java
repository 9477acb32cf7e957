package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A fleet of sensors with wills and retained states, of which some come and go all the time, beside a phone whose connection
 * breaks every two seconds; a WebSocket watches who is there. {@code fleet.seconds} and {@code fleet.sensors} make it longer
 * and larger.
 */
final class FleetIT {
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    private static final int SENSORS = Integer.getInteger("fleet.sensors", 150);
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("fleet.seconds", 30));
    private static final Duration RIGHT_WITHIN = Duration.ofSeconds(2);
    private static final Duration QUIET = RIGHT_WITHIN.plusMillis(500);
    private static final Duration BREAK = Duration.ofSeconds(2);
    private static final int WATCHED_AT_ONCE = 200;

    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
    private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
    private final List<String> late = new ArrayList<>();
    private final Random random = new Random(7);

    @Test
    void presenceIsRightWithinTwoSecondsOfEveryChange(NodeUnderTest node) {
        List<Sensor> sensors =
                Stream.generate(() -> new Sensor(node)).limit(SENSORS).toList();
        Phone phone = new Phone(node);
        WsClient watcher = watcher(node, sensors, phone);
        sensors.forEach(Sensor::toggle);
        phone.toggle();
        int changes = 0;
        int alarms = 0;

        long end = System.nanoTime() + LENGTH.toNanos();
        while (System.nanoTime() < end) {
            Sensor one = sensors.get(random.nextInt(SENSORS));
            if (isQuiet(one.changed())) {
                check(one.account(), one.isOn(), one.changed());
                one.toggle();
                changes++;
            } else if (one.isOn()) {
                alarms++;
                one.alarm(alarms);
            }
            if (System.nanoTime() - phone.changed() > BREAK.toNanos()) {
                // Before it goes it has been there, or away, for two seconds.
                check(phone.account(), phone.isOn(), phone.changed());
                phone.toggle();
                changes++;
            }
            if (phone.isOn()) {
                phone.read();
            }
            sensors.stream()
                    .filter(sensor -> isQuiet(sensor.changed()))
                    .forEach(sensor -> check(sensor.account(), sensor.isOn(), sensor.changed()));
        }

        assertThat(changes).as("changes").isGreaterThan((int) LENGTH.toSeconds() * 5);
        Wait.until("presence is right", RIGHT_WITHIN, () -> sensors.stream()
                .allMatch(sensor -> seen.getOrDefault(sensor.account(), false) == sensor.isOn()));
        assertThat(late).as("not seen in time").isEmpty();
        heardEveryAlarm(phone, alarms);
        assertThat(states(node)).containsAllEntriesOf(expected(sensors));
        sensors.forEach(Sensor::close);
        phone.close();
        watcher.close();
    }

    private WsClient watcher(NodeUnderTest node, List<Sensor> sensors, Phone phone) {
        WsClient watcher = WsClient.signedIn(node, node.accounts().make("watcher"));
        watcher.on("presence", event -> {
            seen.put(event.getString("account"), event.getBoolean("online"));
            seenAt.put(event.getString("account"), System.nanoTime());
        });
        List<String> accounts =
                new ArrayList<>(sensors.stream().map(Sensor::account).toList());
        accounts.add(phone.account());
        for (int from = 0; from < accounts.size(); from += WATCHED_AT_ONCE) {
            List<String> some = accounts.subList(from, Math.min(accounts.size(), from + WATCHED_AT_ONCE));
            watcher.call("presence.watch", new JsonObject().put("accounts", new JsonArray(List.copyOf(some))));
        }
        return watcher;
    }

    private void check(String account, boolean online, long changed) {
        boolean right = seen.getOrDefault(account, false) == online;
        boolean inTime = seenAt.getOrDefault(account, changed) - changed <= RIGHT_WITHIN.toNanos();
        if (!right || !inTime) {
            late.add(account + " is " + (online ? "there" : "away") + (right ? ", seen late" : ", not seen"));
        }
    }

    private static boolean isQuiet(long changed) {
        return System.nanoTime() - changed > QUIET.toNanos();
    }

    /** What was acknowledged to a sensor comes to the phone, however often that was away. */
    private static void heardEveryAlarm(Phone phone, int alarms) {
        if (!phone.isOn()) {
            phone.toggle();
        }
        Set<Integer> all = new TreeSet<>();
        for (int number = 1; number <= alarms; number++) {
            all.add(number);
        }
        Wait.until("every alarm", () -> {
            phone.read();
            return phone.alarms().equals(all);
        });
    }

    private static Map<String, String> expected(List<Sensor> sensors) {
        Map<String, String> states = new HashMap<>();
        sensors.forEach(sensor -> states.put(sensor.topic(), sensor.state()));
        return states;
    }

    /** What is retained of all sensors. */
    private static Map<String, String> states(NodeUnderTest node) {
        String account = node.accounts().make("reader");
        Map<String, String> states = new HashMap<>();
        try (Peer reader = new Peer(Version.MQTT_3_1_1, node.port("mqtt"))) {
            reader.connect(new Connect(Version.MQTT_3_1_1, account)
                    .login(account, node.accounts().token(account)));
            assertThat(reader.subscribe("fleet/+/state", 0)).isZero();
            while (states.size() < SENSORS) {
                Heard state = reader.expect(Heard.PUBLISH);
                states.put(state.topic(), state.text());
            }
        }
        return states;
    }
}
