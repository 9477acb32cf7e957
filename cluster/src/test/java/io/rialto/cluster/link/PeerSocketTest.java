package io.rialto.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.cluster.NodeId;
import io.rialto.cluster.TrafficClass;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.MeshHands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the connection to a peer that the test plays itself. */
@Timeout(60)
final class PeerSocketTest {
    private static final int HELLO = 1;
    private static final int PROOF = 2;
    private static final int BEAT = 4;
    private static final int TAKEN = 6;
    private static final LinkLimits LIMITS = new LinkLimits(
            65_536,
            65_536,
            65_536,
            65_536,
            64,
            16_384,
            Duration.ofMillis(1),
            Duration.ofMillis(50),
            Duration.ofSeconds(20),
            Duration.ofMillis(50),
            2);

    private final List<Buffer> said = new CopyOnWriteArrayList<>();
    private final List<Runnable> proceeds = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private Loop beat;
    private NetClient client;
    private PeerSocket socket;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        beat = new Loop(vertx);
        client = vertx.createNetClient();
        NetServer server = vertx.createNetServer().connectHandler(this::play);
        int port = Await.await(server.listen(0, "127.0.0.1")).actualPort();
        socket = Await.await(beat.call(() -> client.connect(port, "127.0.0.1").map(this::start)));
    }

    @AfterEach
    void close() {
        Await.await(vertx.close());
    }

    @Test
    void nothingIsSaidBetweenHelloAndProof() {
        Await.until(() -> !proceeds.isEmpty());
        onBeat(socket::beat);
        onBeat(socket::beat);

        onBeat(proceeds.get(0));
        onBeat(socket::beat);

        Await.until(() -> said.size() == 3);
        assertThat(kinds()).containsExactly(HELLO, PROOF, BEAT);
    }

    @Test
    void whatIsToldAsTakenIsNeverOlderThanTheLastBeat() {
        Await.until(() -> !proceeds.isEmpty());
        Intake intake = new Intake(TrafficClass.CONTROL, 1000, ofClass -> beat.run(() -> socket.sendTaken(ofClass)));
        onBeat(() -> socket.ledger(new OneIntake(intake)));
        onBeat(proceeds.get(0));

        onBeat(() -> {
            intake.taken(250); // which is to be told
            intake.taken(100);
            socket.beat();
        });

        Await.until(() -> said.size() == 4);
        assertThat(kinds()).containsExactly(HELLO, PROOF, BEAT, TAKEN);
        assertThat(said.get(2).getLong(9)).isEqualTo(350);
        assertThat(said.get(3).getLong(2)).isEqualTo(350);
    }

    private PeerSocket start(NetSocket connection) {
        PeerSocket started = new PeerSocket(
                connection,
                new NodeId("b"),
                side -> new Handshake(MeshHands.CREDENTIALS, side, hello("a")),
                LIMITS,
                new Waiting());
        started.open();
        return started;
    }

    /** The peer's part: hello and proof as soon as it has heard the hello. */
    private void play(NetSocket connection) {
        Handshake handshake = new Handshake(MeshHands.CREDENTIALS, Handshake.Side.ACCEPTED, hello("b"));
        RecordParser parser = RecordParser.newFixed(4);
        parser.handler(bytes -> {
            if (bytes.length() == 4) {
                parser.fixedSizeMode(bytes.getInt(0));
                return;
            }
            parser.fixedSizeMode(4);
            said.add(bytes);
            if (said.size() == 1) {
                handshake.heard(bytes.getBytes(1, bytes.length()));
                connection.write(message(HELLO, handshake.hello()));
                connection.write(message(PROOF, handshake.proof()));
            }
        });
        connection.handler(parser);
    }

    private void onBeat(Runnable deed) {
        Await.await(beat.call(() -> {
            deed.run();
            return Future.succeededFuture();
        }));
    }

    private List<Integer> kinds() {
        return said.stream().map(message -> (int) message.getByte(0)).toList();
    }

    private static Hello hello(String name) {
        return new Hello("00".repeat(32), new NodeId(name), "tag", 1, 1, false, "x", List.of(1L, 1L, 1L));
    }

    private static Buffer message(int kind, byte[] body) {
        return Buffer.buffer()
                .appendInt(body.length + 1)
                .appendByte((byte) kind)
                .appendBytes(body);
    }

    /** An account of one class. */
    private record OneIntake(Intake intake) implements PeerSocket.Ledger {
        @Override
        public long[] taken() {
            return new long[] {intake.total(), 0, 0};
        }

        @Override
        public long[] carried() {
            return new long[3];
        }

        @Override
        public long missing(TrafficClass traffic, long sequence, long now) {
            return 0;
        }

        @Override
        public boolean granted(TrafficClass traffic, long total) {
            return true;
        }
    }

    /** Lets the test say when the link is ready. */
    private final class Waiting implements PeerSocket.Owner {
        @Override
        public String refuses(Hello hello) {
            return null;
        }

        @Override
        public void authenticated(PeerSocket ready, Runnable proceed) {
            proceeds.add(proceed);
        }

        @Override
        public void ready(PeerSocket ready) {}

        @Override
        public void arrived(Batch batch) {}

        @Override
        public void draining(PeerSocket leaving) {}

        @Override
        public void closed(PeerSocket gone, String reason) {}
    }
}
