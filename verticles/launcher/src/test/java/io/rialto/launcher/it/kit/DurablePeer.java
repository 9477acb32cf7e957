package io.rialto.launcher.it.kit;

import io.rialto.launcher.it.kit.RawMqtt.Hello;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An MQTT 5 client with a session that outlives its connections and the node, as the standard has it: what is not answered is
 * sent again in order under its packet id, what has come with QoS 2 is taken once until it is released. It publishes numbers,
 * notes the numbers that come. Its connection has a thread of its own; the state is locked.
 */
public final class DurablePeer {
    private static final long FOR_EVER = 0xFFFF_FFFFL;
    private static final int IN_FLIGHT = 16;

    private final String account;
    private final String token;
    /** What is published and not answered, by packet id, in the order it was published. */
    private final Map<Integer, Unanswered> unanswered = new LinkedHashMap<>();

    private final Set<Integer> unreleased = new HashSet<>();
    private final List<String> received = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> acknowledged = new HashSet<>();
    private int nextId = 1;
    private long number;
    private boolean known;
    private int repeated;
    private int granted;
    private RawMqtt connection;
    private Thread reader;

    private static final class Unanswered {
        private final String topic;
        private final String text;
        private final int qos;
        private final boolean retain;
        private boolean received;

        Unanswered(String topic, String text, int qos, boolean retain) {
            this.topic = topic;
            this.text = text;
            this.qos = qos;
            this.retain = retain;
        }

        byte[] packet(int id, boolean again) {
            return new MqttBytes()
                    .text(topic)
                    .bytes(id >> 8, id & 0xFF, 0)
                    .raw(text.getBytes(StandardCharsets.UTF_8))
                    .packet(0x30 | (again ? 8 : 0) | qos << 1 | (retain ? 1 : 0));
        }
    }

    /** The client of an account, not connected. */
    public DurablePeer(String account, String token) {
        this.account = account;
        this.token = token;
    }

    /** Connects; sends again what was not answered. */
    public synchronized void connect(NodeUnderTest node) {
        RawMqtt mine = RawMqtt.connect(node, new Hello(5, account, token, false, FOR_EVER, 20));
        String answer = mine.read();
        if (!answer.startsWith("20") || !answer.startsWith("00", 9)) {
            throw new AssertionError(account + " was refused: " + answer);
        }
        boolean present = answer.startsWith("01 00", 6);
        if (present != known) {
            faults.add("session present is " + present + ", expected " + known + ": " + answer);
        }
        known = true;
        connection = mine;
        unanswered.forEach((id, one) -> mine.send(one.received ? ack(0x62, id) : one.packet(id, true)));
        reader = new Thread(() -> read(mine), "durable-" + account);
        reader.setDaemon(true);
        reader.start();
    }

    /** Subscribes; the session remembers. */
    public synchronized void subscribe(String filter, int qos) {
        connection.send(MqttBytes.subscribe(5, filter, qos));
    }

    /** How many of its subscriptions were granted: what is published from then on must come. */
    public synchronized int granted() {
        return granted;
    }

    /** Publishes the next number, where no more than a few are unanswered; whether it did. */
    public synchronized boolean publish(String topic, int qos) {
        return publish(topic, qos, false);
    }

    /** Publishes the next number as the retained value of a topic, as {@link #publish}. */
    public synchronized boolean retain(String topic, int qos) {
        return publish(topic, qos, true);
    }

    private boolean publish(String topic, int qos, boolean retain) {
        if (unanswered.size() >= IN_FLIGHT) {
            return false;
        }
        while (unanswered.containsKey(nextId)) {
            nextId = nextId % 60_000 + 1;
        }
        int id = nextId;
        nextId = nextId % 60_000 + 1;
        Unanswered one = new Unanswered(topic, qos + "-" + ++number, qos, retain);
        unanswered.put(id, one);
        connection.send(one.packet(id, false));
        return true;
    }

