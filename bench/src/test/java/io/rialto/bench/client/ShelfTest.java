package io.rialto.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Traffic;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server of a few lines that keeps the values it takes and gives all of them to whoever subscribes. */
@Timeout(60)
final class ShelfTest {
    private static final Traffic TRAFFIC = new Traffic(Door.MQTT, 0, 4, 1, 1, 64, 8, 0, List.of(50));
    private static final int TOPICS = 2500;

    private final List<byte[]> kept = new CopyOnWriteArrayList<>();
    private volatile int full = Integer.MAX_VALUE;
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::accept, "shelf-server");
        accepting.setDaemon(true);
        accepting.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void setsAValueOfEveryTopicAndSeesThemAll() {
        Shelf shelf = shelf(TOPICS);

        assertThat(shelf.fill()).isPositive();

        assertThat(kept).hasSize(TOPICS);
        Shelf.Answer answer = shelf.ask(2);
        assertThat(answer.values()).isEqualTo(TOPICS);
        assertThat(answer.missing()).isZero();
        assertThat(answer.wrong()).isZero();
    }

    @Test
    void seesWhatIsMissingAndWhatComesTwice() {
        Shelf shelf = shelf(TOPICS);
        shelf.fill();
        kept.set(7, kept.get(8));

        Shelf.Answer answer = shelf.ask(0);

        assertThat(answer.values()).isEqualTo(TOPICS - 1);
        assertThat(answer.missing()).isEqualTo(1);
        assertThat(answer.wrong()).isEqualTo(1);
    }

    @Test
    void failsWhenAValueIsNotTaken() {
        full = 3;

        assertThatThrownBy(() -> shelf(4).fill())
                .isInstanceOf(LoadFailure.class)
                .hasMessageContaining("of 4 values were taken");
    }

    private Shelf shelf(int topics) {
        InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
        return new Shelf(TRAFFIC, door -> address, topics);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread serving = new Thread(() -> serve(client), "shelf-client");
                serving.setDaemon(true);
                serving.start();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            while (true) {
                int type = in.readUnsignedByte() & 0xf0;
                byte[] body = in.readNBytes(in.readUnsignedByte());
                switch (type) {
                    case 0x10 -> out.write(new byte[] {0x20, 2, 0, 0});
                    case 0x30 -> take(body, out);
                    case 0x80 -> give(body, out);
                    default -> throw new IOException("a packet of type " + type);
                }
            }
        } catch (IOException gone) {
            // the client has gone
        }
    }

    private void take(byte[] body, OutputStream out) throws IOException {
        if (kept.size() == full) {
            throw new IOException("full");
        }
        int idAt = 2 + body[1];
        byte[] value = new byte[body.length];
        value[0] = 0x31;
        value[1] = (byte) (body.length - 2);
        System.arraycopy(body, 0, value, 2, idAt);
        System.arraycopy(body, idAt + 2, value, idAt + 2, body.length - idAt - 2);
        kept.add(value);
        out.write(new byte[] {0x40, 2, body[idAt], body[idAt + 1]});
    }

    private void give(byte[] body, OutputStream out) throws IOException {
        out.write(new byte[] {(byte) 0x90, 3, body[0], body[1], 0});
        for (byte[] value : kept) {
            out.write(value);
        }
    }
}
