package io.rialto.launcher.it.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client that judges durable sessions does not lose anything itself, nor keep quiet. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class DurablePeerTest {
    private static final byte[] ACCEPTED = {0x20, 3, 0, 0, 0};
    private static final byte[] ACCEPTED_AGAIN = {0x20, 3, 1, 0, 0};

    private ServerSocket server;
    private final DurablePeer peer = new DurablePeer("alice", "token");

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aPacketThatWasCutHasNotCome() throws IOException {
        byte[] publish = publish("2-123", false);

        try (Socket first = serve(ACCEPTED)) {
            first.getOutputStream().write(publish, 0, publish.length - 2);
        }
        Wait.until("it has noticed", () -> peer.toString().contains("reader gone"));
        try (Socket second = serve(ACCEPTED_AGAIN)) {
            second.getOutputStream().write(publish("2-123", true));
            Wait.until("it came", () -> !peer.received().isEmpty());
        }

        assertThat(peer.received()).containsExactly("2-123");
        assertThat(peer.faults()).isEmpty();
    }

    @Test
    void aRefusedConnectionIsToldAtOnce() {
        assertThatThrownBy(() -> serve(new byte[] {0x20, 3, 0, (byte) 0x88, 0}))
                .isInstanceOf(AssertionError.class)
                .hasMessage("alice was refused: 20 03 00 88 00");
    }

    @Test
    void whatItCannotReadIsAFault() throws IOException {
        try (Socket socket = serve(ACCEPTED)) {
            socket.getOutputStream().write(new byte[] {0x32, 2, 0, 9});

            Wait.until("it complains", () -> !peer.faults().isEmpty());
        }

        assertThat(peer.faults().get(0)).startsWith("reading failed: java.lang.ArrayIndexOutOfBounds");
        assertThat(peer)
                .hasToString("alice (0 came, the last none; not released []; not answered []; reader gone;" + " faults "
                        + peer.faults() + ")");
    }

    /** Lets it connect; its CONNECT is answered so. */
    private Socket serve(byte[] connack) {
        CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(() -> accept(connack));
        peer.connect(new PortOnly(server.getLocalPort()));
        return Wait.get(accepted);
    }

    private Socket accept(byte[] connack) {
        try {
            Socket socket = server.accept();
            InputStream in = socket.getInputStream();
            in.skipNBytes(1);
            in.skipNBytes(in.read());
            socket.getOutputStream().write(connack);
            return socket;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] publish(String text, boolean again) {
        return new MqttBytes()
                .text("two/2")
                .bytes(4, 7, 0)
                .raw(text.getBytes(StandardCharsets.UTF_8))
                .packet(again ? 0x3C : 0x34);
    }

    /** A node of which only the port of its MQTT door is known. */
    private record PortOnly(int number) implements NodeUnderTest {
        @Override
        public int port(String door) {
            return number;
        }

        @Override
        public Accounts accounts() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // nobody runs it
        }
    }
}
