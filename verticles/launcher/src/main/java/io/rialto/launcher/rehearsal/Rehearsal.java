package io.rialto.launcher.rehearsal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Puts a node of this machine through what nodes do most: connections that come and go, channels with many subscribers,
 * pairs at each QoS, messages that are kept, to one and to many, by MQTT and the native WebSocket. Blocks until all of it has
 * arrived.
 */
public final class Rehearsal {
    private static final int PAIRS = 10;
    private static final int SUBSCRIBERS = 30;
    private static final int ACKNOWLEDGING = 10;
    private static final int BROWSERS = 10;
    /** More than {@code storage.sheetFrom}: a message to the group of all is one to many. */
    private static final int MEMBERS = 72;

    private static final int BURST = 64;
    /** Less than {@code sessions.maxUnacked}. */
    private static final int UNANSWERED = 8;

    private static final byte[] CONTENT = new byte[64];
    private static final String TEXT = "a".repeat(CONTENT.length);
    private static final String NEWS = "rehearsal/news";

    /** Ports of the node, the secret of its administrator. */
    public record Stage(int management, String secret, int mqtt, int http) {}

    private final Stage stage;
    private final ManagementLine management;
    private final int rounds;

    /**
     * One on this stage.
     *
     * @param rounds how often it says everything: 1 shows each class, some hundred make a JVM know what matters
     */
    public Rehearsal(Stage stage, int rounds) {
        this.stage = stage;
        this.management = new ManagementLine(stage.management(), stage.secret());
        this.rounds = rounds;
    }

    /**
     * Plays all of it.
     *
     * @throws IOException where the node says something else than it should, or nothing
     */
    public void play() throws IOException {
        management.get("/readyz");
        connections();
        channel();
        for (int qos = 0; qos <= 2; qos++) {
            pairs(qos);
        }
        messages();
        management.get("/metrics");
    }

    private void connections() throws IOException {
        for (int i = 0; i < 2 * rounds; i++) {
            mqtt("passer-by").close();
            browser().close();
        }
    }

    /** The publisher hears itself, so that it goes as fast as everything is delivered. */
    private void channel() throws IOException {
        try (Crowd crowd = new Crowd()) {
            for (int i = 0; i < SUBSCRIBERS + ACKNOWLEDGING; i++) {
                subscribed(crowd.with(mqtt("subscriber-" + i)), NEWS, i < SUBSCRIBERS ? 0 : 1);
            }
            for (int i = 0; i < BROWSERS; i++) {
                NativeLine browser = crowd.with(browser());
                browser.ask("room.join", "{\"room\":\"c:" + NEWS + "\"}");
                browser.flush();
                browser.awaitAnswers(2);
            }
            MqttLine publisher = crowd.with(subscribed(mqtt("publisher"), NEWS, 0));
            for (int round = 1; round <= rounds; round++) {
                publisher.publish(NEWS, 0, CONTENT, BURST - UNANSWERED);
                publisher.publish(NEWS, 1, CONTENT, UNANSWERED);
                publisher.awaitDeliveries((long) round * BURST);
                publisher.awaitAnswers(1L + (long) round * UNANSWERED);
            }
        }
    }

    private void pairs(int qos) throws IOException {
        try (Crowd crowd = new Crowd()) {
            List<MqttLine> all = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                all.add(crowd.with(subscribed(mqtt("one-of-two-" + i), "rehearsal/pair/" + i, qos)));
            }
            for (int round = 1; round <= rounds; round++) {
                for (int i = 0; i < PAIRS; i++) {
                    all.get(i).publish("rehearsal/pair/" + (i + 1) % PAIRS, qos, CONTENT, UNANSWERED);
                }
                for (MqttLine one : all) {
                    one.awaitDeliveries((long) round * UNANSWERED);
                    one.awaitAnswers(1L + (qos == 0 ? 0 : (long) round * UNANSWERED));
                }
            }
        }
    }

    private void messages() throws IOException {
        try (Crowd crowd = new Crowd()) {
            List<NativeLine> all = new ArrayList<>();
            for (int i = 0; i < MEMBERS; i++) {
                all.add(crowd.with(new NativeLine(stage.http(), management.tokenOf("member-" + i))));
            }
            NativeLine first = all.get(0);
            first.ask("room.create", "{\"room\":\"g:all\",\"join\":\"invite\",\"members\":[" + members() + "]}");
            first.flush();
            first.awaitAnswers(2);
            for (int round = 1; round <= rounds; round++) {
                for (int i = 0; i < MEMBERS; i++) {
                    send(all.get(i), "member-" + (i + 1) % MEMBERS, 2);
                }
                send(first, "g:all", UNANSWERED - 2);
                for (int i = 1; i < MEMBERS; i++) {
                    all.get(i).awaitAnswers(1L + 2L * round);
                    all.get(i).awaitDeliveries((long) round * UNANSWERED);
                }
                first.awaitAnswers(2L + (long) round * UNANSWERED);
            }
        }
    }

    private static void send(NativeLine from, String to, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            from.ask("msg.send", "{\"to\":\"" + to + "\",\"text\":\"" + TEXT + "\"}");
        }
        from.flush();
    }

    private static String members() {
        return IntStream.range(0, MEMBERS).mapToObj(i -> "\"member-" + i + "\"").collect(Collectors.joining(","));
    }

    private MqttLine mqtt(String name) throws IOException {
        return new MqttLine(stage.mqtt(), name);
    }

    private NativeLine browser() throws IOException {
        return new NativeLine(stage.http(), null);
    }

    private static MqttLine subscribed(MqttLine line, String topic, int qos) throws IOException {
        line.listen("mqtt");
        line.subscribe(topic, qos);
        line.awaitAnswers(1);
        return line;
    }

    /** Lines that are closed together. */
    private static final class Crowd implements AutoCloseable {
        private final List<Line> lines = new ArrayList<>();

        private <L extends Line> L with(L line) {
            lines.add(line);
            return line;
        }

        @Override
        public void close() {
            lines.forEach(Line::close);
        }
    }
}
