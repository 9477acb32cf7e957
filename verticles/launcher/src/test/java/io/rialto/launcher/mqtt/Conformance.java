package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.MqttBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the conformance tests of both versions share: the broker, clients that are closed after each test. */
class Conformance {
    @RegisterExtension
    static final Broker BROKER = new Broker();

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final List<Peer> peers = new ArrayList<>();
    private final Version version =
            getClass().getAnnotation(Specification.class).value();

    @AfterEach
    final void goHome() {
        peers.forEach(Peer::close);
    }

    /** The version under test. */
    final Version version() {
        return version;
    }

    /** A connection over which nothing has been said. */
    final Peer stranger() {
        Peer peer = new Peer(version, BROKER.port());
        peers.add(peer);
        return peer;
    }

    /** A client that has connected under an id of its own. */
    final Peer client() {
        return client(connect());
    }

    /** A client that has connected so. */
    final Peer client(Connect connect) {
        Peer peer = stranger();
        peer.connect(connect);
        return peer;
    }

    /** A client that has subscribed. */
    final Peer subscriber(String filter, int options) {
        Peer peer = client();
        assertThat(peer.subscribe(filter, options)).isEqualTo(options & 3);
        return peer;
    }

    /** A CONNECT of the account under a new client id. */
    final Connect connect() {
        return connect(fresh("client"));
    }

    /** A CONNECT of the account under this client id. */
    final Connect connect(String clientId) {
        return new Connect(version, clientId).login(BROKER.account(), BROKER.token());
    }

    /** The beginning of a packet body with this identifier, no properties. */
    final MqttBytes body(int id) {
        MqttBytes body = new MqttBytes().bytes(id >> 8, id & 0xFF);
        return version.is5() ? body.bytes(0) : body;
    }

    /** Publishes retained; comes back when it is retained. */
    final void retain(String topic, String text) {
        client().publish(Publish.of(topic, text).qos(1, 1).retained());
    }

    /** Shows that no retained message comes of what this client has subscribed to: others that are asked for later come. */
    final void expectNothingRetained(Peer subscriber) {
        String sentinel = topic();
        retain(sentinel, "sentinel");
        for (int round = 0; round < 5; round++) {
            assertThat(subscriber.subscribe(sentinel, 0)).isZero();
            subscriber.expectText("sentinel");
        }
    }

    /** What a new subscriber gets of the topics one level below this, between two that are retained for sure. */
    final List<Heard> retainedBelow(String parent) {
        retain(parent + "/a", "first");
        retain(parent + "/z", "last");
        Peer subscriber = subscriber(parent + "/+", 2);
        List<Heard> between = new ArrayList<>();
        int sentinels = 0;
        while (sentinels < 2) {
            Heard next = subscriber.expect(Heard.PUBLISH);
            boolean sentinel = List.of(parent + "/a", parent + "/z").contains(next.topic());
            if (sentinel) {
                sentinels++;
            } else {
                between.add(next);
            }
        }
        return between;
    }

    /** The topic of a test, which no other test uses. */
    static String topic() {
        return fresh("t");
    }

    /** A name that no other test uses. */
    static String fresh(String prefix) {
        return prefix + NUMBERS.incrementAndGet();
    }
}
