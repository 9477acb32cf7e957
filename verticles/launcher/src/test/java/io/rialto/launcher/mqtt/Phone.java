package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.NodeUnderTest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.BitSet;

/** A phone: one session, over connections that break every few seconds and come from another address. For one thread. */
final class Phone {
    private static final int ADDRESSES = 200;

    private final NodeUnderTest node;
    private final String account;
    private final BitSet alarms = new BitSet();
    private Peer peer;
    private int connections;
    private long changed = System.nanoTime();

    /** One without a connection, with an account of its own. */
    Phone(NodeUnderTest node) {
        this.node = node;
        this.account = node.accounts().make("phone");
    }

    /** Its account. */
    String account() {
        return account;
    }

    /** Whether it is connected. */
    boolean isOn() {
        return peer != null;
    }

    /** When it connected or went last, by the nano clock. */
    long changed() {
        return changed;
    }

    /** The numbers of the alarms that it has acknowledged. */
    BitSet alarms() {
        return alarms;
    }

    /** Connects from its next address and goes on with its session; or goes without a word. */
    void toggle() {
        changed = System.nanoTime();
        if (isOn()) {
            peer.vanish();
            peer = null;
            return;
        }
        peer = new Peer(Version.MQTT_5_0, node.port("mqtt"), address());
        Heard answer = peer.connect(new Connect(Version.MQTT_5_0, account)
                .login(account, node.accounts().token(account))
                .keepAlive(0)
                .kept());
        assertThat(answer.at(0)).as("session present").isEqualTo(connections > 1 ? 1 : 0);
        if (connections == 1) {
            assertThat(peer.subscribe("fleet/+/alarm", 1)).isEqualTo(1);
        }
    }

    /** Takes what has come. */
    void read() {
        peer.send(0xC0, 0);
        for (Heard next = peer.next(); next.type() != Heard.PINGRESP; next = peer.next()) {
            alarms.set(Integer.parseInt(next.text()));
            peer.answer(next);
        }
    }

    /** Goes in order. */
    void close() {
        if (isOn()) {
            peer.disconnect();
        }
    }

    private InetAddress address() {
        connections++;
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + connections % ADDRESSES)});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
