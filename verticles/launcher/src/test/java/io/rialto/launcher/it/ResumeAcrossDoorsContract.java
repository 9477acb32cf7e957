package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Arrived;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.TimDevice;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One device that reads on at another door where it stood at the last, again and again, while somebody sends. Its room is
 * the only one of its inbox, so that the place in the inbox is the place in the room.
 */
@Timeout(value = 360, unit = TimeUnit.SECONDS)
abstract class ResumeAcrossDoorsContract {
    private static final int SWITCHES = Integer.getInteger("rialto.it.switches", 200);
    private static final long SEED = Long.getLong("rialto.it.seed", 20_261_121L);
    private static final int DOORS = 5;
    private static final int MOST_PER_LEG = 40;
    private static final int AHEAD = 200;
    private static final String DEVICE = "phone-1";

    /** The device at one door. */
    private interface Leg extends AutoCloseable {
        /** Reads the next so many items, or the rest of a page more, acknowledges them; their places. */
        List<Long> read(int count);

        /** Ends the session in order. */
        void finish();

        /** Makes sure that the server has read what was said. */
        void settle();

        @Override
        void close();
    }

    private final Random random = new Random(SEED);
    private final Semaphore ahead = new Semaphore(AHEAD);
    private NodeUnderTest node;
    private String reader;
    private long position;

    @Test
    void losesNothingAndRepeatsNothingOverTwoHundredSwitchesUnderLoad(NodeUnderTest running) {
        System.out.println("resume across doors: seed " + SEED);
        node = running;
        reader = node.accounts().make("reader");
        CompletableFuture<Void> stop = new CompletableFuture<>();
        CompletableFuture<Integer> sending =
                CompletableFuture.supplyAsync(() -> send(stop), task -> new Thread(task, "sender").start());
        long start = System.nanoTime();

        Leg old = null;
        for (int i = 0; i < SWITCHES; i++) {
            Leg leg = leg(random.nextInt(DOORS));
            if (old != null) {
                old.close();
            }
            int count = random.nextInt(MOST_PER_LEG);
            take(i, leg.read(count));
            old = leave(leg) ? null : leg;
        }
        stop.complete(null);
        int sent = Wait.get(sending);

        Leg last = leg(0);
        take(SWITCHES, last.read((int) (sent - position)));
        last.close();
        assertThat(position).isEqualTo(sent);
        System.out.printf(
                "resume across doors: %d switches, %d messages in %d ms%n",
                SWITCHES, sent, (System.nanoTime() - start) / 1_000_000);
    }

