package io.rialto.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.FreePorts;
import io.rialto.cluster.testing.LinkedNode;
import io.rialto.cluster.testing.MemoryWays;
import io.rialto.cluster.testing.MeshHands;
import io.rialto.cluster.testing.Town;
import io.rialto.config.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody gets who connects without knowing the secret, or knowing nothing else. */
@Timeout(60)
final class StrangersTest {
    private static final Credentials OTHERS =
            Credentials.of("test", new Secret("another secret, just as long as the first"));
    private static final LinkLimits LIMITS = new LinkLimits(
            65_536,
            65_536,
            65_536,
            65_536,
            64,
            16_384,
            Duration.ofMillis(1),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            2);

    private final Town town = new Town();
    private final List<NetClient> clients = new ArrayList<>(); // a client that nobody holds closes its connections
    private Vertx vertx;
    private MeshHands hands;
    private LinkedNode node;
    private int port;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        port = FreePorts.next();
        Member self = new Member(new NodeId("b"), 1, 2, "127.0.0.1", port, false);
        hands = hands(self, MeshHands.CREDENTIALS);
        node = new LinkedNode(self, hands).start();
    }

    @AfterEach
    void close() {
        hands.close();
        Await.await(vertx.close());
    }

    @Test
    void whoSpeaksNoTlsIsRefused() {
        AtomicBoolean closed = connect(new NetClientOptions(), Buffer.buffer("GET / HTTP/1.1\r\n\r\n"));

        Await.until(closed::get);
        Await.until(() -> hands.mesh().strangers() > 0);
    }

    @Test
    void whoHasAnotherSecretIsRefusedByTls() {
        AtomicBoolean closed = new AtomicBoolean();

        client(OTHERS.secure(new NetClientOptions()).setHostnameVerificationAlgorithm(""))
                .connect(port, "127.0.0.1")
                .onFailure(refused -> closed.set(true))
                .onSuccess(socket -> socket.closeHandler(gone -> closed.set(true)));

        Await.until(closed::get);
        Await.until(() -> hands.mesh().strangers() > 0);
    }

    @Test
    void whoIsNotListedIsRefused() {
        AtomicBoolean closed = greet(MeshHands.CREDENTIALS, "nobody");

        Await.until(closed::get);
        assertThat(node.news()).isEmpty();
    }

    @Test
    void whoCannotProveThatHeKnowsTheSecretIsRefused() {
        town.enter(new Listed(new NodeId("a"), "tag-a", "127.0.0.1", FreePorts.next()));
        AtomicBoolean closed = greet(OTHERS, "a");

        Await.until(closed::get);
        assertThat(node.news()).isEmpty();
    }

    @Test
    void whoAnnouncesAHugeFrameIsRefused() {
        AtomicBoolean closed = connect(secured(), Buffer.buffer().appendInt(256 << 20));

        Await.until(closed::get);
    }

    @Test
    void whoSaysNothingIsRefusedAfterAWhile() {
        AtomicBoolean closed = connect(secured(), Buffer.buffer());

        Await.until(closed::get);
    }

    @Test
    void onlySoManyMayStandAtTheGate() {
        connect(secured(), Buffer.buffer());
        connect(secured(), Buffer.buffer());

        AtomicBoolean third = connect(secured(), Buffer.buffer());

        Await.until(third::get);
    }

    @Test
    void nodesWithDifferentSecretsAreNeverLinked() {
        Member other = new Member(new NodeId("a"), 1, 2, "127.0.0.1", FreePorts.next(), false);
        MeshHands otherHands = hands(other, OTHERS);
        LinkedNode stranger = new LinkedNode(other, otherHands).start();

        Await.until(() -> hands.mesh().strangers() >= 3);

        assertThat(node.news()).isEmpty();
        assertThat(stranger.news()).isEmpty();
        otherHands.close();
    }

    private MeshHands hands(Member self, Credentials credentials) {
        return new MeshHands(vertx, town, self, LIMITS, new MemoryWays(vertx, MemoryWays.net()), credentials);
    }

    private static NetClientOptions secured() {
        return MeshHands.CREDENTIALS.secure(new NetClientOptions()).setHostnameVerificationAlgorithm("");
    }

    /** Says hello as this node, then proves what these credentials can. */
    private AtomicBoolean greet(Credentials credentials, String name) {
        Hello hello =
                new Hello("00".repeat(32), new NodeId(name), "tag-" + name, 1, 1, false, "x", List.of(1L, 1L, 1L));
        Handshake handshake = new Handshake(credentials, Handshake.Side.CONNECTED, hello);
        handshake.heard(hello.encode());
        return connect(secured(), message(1, handshake.hello()).appendBuffer(message(2, handshake.proof())));
    }

    private static Buffer message(int kind, byte[] body) {
        return Buffer.buffer()
                .appendInt(body.length + 1)
                .appendByte((byte) kind)
                .appendBytes(body);
    }

    private NetClient client(NetClientOptions options) {
        NetClient client = vertx.createNetClient(options);
        clients.add(client);
        return client;
    }

    private AtomicBoolean connect(NetClientOptions options, Buffer first) {
        AtomicBoolean closed = new AtomicBoolean();
        Await.await(client(options).connect(port, "127.0.0.1").map(socket -> {
            socket.closeHandler(gone -> closed.set(true));
            socket.write(first);
            return socket;
        }));
        return closed;
    }
}
