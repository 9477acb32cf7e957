package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Findings;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A fleet of sensors with wills and retained states, of which some come and go all the time, beside phones whose connections
 * break every two seconds; a WebSocket watches who is there. {@code ./rialto bench fleet} makes it longer and larger ({@code
 * fleet.seconds}, {@code fleet.sensors}, {@code fleet.phones}).
 */
final class FleetIT {
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    private static final int SENSORS = Integer.getInteger("fleet.sensors", 150);
    private static final int PHONES = Integer.getInteger("fleet.phones", 1);
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("fleet.seconds", 30));
    private static final Duration RIGHT_WITHIN = Duration.ofSeconds(2);
    private static final Duration QUIET = RIGHT_WITHIN.plusMillis(500);
    private static final Duration BREAK = Duration.ofSeconds(2);
    private static final int WATCHED_AT_ONCE = 200;
    /** What a session may watch ({@code presence.maxWatched}). */
    private static final int WATCHED_BY_ONE = 1000;

    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
    private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
    private final Set<String> late = new LinkedHashSet<>();
    private final LongStream.Builder delays = LongStream.builder();
    private final Random random = new Random(7);
    private int changes;
    private int alarms;

    @Test
    void presenceIsRightWithinTwoSecondsOfEveryChange(NodeUnderTest node) {
        List<Sensor> sensors =
                Stream.generate(() -> new Sensor(node)).limit(SENSORS).toList();
        List<Phone> phones =
                Stream.generate(() -> new Phone(node)).limit(PHONES).toList();
        List<WsClient> watchers = watchers(node, sensors, phones);
        sensors.forEach(Sensor::toggle);
        phones.forEach(Phone::toggle);

        long end = System.nanoTime() + LENGTH.toNanos();
        while (System.nanoTime() < end) {
            live(sensors.get(random.nextInt(SENSORS)));
            phones.forEach(this::live);
            sensors.stream()
                    .filter(sensor -> isQuiet(sensor.changed()))
                    .forEach(sensor -> check(sensor.account(), sensor.isOn(), sensor.changed()));
        }

        findings().tell();
        assertThat(changes).as("changes").isGreaterThan((int) LENGTH.toSeconds() * 5);
        Wait.until("presence is right", RIGHT_WITHIN, () -> sensors.stream()
                .allMatch(sensor -> seen.getOrDefault(sensor.account(), false) == sensor.isOn()));
        assertThat(late).as("not seen in time").isEmpty();
        phones.forEach(phone -> heardEveryAlarm(phone, alarms));
        assertThat(states(node)).containsAllEntriesOf(expected(sensors));
        sensors.forEach(Sensor::close);
        phones.forEach(Phone::close);
        watchers.forEach(WsClient::close);
    }

    private void live(Sensor one) {
        if (isQuiet(one.changed())) {
            check(one.account(), one.isOn(), one.changed());
            note(one.account(), one.changed());
            one.toggle();
        } else if (one.isOn()) {
            alarms++;
            one.alarm(alarms);
        }
    }

    private void live(Phone phone) {
        if (System.nanoTime() - phone.changed() > BREAK.toNanos()) {
            // Before it goes it has been there, or away, for two seconds.
            check(phone.account(), phone.isOn(), phone.changed());
            note(phone.account(), phone.changed());
            phone.toggle();
        }
        if (phone.isOn()) {
            phone.read();
        }
    }

    /** How long the last change of this account took to be seen; one that was not seen is late already. */
    private void note(String account, long changed) {
        changes++;
        long delay = seenAt.getOrDefault(account, changed) - changed;
        if (delay > 0) {
            delays.add(delay);
        }
    }

    private Findings findings() {
        return new Findings("fleet")
                .with("sensors", SENSORS)
                .with("changes", changes)
                .with("late", late.size())
                .with("acknowledged", alarms)
                .withTimes(delays.build().toArray());
    }

    /** As many sessions as it takes to watch them all. */
    private List<WsClient> watchers(NodeUnderTest node, List<Sensor> sensors, List<Phone> phones) {
        List<String> accounts = Stream.concat(
                        sensors.stream().map(Sensor::account), phones.stream().map(Phone::account))
                .toList();
        List<WsClient> watchers = new ArrayList<>();
        for (int from = 0; from < accounts.size(); from += WATCHED_BY_ONE) {
            watchers.add(watcher(node, accounts.subList(from, Math.min(accounts.size(), from + WATCHED_BY_ONE))));
        }
        return watchers;
    }

    private WsClient watcher(NodeUnderTest node, List<String> accounts) {
        WsClient watcher = WsClient.signedIn(node, node.accounts().make("watcher"));
        watcher.on("presence", event -> {
            seen.put(event.getString("account"), event.getBoolean("online"));
            seenAt.put(event.getString("account"), System.nanoTime());
        });
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
            late.add(account + ", changed at " + changed + ", is " + (online ? "there" : "away")
                    + (right ? ", seen late" : ", not seen"));
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
        Wait.until("every alarm", () -> {
            phone.read();
            return phone.alarms().nextClearBit(1) == alarms + 1;
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
