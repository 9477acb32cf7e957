package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.LiveHeap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Retained values that are together larger than the heap of their node, asked for with one wildcard: they come, all of them,
 * while others who have asked for the same do not read. {@code ./rialto bench retained-mqtt} does it with a million.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class RetainedIT {
    private static final int VALUES = 25_000;
    private static final int BATCH = 50;
    private static final String CONTENT = "0123456789abcdef".repeat(256);
    private static final List<String> HEAP_OF_64_MB = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final int DEAF = 8;
    private static final long MB = 1 << 20;

    @TempDir
    private Path data;

    private final List<Peer> peers = new ArrayList<>();

    @AfterEach
    void close() {
        peers.forEach(Peer::close);
    }

    @Test
    void moreThanTheHeapHoldsComesWithOneWildcard() {
        try (JarNode node = new JarNode(data, Map.of(), HEAP_OF_64_MB)) {
            set(connected(node));
            LiveHeap heap = new LiveHeap(node.process().pid());
            long before = heap.bytes();

            Stream.generate(() -> connected(node)).limit(DEAF).forEach(RetainedIT::ask);
            Peer reader = connected(node);
            ask(reader);

            Set<String> topics = new HashSet<>();
            while (topics.size() < VALUES) {
                Heard next = reader.next();
                if (next.type() != Heard.SUBACK) {
                    assertThat(next.type()).isEqualTo(Heard.PUBLISH);
                    assertThat(next.text()).hasSize(CONTENT.length());
                    assertThat(topics.add(next.topic())).as("once").isTrue();
                }
            }
            reader.expectNothing();
            assertThat(heap.bytes() - before).as("what the eight others keep").isLessThan(DEAF * MB);
        }
    }

    private static void set(Peer peer) {
        for (int from = 0; from < VALUES; from += BATCH) {
            for (int i = from; i < from + BATCH; i++) {
                String topic = "shelf/" + i / 100 + "/" + i % 100;
                peer.send(Publish.of(topic, CONTENT)
                        .qos(1, 1 + i % BATCH)
                        .retained()
                        .bytes(Version.MQTT_5_0));
            }
            for (int i = 0; i < BATCH; i++) {
                // 0x10: nobody has subscribed, it is taken all the same
                assertThat(peer.expect(Heard.PUBACK).reason()).isLessThan(0x80);
            }
        }
    }

    private static void ask(Peer peer) {
        peer.sendSubscribe(new Props(), 0, "shelf/#");
    }

    private Peer connected(JarNode node) {
        String account = node.accounts().make("shelf");
        Peer peer = new Peer(Version.MQTT_5_0, node.port("mqtt"));
        peers.add(peer);
        peer.connect(new Connect(Version.MQTT_5_0, account)
                .login(account, node.accounts().token(account))
                .keepAlive(0));
        return peer;
    }
}