    /** The connection is cut, or has gone with its node; what had come by then is taken. */
    public void disconnect() {
        connection.cut();
        try {
            reader.join(Wait.LIMIT.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (reader.isAlive()) {
            throw new AssertionError("what has come is not taken in time: " + this);
        }
    }

    /** How many numbers it has published. */
    public synchronized long published() {
        return number;
    }

    /** The numbers that were acknowledged. */
    public synchronized Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Whether everything it has published was answered. */
    public synchronized boolean isAnswered() {
        return unanswered.isEmpty();
    }

    /** The numbers that came, in order, as often as they came. */
    public synchronized List<String> received() {
        return List.copyOf(received);
    }

    /** What went against the standard. */
    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** How many deliveries said that they might be repetitions. */
    public synchronized int repeated() {
        return repeated;
    }

    /** What it is about, for whoever waits for it in vain. */
    @Override
    public synchronized String toString() {
        return account + " (" + received.size() + " came, the last "
                + (received.isEmpty() ? "none" : received.get(received.size() - 1)) + "; not released "
                + unreleased + "; not answered " + unanswered.keySet() + "; reader "
                + (reader != null && reader.isAlive() ? "alive" : "gone") + "; faults " + faults + ")";
    }

    /** Until the connection is over; a part of a packet at its end is nothing that came. */
    private void read(RawMqtt mine) {
        try {
            while (true) {
                take(mine, RawMqtt.bytes(mine.read(Duration.ofMinutes(5))));
            }
        } catch (RawMqtt.Over over) {
            // whoever waits for more connects again
        } catch (RuntimeException | AssertionError defect) {
            fault("reading failed: " + defect);
        }
    }

    private synchronized void fault(String what) {
        faults.add(what);
    }

    private synchronized void take(RawMqtt mine, byte[] packet) {
        int type = (packet[0] & 0xFF) >> 4;
        if (type == 3) {
            takePublish(mine, packet);
        } else if (type >= 4 && type <= 7) {
            int id = (packet[2] & 0xFF) << 8 | (packet[3] & 0xFF);
            int reason = packet.length > 4 ? packet[4] & 0xFF : 0;
            takeAnswer(mine, type, id, reason);
        } else if (type == 14 || (type == 9 && (packet[packet.length - 1] & 0xFF) > 2)) {
            faults.add("got " + RawMqtt.hex(packet));
        } else if (type == 9) {
            granted++;
        }
    }

    private void takeAnswer(RawMqtt mine, int type, int id, int reason) {
        Unanswered one = unanswered.get(id);
        if (type != 6 && reason >= 0x80 && reason != 0x92) {
            faults.add("packet " + id + " was answered with reason " + reason);
        } else if (type == 6) {
            unreleased.remove(id);
            mine.send(ack(0x70, id));
        } else if (one == null) {
            faults.add("an answer of type " + type + " to packet " + id + " that nobody waits for");
        } else if (type == 5) {
            one.received = true;
            acknowledged.add(one.text);
            mine.send(ack(0x62, id));
        } else {
            acknowledged.add(one.text);
            unanswered.remove(id);
        }
    }

    private void takePublish(RawMqtt mine, byte[] packet) {
        int qos = (packet[0] >> 1) & 3;
        int at = 1;
        while (packet[at] < 0) {
            at++;
        }
        at++;
        int topic = (packet[at] & 0xFF) << 8 | (packet[at + 1] & 0xFF);
        at += 2 + topic;
        int id = (packet[at] & 0xFF) << 8 | (packet[at + 1] & 0xFF);
        at += 2 + 1 + packet[at + 2]; // properties shorter than 128 bytes
        String text = new String(packet, at, packet.length - at, StandardCharsets.UTF_8);
        repeated += (packet[0] & 8) == 0 ? 0 : 1;
        if (qos == 1) {
            received.add(text);
            mine.send(ack(0x40, id));
        } else {
            if (unreleased.add(id)) {
                received.add(text);
            }
            mine.send(ack(0x50, id));
        }
    }

    private static byte[] ack(int head, int id) {
        return new byte[] {(byte) head, 2, (byte) (id >> 8), (byte) id};
    }
}
