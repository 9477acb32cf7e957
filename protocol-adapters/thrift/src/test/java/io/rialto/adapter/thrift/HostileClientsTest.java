package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.NoLeaks;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever breaks the rules loses its connection; a good client beside it keeps its own (reliability.md §3). */
@ExtendWith(NoLeaks.class)
class HostileClientsTest {
    private final TestDoor door = new TestDoor("listeners.loginTimeout=2s", "listeners.thrift.maxFrame=200000");
    private TimClient good;

    @BeforeEach
    void open() {
        good = door.client().signedIn("good", "g");
    }

    @AfterEach
    void close() {
        assertThat(good.ping().isOpen()).isTrue();
        door.close();
    }

    @ParameterizedTest
    @CsvSource({
        "5a18ffffffff07, 90, 4113", // a string of 2 GB where a number belongs: skipped by its length
        "5afbffffffff0788, 90, 4113", // a map of 2^31-1 entries
        "5af9f8ffffffff07, 90, 4113", // a list of 2^31-1 elements
        "5bf9fcffffffff07, 91, 4113", // a list of 2^31-1 structs
        "13f9f8ffffffff07, 19, 4113",
        "1518ff, 21, 4104",
        "5a, 90, 4113",
        "da7b, 90, 4113",
        "da5b5d, 90, 4113",
        "da7b7d7b7d, 90, 4113",
        "0c0000, 12, 4113",
        "5f7fffffff62, 96, 4114",
        "6002000000626f, 96, 4114",
        "5f00000006626f, 96, 4114",
        "617fffffff62, 96, 4114",
        "e100000006626f, 96, 4114",
        "1618ff, 22, 4104", // a string that is cut off
        "167bffffffff0788, 22, 4104",
        "96, 22, 4104",
        "965b5d, 22, 4104",
        "5e18ffffffff07, 94, 4113",
        "5e79f8ffffffff07, 94, 4113",
        "5e, 94, 4113",
        "de7b, 94, 4113"
    })
    void closesOnLies(String frame, int command, int code) {
        TimClient bad = door.client().signedIn("bad", "b");

        bad.raw(HexFormat.of().parseHex(frame));

        assertThat(bad.failure(command)).isEqualTo(code);
        assertThat(bad.awaitClose()).isEqualTo(1008);
    }

    @Test
    void closesOnNestingOf60000() {
        byte[] nested = new byte[120_000];
        Arrays.fill(nested, (byte) 0xFC);
        nested[0] = 90;

        TimClient bad = door.client().signedIn("bad", "b").raw(nested);

        assertThat(bad.failure(90)).isEqualTo(4113);
        assertThat(bad.awaitClose()).isEqualTo(1008);
    }

    @Test
    void closesOnJsonNesting() {
        TimClient bad = door.client().signedIn("bad", "b");

        bad.sendJson(90, "{\"extra\":".repeat(10_000));

        assertThat(bad.failure(0x5A)).isEqualTo(4113);
        assertThat(bad.awaitClose()).isEqualTo(1008);
    }

    @Test
    void closesOnAnUndecodableAuth() {
        TimClient bad = door.client().raw(HexFormat.of().parseHex("1018ffffffff07"));

        assertThat(bad.failure(16)).isEqualTo(4104);
        assertThat(bad.awaitClose()).isEqualTo(1008);
    }

    @Test
    void refusesFramesAboveTheLimit() {
        assertThat(door.client().raw(new byte[20_000]).awaitClose()).isEqualTo(1009);
        assertThat(door.client().signedIn("bad", "b").raw(new byte[200_001]).awaitClose())
                .isEqualTo(1009);
    }

    @Test
    void refusesAFrameOf2To62BytesFromItsHeader() {
        try (RawSocket bad = new RawSocket(door.port())) {
            bad.write(HexFormat.of().parseHex("82ff4000000000000000"));

            assertThat(Arrays.copyOf(bad.read(), 3)).containsExactly(8, 0x03, 0xF1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5f00030000676f6f64", "6100030000676f6f64"})
    void waitsForBigDataThatNeverComesWithoutTakingMemory(String frame) {
        TimClient bad = door.client().signedIn("bad", "b");

        bad.raw(HexFormat.of().parseHex(frame));
        bad.send(13);

        assertThat(bad.isOpen()).isTrue();
        good.ping();
        assertThat(bad.frames(13)).isEmpty();
        bad.close();
        await().until(() -> door.open() == 1);
    }

    /** The last part of big data begins with anything, also with what is no command. */
    @Test
    void closesOnBigDataForNobodyInParts() {
        TimClient bad = door.client().signedIn("bad", "b");

        bad.raw(HexFormat.of().parseHex("5f0000000a2f2f7c")).raw(HexFormat.of().parseHex("0101"));

        assertThat(bad.failure(96)).isEqualTo(4114);
        assertThat(bad.awaitClose()).isEqualTo(1008);
    }

    @Test
    void refusesFramesOfRoomsAboveTheLimit() {
        byte[] large = new byte[200_001];
        large[0] = 97;

        assertThat(door.client().signedIn("bad", "b").raw(large).awaitClose()).isEqualTo(1009);
    }

    @Test
    void ignoresAcknowledgementsOfOthers() {
        TimClient bad = door.client().signedIn("bad", "b");

        for (byte i = 0; i < 100; i++) {
            bad.raw(new byte[] {12, 0, 0, 0, i});
        }

        assertThat(bad.ping().isOpen()).isTrue();
    }

    /** All in one write, since nothing more is read while a sign-in is being decided. */
    @Test
    void closesWhoFloodsBeforeTheSignInIsDecided() {
        door.sessions().hold();
        try (RawSocket bad = new RawSocket(door.port())) {
            bad.write(signInWithPings(65));

            byte[] close = bad.read();

            assertThat(Arrays.copyOf(close, 3)).containsExactly(8, 0x03, 0xF0);
            assertThat(new String(close, StandardCharsets.US_ASCII)).endsWith("too many frames before the sign-in");
        }
        door.sessions().release();
    }

    @Test
    void answersWhatCameBeforeTheSignInIsDecidedAfterIt() {
        door.sessions().hold();
        try (RawSocket early = new RawSocket(door.port())) {
            early.write(signInWithPings(64));
            await().until(() -> door.sessions().signIns().size() == 2);
            door.sessions().release();

            assertThat(Arrays.copyOf(early.read(), 2)).containsExactly(2, 12);
            for (int i = 0; i < 64; i++) {
                assertThat(early.read()).containsExactly(2, 13);
            }
        }
    }

    private static byte[] signInWithPings(int pings) {
        byte[] all = RawSocket.frame(TimClient.concat(new byte[] {16}, Compact.write(Compact.struct(6, "bad"))));
        for (int i = 0; i < pings; i++) {
            all = TimClient.concat(all, RawSocket.frame((byte) 13));
        }
        return all;
    }
}