    private void take(int leg, List<Long> places) {
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            expected.add(++position);
        }
        assertThat(places).as("leg " + leg + ", seed " + SEED).isEqualTo(expected);
        ahead.release(places.size());
    }

    /** Whether the session ended in order; else the next one will take it over. */
    private boolean leave(Leg leg) {
        if (random.nextBoolean()) {
            leg.finish();
            return true;
        }
        leg.settle();
        return false;
    }

    private Leg leg(int door) {
        return switch (door) {
            case 0 -> new WebSocketLeg();
            case 1 -> new MqttLeg(Version.V5);
            case 2 -> new MqttLeg(Version.V3);
            case 3 -> new TimLeg();
            case 4 -> new BigBinaryLeg();
            default -> throw new IllegalArgumentException("no door " + door);
        };
    }

    private int send(CompletableFuture<Void> stop) {
        int sent = 0;
        try (WsClient sender = WsClient.signedIn(node, node.accounts().make("sender"))) {
            while (!stop.isDone()) {
                if (ahead.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                    sent++;
                    JsonObject message = new JsonObject()
                            .put("cmid", "m-" + sent)
                            .put("to", reader)
                            .put("text", String.valueOf(sent));
                    long cseq = sender.call("msg.send", message).getLong("cseq");
                    assertThat(cseq).isEqualTo(sent);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return sent;
    }

    /** By the native protocol, item by item as they come: pulls, then acknowledges. */
    private final class WebSocketLeg implements Leg {
        private final WsClient client = WsClient.connect(node);
        private final CompletableFuture<JsonObject> hello = new CompletableFuture<>();
        private long local;

        WebSocketLeg() {
            client.on("hello", hello::complete);
            client.call(
                    "auth",
                    new JsonObject().put("token", node.accounts().token(reader)).put("dev", DEVICE));
            local = Wait.get(hello).getLong("cursor");
            assertThat(local).as("cursor, seed " + SEED).isEqualTo(position);
        }

        @Override
        public List<Long> read(int count) {
            List<Long> places = new ArrayList<>();
            while (places.size() < count) {
                JsonObject args = new JsonObject().put("after", local).put("limit", count - places.size());
                JsonArray items = client.call("sync.pull", args).getJsonArray("items");
                if (items.isEmpty()) {
                    int seen = client.events().size();
                    Wait.until(
                            "something new",
                            () -> client.events().size() > seen
                                    || client.call("sync.pull", args).getLong("head") > local);
                }
                for (int i = 0; i < items.size(); i++) {
                    local = items.getJsonObject(i).getLong("iseq");
                    places.add(items.getJsonObject(i).getJsonObject("item").getLong("cseq"));
                }
            }
            client.tell("sync.ack", new JsonObject().put("iseq", local));
            return places;
        }

        @Override
        public void finish() {
            client.closeInOrder();
        }

        @Override
        public void settle() {
            client.call("ping", new JsonObject());
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** By MQTT, one after the other, each acknowledged by hand; those behind the wanted ones are not. */
    private final class MqttLeg implements Leg {
        private final MqttDevice device;

        MqttLeg(Version version) {
            device = MqttDevice.connect(version, node, reader, DEVICE, true);
            assertThat(device.subscribe("$inbox", 1)).isEqualTo(1);
        }

        @Override
        public List<Long> read(int count) {
            List<Long> places = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Arrived arrived = device.arrivals().awaitSize(i + 1).get(i);
                assertThat(arrived.topic()).isEqualTo("$inbox");
                places.add(Long.valueOf(arrived.text()));
                arrived.acknowledge().run();
            }
            return places;
        }

        @Override
        public void finish() {
            device.disconnect();
        }

        @Override
        public void settle() {
            Message nobodyHears = Message.of("settle/" + reader, "");
            assertThat(device.publish(nobodyHears)).succeedsWithin(Duration.ofSeconds(10));
        }

        @Override
        public void close() {
            device.close();
        }
    }

    /** By TIM, as a client does that asks for what it missed: pages, then one by one, each acknowledged by hand. */
    private final class TimLeg implements Leg {
        private final TimDevice device = TimDevice.signedIn(node.port("thrift"), node, reader, DEVICE, true);

        TimLeg() {
            device.askForOffline();
        }

        @Override
        public List<Long> read(int count) {
            List<Long> places = new ArrayList<>();
            for (int i = 0; places.size() < count; i++) {
                TimDevice.Delivery delivery =
                        device.deliveries().awaitSize(i + 1).get(i);
                delivery.items().forEach(item -> {
                    assertThat(new String(item.payload(), StandardCharsets.UTF_8))
                            .isEqualTo("" + item.cseq());
                    places.add(item.cseq());
                });
                delivery.acknowledge().run();
            }
            return places;
        }

        @Override
        public void finish() {
            device.closeInOrder();
        }

        @Override
        public void settle() {
            device.ping();
        }

        @Override
        public void close() {
            device.close();
        }
    }

    /** By big-binary, one after the other, each acknowledged by hand; those behind the wanted ones are not. */
    private final class BigBinaryLeg implements Leg {
        private final BigBinaryDevice device = BigBinaryDevice.signedIn(node, reader, DEVICE);

        BigBinaryLeg() {
            assertThat(device.openInbox(20)).as("cursor, seed " + SEED).isEqualTo(position);
        }

        @Override
        public List<Long> read(int count) {
            List<Long> places = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                BigBinaryDevice.Item item = device.items().awaitSize(i + 1).get(i);
                assertThat(item.payload().toString()).isEqualTo("" + item.cseq());
                places.add(item.cseq());
                device.acknowledge(item.iseq());
            }
            return places;
        }

        @Override
        public void finish() {
            device.closeInOrder();
        }

        @Override
        public void settle() {
            assertThat(device.ping()).succeedsWithin(Duration.ofSeconds(10));
        }

        @Override
        public void close() {
            device.close();
        }
    }
}
