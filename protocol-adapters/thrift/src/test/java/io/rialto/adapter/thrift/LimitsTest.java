package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.SignalCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one connection may do, at the limit and one above it: never what all of them together may (W-28, W-50, W-52). */
@ExtendWith(NoLeaks.class)
class LimitsTest {
    private static final int MAX_FRAME = 4096;

    private final TestDoor door = new TestDoor(
            "sessions.commandsPerSecond=5",
            "listeners.thrift.maxFrame=" + MAX_FRAME,
            "listeners.thrift.maxFrameBeforeLogin=2048",
            "listeners.maxConnections=3");

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void takesAsManyRequestsASecondAsAreAllowedAndRefusesTheNext() {
        TimClient client = door.client().signedIn("ann", "phone");

        for (int i = 0; i < 6; i++) {
            client.raw(pull());
        }
        client.ping();

        assertThat(door.sessions().ofDevice("phone").commands(MessageCommand.ReadHistory.class))
                .hasSize(5);
        assertThat(client.failure(21)).isEqualTo(5105);
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void countsNeitherPingsNorAcknowledgementsNorFramesOfRooms() {
        TimClient client = door.client().signedIn("ann", "phone");

        for (int i = 0; i < 20; i++) {
            client.raw(Vector.frame("timgo PushStream", "thrift-compact"))
                    .raw(new byte[] {12, 0, 0, 0, 1})
                    .send(13);
        }
        client.raw(pull()).ping();

        assertThat(door.sessions().ofDevice("phone").streamPublications()).hasSize(20);
        assertThat(client.frames(12)).hasSize(1);
    }

    /** TIM's own limit was one of the whole process (W-28). */
    @Test
    void letsNobodyPayForAnother() {
        TimClient greedy = door.client().signedIn("ann", "phone");
        TimClient modest = door.client().signedIn("bob", "pad");
        for (int i = 0; i < 20; i++) {
            greedy.raw(pull());
        }
        greedy.ping();

        modest.raw(pull()).ping();

        assertThat(greedy.failure(21)).isEqualTo(5105);
        assertThat(modest.frames(12)).hasSize(1);
    }

    @Test
    void takesAFrameAtTheLimitAndClosesOnOneAboveIt() {
        TimClient client = door.client().signedIn("ann", "phone");

        client.raw(big(MAX_FRAME)).ping();
        client.raw(big(MAX_FRAME + 1));

        assertThat(client.awaitClose()).isEqualTo(1009);
        List<SignalCommand.Signal> sent = door.sessions().ofDevice("phone").commands(SignalCommand.Signal.class);
        assertThat(sent).hasSize(1);
    }

    @Test
    void takesASignInAtTheLimitAndClosesOnOneAboveIt() {
        assertThat(door.client().raw(signIn(2048)).ack(16)).containsEntry(1, true);

        assertThat(door.client().raw(signIn(2049)).awaitClose()).isEqualTo(1009);
    }

    @Test
    void refusesBigDataThatAnnouncesMoreThanTheLimit() {
        TimClient client = door.client().signedIn("ann", "phone");
        byte[] whole = announced(MAX_FRAME, 1000);

        client.raw(Arrays.copyOf(whole, 1000)).raw(new byte[MAX_FRAME - 1000]).ping();
        assertThat(client.frames(12)).hasSize(1);
        client.raw(announced(MAX_FRAME + 1, 1000));

        assertThat(client.failure(96)).isEqualTo(4114);
        assertThat(client.awaitClose()).isEqualTo(1008);
    }

    @Test
    void letsInAsManyConnectionsAsAreAllowedAndClosesTheNextAtOnce() throws IOException {
        TimClient[] in = {door.client(), door.client(), door.client()};

        try (Socket refused = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            refused.setSoTimeout(10_000);
            assertThat(refused.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(door.dropped(DropReason.CONNECTION_LIMIT)).isEqualTo(1);
        in[0].close();
        await().until(() -> door.open() == 2);
        assertThat(door.client().signedIn("ann", "phone").isOpen()).isTrue();
    }

    private static byte[] pull() {
        return Vector.frame("timjs PullUserMessage", "json");
    }

    /** Big data without a length, of so many bytes with all that is around. */
    private static byte[] big(int length) {
        byte[] frame = new byte[length];
        byte[] head = "_bob|".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, frame, 0, head.length);
        return frame;
    }

    /** The first {@code length} bytes of big data that says it has so many. */
    private static byte[] announced(int total, int length) {
        byte[] frame = big(length);
        byte[] head = {95, 0, 0, (byte) (total >> 8), (byte) total, 'b', 'o', 'b', '|'};
        System.arraycopy(head, 0, frame, 0, head.length);
        return frame;
    }

    private static byte[] signIn(int length) {
        Map<Integer, Object> auth = Compact.struct(6, "ann", 7, "");
        byte[] small = TimClient.concat(new byte[] {16}, Compact.write(auth));
        byte[] filled = Compact.write(Compact.struct(6, "ann", 7, "x".repeat(length - small.length - 1)));
        return TimClient.concat(new byte[] {16}, filled);
    }
}
