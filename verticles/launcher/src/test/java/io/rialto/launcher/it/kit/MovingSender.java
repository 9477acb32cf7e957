package io.rialto.launcher.it.kit;

import io.rialto.launcher.it.kit.MqttDevice.Login;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends one message after the other, each until it is acknowledged, with the same id: when a node refuses, is silent or gone, at
 * the next node. On a thread of its own.
 */
public final class MovingSender implements AutoCloseable {
    /**
     * What was acknowledged.
     *
     * @param cseq its place in the room; 0 where the door does not tell it
     */
    public record Acknowledged(String to, String text, long cseq) {}

    /** A connection: acknowledges a message, or fails. */
    private interface Line extends AutoCloseable {
        Acknowledged send(String to, String text);

        @Override
        void close();
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final List<? extends NodeUnderTest> nodes;
    private final String account;
    private final Door door;
    private final List<String> targets;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inVain = new AtomicInteger();
    private final AtomicInteger repetitions = new AtomicInteger();
    private final Mailbox<Throwable> failures = new Mailbox<>("failures of a sender");
    private final Thread thread;
    private volatile boolean stopping;
    private int node;
    private Line line;

    /** Begins at once; messages go to the targets in turn. */
    public MovingSender(List<? extends NodeUnderTest> nodes, String account, Door door, List<String> targets) {
        this.nodes = nodes;
        this.account = account;
        this.door = door;
        this.targets = targets;
        this.node = Math.floorMod(account.hashCode(), nodes.size());
        this.thread = new Thread(this::run, account);
        thread.start();
    }

    /** Who sends. */
    public String account() {
        return account;
    }

    /** What was acknowledged so far. */
    public Queue<Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** How often something was refused or got no answer. */
    public int attemptsInVain() {
        return inVain.get();
    }

    /** How many had arrived before, though nobody had said so. */
    public int repetitions() {
        return repetitions.get();
    }

    /** Back when the last message is acknowledged. */
    public void stop() {
        close();
        failures.all().forEach(failure -> {
            throw new AssertionError(this + " failed", failure);
        });
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(LIMIT.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    @Override
    public String toString() {
        return account + " at " + door;
    }

    private void run() {
        try {
            for (int i = 0; !stopping; i++) {
                String to = targets.get(i % targets.size());
                String text = account + " " + i;
                Wait.until(text, LIMIT, PAUSE, () -> attempt(to, text));
            }
        } catch (RuntimeException | Error failure) {
            failures.add(failure);
        } finally {
            hangUp();
        }
    }

    private boolean attempt(String to, String text) {
        try {
            if (line == null) {
                line = line(nodes.get(node));
            }
            acknowledged.add(line.send(to, text));
            return true;
        } catch (AssertionError | RuntimeException inVainThisTime) {
            inVain.incrementAndGet();
            hangUp();
            node = (node + 1) % nodes.size();
            return false;
        }
    }

    private void hangUp() {
        if (line != null) {
            line.close();
            line = null;
        }
    }

    private Line line(NodeUnderTest to) {
        return switch (door) {
            case WEBSOCKET -> new ByWebSocket(to);
            case MQTT -> new ByMqtt(to);
            case BIGBINARY -> new ByBigBinary(to);
            case TIM -> throw new IllegalArgumentException("its ids begin anew with each connection");
        };
    }

    private final class ByWebSocket implements Line {
        private final WsClient client;

        ByWebSocket(NodeUnderTest to) {
            String token = to.accounts().token(account);
            client = WsClient.connect(to);
            if (Wait.get(client.request("auth", new JsonObject().put("token", token)), PATIENCE)
                            .getInteger("code")
                    != 0) {
                client.close();
                throw new IllegalStateException("not let in");
            }
        }

        @Override
        public Acknowledged send(String to, String text) {
            JsonObject message =
                    new JsonObject().put("cmid", text).put("to", to).put("text", text);
            JsonObject answer = Wait.get(client.request("msg.send", message), PATIENCE);
            if (answer.getInteger("code") != 0) {
                throw new IllegalStateException(answer.encode());
            }
            JsonObject result = answer.getJsonObject("res");
            if (result.getBoolean("dup")) {
                repetitions.incrementAndGet();
            }
            return new Acknowledged(to, text, result.getLong("cseq"));
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private final class ByBigBinary implements Line {
        private final BigBinaryDevice device;

        ByBigBinary(NodeUnderTest to) {
            device = BigBinaryDevice.signedIn(to, account, "");
        }

        @Override
        public Acknowledged send(String to, String text) {
            return new Acknowledged(to, text, Wait.get(device.send(to, text, text), PATIENCE));
        }

        @Override
        public void close() {
            device.close();
        }
    }

    private final class ByMqtt implements Line {
        private final MqttDevice device;

        ByMqtt(NodeUnderTest to) {
            String token = to.accounts().token(account);
            device = MqttDevice.connect(
                    Version.V5, to.port("mqtt"), new Login(account, token, account + "-sender", false, 100));
        }

        @Override
        public Acknowledged send(String to, String text) {
            String topic = to.startsWith("g:") ? "$group/" + to.substring(2) : "$user/" + to;
            int code = Wait.get(device.publish(Message.of(topic, text).with("cmid", text)), PATIENCE);
            if (code != 0) {
                throw new IllegalStateException("answered " + code);
            }
            return new Acknowledged(to, text, 0);
        }

        @Override
        public void close() {
            device.close();
        }
    }
}
