package io.rialto.launcher.mqtt;

import io.rialto.launcher.it.kit.NodeUnderTest;

/** A sensor: an account with a retained state, a will that takes it back, numbered alarms. For one thread. */
final class Sensor {
    static final String ONLINE = "online";
    static final String OFFLINE = "offline";

    private final NodeUnderTest node;
    private final String account;
    private Peer peer;
    private long changed = System.nanoTime();

    /** One that is switched off, with an account of its own. */
    Sensor(NodeUnderTest node) {
        this.node = node;
        this.account = node.accounts().make("sensor");
    }

    /** Its account. */
    String account() {
        return account;
    }

    /** The topic of its state. */
    String topic() {
        return "fleet/" + account + "/state";
    }

    /** Whether it is switched on. */
    boolean isOn() {
        return peer != null;
    }

    /** What its state must say. */
    String state() {
        return isOn() ? ONLINE : OFFLINE;
    }

    /** When it was switched last, by the nano clock. */
    long changed() {
        return changed;
    }

    /** Connects, says that it is there; or goes without a word. */
    void toggle() {
        changed = System.nanoTime();
        if (isOn()) {
            peer.vanish();
            peer = null;
            return;
        }
        peer = new Peer(Version.MQTT_3_1_1, node.port("mqtt"));
        peer.connect(new Connect(Version.MQTT_3_1_1, account)
                .login(account, node.accounts().token(account))
                .keepAlive(0)
                .will(topic(), OFFLINE, 1, true));
        peer.publish(Publish.of(topic(), ONLINE).qos(1, 1).retained());
    }

    /** Sends a numbered alarm; acknowledged when this comes back. */
    void alarm(int number) {
        peer.publish(Publish.of("fleet/" + account + "/alarm", Integer.toString(number))
                .qos(1, 2));
    }

    /** Goes in order. */
    void close() {
        if (isOn()) {
            peer.disconnect();
        }
    }
}
