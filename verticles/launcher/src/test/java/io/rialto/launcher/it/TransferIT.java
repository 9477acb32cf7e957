package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Assembly;
import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.JarNode;
import io.rialto.launcher.it.kit.Latencies;
import io.rialto.launcher.it.kit.Metronome;
import io.rialto.launcher.it.kit.Piece;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.Window;
import io.rialto.launcher.it.kit.WsClient;
import io.rialto.launcher.it.kit.WsStream;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Payloads of 64 MiB in pieces from one connection to two others, beside small commands that must not wait for them: on the
 * sender's connection, on the receiver's, on a third. Commands with payloads under way take turns with commands alone,
 * since the machine does other things as well; the medians of the rounds are compared, each at most twice the other. Below
 * the floors it is the scheduler's doing, where two processors are busy with both ends of it all: to wait for the rest of a
 * payload would take some hundred milliseconds, to wait for a full queue each time five or more.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class TransferIT {
    private static final int PAYLOAD = 64 << 20;
    private static final int PIECE = 32 << 10;
    private static final int RECEIVER_WINDOW = 128 << 10;
    private static final String CHANNEL = "c:commands";
    private static final String COMMAND = "x".repeat(100);
    private static final int ROUNDS = 7;
    private static final int COMMANDS = 150;
    private static final int COMMANDS_PER_SECOND = 300;
    private static final double FLOOR_OF_P50 = 3;
    private static final double FLOOR_OF_P99 = 25;

    @TempDir
    private Path data;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final Assembly sent = new Assembly("the sender");
    private JarNode node;
    private long payloads;

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        node.close();
    }

    @Test
    void smallCommandsDoNotWaitForLargePayloads() {
        node = new JarNode(data, Map.of());
        BigBinaryDevice sender = device("sender", 0);
        BigBinaryDevice.Place room = sender.create();
        BigBinaryDevice receiver = device("receiver", RECEIVER_WINDOW);
        Assembly whole = new Assembly("a big-binary client");
        receiver.onPiece(whole::take);
        receiver.subscribe(room.room());
        WsStream browser =
                open(WsStream.subscriber(WsClient.signedIn(node, node.accounts().make("browser")), room.room()));
        Assembly wholeThere = new Assembly("a WebSocket client");
        browser.onPiece(wholeThere::take);
        lines.add(new Line("the sender's connection", sender));
        lines.add(new Line("the receiver's connection", receiver));
        lines.add(new Line("another connection", device("other", 0)));
        warmUp(sender, room.handle());

        for (int round = 0; round < ROUNDS; round++) {
            command();
            lines.forEach(line -> line.note(line.alone));
            CompletableFuture<Void> commanded = CompletableFuture.runAsync(this::command);
            do {
                transfer(sender, room.handle());
            } while (!commanded.isDone());
            Wait.get(commanded);
            lines.forEach(line -> line.note(line.beside));
        }

        List<String> expected = sent.whole().all();
        assertThat(whole.whole().awaitSize(expected.size())).isEqualTo(expected);
        assertThat(wholeThere.whole().awaitSize(expected.size())).isEqualTo(expected);
        assertThat(receiver.gaps().size()).isZero();
        System.out.printf("transfer: %d payloads of %d MiB%n", expected.size(), PAYLOAD >> 20);
        lines.forEach(Line::assertNotHeldUp);
    }

    /** Commands on one connection, beside transfers, without. */
    private static final class Line {
        private final String name;
        private final BigBinaryDevice device;
        private final Window window = new Window(8);
        private final Latencies millis = new Latencies();
        private final List<Figures> alone = new ArrayList<>();
        private final List<Figures> beside = new ArrayList<>();

        Line(String name, BigBinaryDevice device) {
            this.name = name;
            this.device = device;
        }

        void command() {
            long start = System.nanoTime();
            window.ask(() -> device.send(CHANNEL, "", COMMAND).thenAccept(answer -> millis.since(start)));
        }

        void note(List<Figures> phases) {
            window.awaitAll();
            phases.add(new Figures(millis.percentile(50), millis.percentile(99)));
            millis.clear();
        }

        void assertNotHeldUp() {
            System.out.printf("transfer: commands on %s: beside it %s, alone %s%n", name, beside, alone);
            assertNotHeldUp("p50", Figures::p50, FLOOR_OF_P50);
            assertNotHeldUp("p99", Figures::p99, FLOOR_OF_P99);
        }

        private void assertNotHeldUp(String which, ToDoubleFunction<Figures> figure, double floor) {
            double idle = median(alone, figure);
            double loaded = median(beside, figure);
            System.out.printf("transfer: %s of them: %.2f ms beside it, %.2f ms alone%n", which, loaded, idle);
            assertThat(loaded).as(which + " on " + name).isLessThanOrEqualTo(Math.max(2 * idle, floor));
        }

        private static double median(List<Figures> phases, ToDoubleFunction<Figures> figure) {
            return phases.stream().mapToDouble(figure).sorted().toArray()[phases.size() / 2];
        }
    }

    /** How long commands took in one phase, in milliseconds. */
    private record Figures(double p50, double p99) {
        @Override
        public String toString() {
            return "%.2f/%.2f".formatted(p50, p99);
        }
    }

    private void warmUp(BigBinaryDevice sender, int handle) {
        transfer(sender, handle);
        command();
        lines.forEach(line -> line.note(new ArrayList<>()));
    }

    private void command() {
        Metronome.beat(COMMANDS, COMMANDS_PER_SECOND, i -> lines.forEach(Line::command));
    }

    private void transfer(BigBinaryDevice sender, int handle) {
        byte[] body = new byte[PIECE];
        new Random(++payloads).nextBytes(body);
        for (long offset = 0; offset < PAYLOAD; offset += PIECE) {
            ByteBuffer.wrap(body).putLong(payloads).putLong(offset);
            sent.take(new Piece(payloads, offset, PAYLOAD, Buffer.buffer(body)));
            sender.publishPiece(handle, payloads, offset, PAYLOAD, body);
        }
    }

    private BigBinaryDevice device(String name, int window) {
        return open(BigBinaryDevice.signedIn(
                node.port("bigbinary"), node, node.accounts().make(name), "", window));
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }
}
