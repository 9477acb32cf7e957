package io.rialto.adapter.bigbinary;

import static io.rialto.adapter.bigbinary.TestClient.frame;
import static io.rialto.adapter.bigbinary.TestClient.hello;
import static io.rialto.adapter.bigbinary.TestClient.hex;
import static io.rialto.adapter.bigbinary.TestClient.u32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.NoLeaks;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever breaks the rules loses its connection; a good client beside it keeps its own. */
@ExtendWith(NoLeaks.class)
class HostileClientsTest {
    private TestDoor door;
    private TestClient good;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor("listeners.bigbinary.maxFrameBeforeLogin=1024", "listeners.bigbinary.maxFrame=4096");
        good = door.signedIn("good");
    }

    @AfterEach
    void close() throws Exception {
        good.ping().close();
        await().until(() -> door.open() == 0);
        door.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "4 GB, FFFFFFFF, 1002",
        "2 GB, 80000000, 1002",
        "one byte too many, 00000401, 1002",
        "length 0, 00000000, 1001",
        "length 1, 00000001 01, 1001",
        "another type first, 00000002 02, 1101",
        "unknown type first, 00000002 7F, 1003",
        "flags of HELLO, 00000020 01 01, 1003",
    })
    void areRefusedByTheirFirstBytesBeforeHello(String name, String bytes, int code) throws Exception {
        try (TestClient bad = door.silent()) {
            bad.send(bytes).expectBye(code);
        }
        assertThat(door.dropped(DropReason.MALFORMED)).isEqualTo(1);
    }

    @Test
    void areRefusedWhenTheySpeakHttp() throws Exception {
        try (TestClient bad = door.silent()) {
            bad.send(hex("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).expectBye(1002);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "4 GB, FFFFFFFF, 1002",
        "one byte too many, 00001001, 1002",
        "length 0, 00000000, 1001",
        "unknown type, 00000006 0F, 1003",
        "an answer, 00000006 83, 1003",
        "type 0, 00000006 00, 1003",
        "unknown flags, 00000010 20 04, 1003",
        "flags of a PING, 00000006 03 01, 1003",
        "no req, 00000005 03 00 000000, 1001",
        "nothing, 00000002 04 00, 1001",
        "surplus of a PING, 00000007 03 00 00000001 00, 1001",
        "surplus of a BYE, 00000003 02 00 00, 1001",
        "surplus of an ACK, 0000000B 08 00 0000000000000001 00, 1001",
        "short ACK, 00000009 08 00 00000000000001, 1001",
        "short WINDOW, 00000005 21 00 000001, 1001",
        "surplus of WINDOW, 00000007 21 00 00000001 00, 1001",
        "short PUBLISH, 0000000F 20 00 00000001 0000000000000001 07, 1001",
        "lane beyond the frame, 00000011 20 00 00000001 0000000000000001 07 05 61, 1001",
        "lane of no UTF-8, 00000012 20 00 00000001 0000000000000001 07 02 C328, 1001",
        "half a piece, 00000018 20 02 00000001 0000000000000001 07 00 0000000000000001, 1001",
        "text of no UTF-8, 0000000A 05 00 00000001 0002 C328, 1001",
        "text with NUL, 0000000A 05 00 00000001 0002 6100, 1001",
        "text beyond the frame, 00000009 05 00 00000001 FFFF 61, 1001",
        "more attributes than there are, 0000000B 04 00 00000001 0000 00 00 FF, 1001",
        "more publishers than there are, 00000010 17 00 00000001 06 733A73686F77 01 30 FF, 1001",
        "half a place, 00000010 17 01 00000001 06 733A73686F77 00 00 00, 1001",
    })
    void areRefusedAfterHello(String name, String bytes, int code) throws Exception {
        try (TestClient bad = door.signedIn("bad")) {
            bad.send(bytes).expectBye(code);
        }
        assertThat(door.dropped(DropReason.MALFORMED)).isEqualTo(1);
        await().until(() -> door.session("bad").closes() == 1);
    }

    @Test
    void doNotHarmWhenTheyLeaveInTheMiddleOfAFrame() throws Exception {
        String hello = hello("bad", 0);
        try (TestClient bad = door.silent();
                TestClient later = door.signedIn("later")) {
            bad.send(hello.substring(0, 20));
            later.send("00001000 20 00 00000001");
            later.socket().shutdownOutput();
        }
        await().until(() -> door.open() == 1);
    }

    @Test
    void areHeardWhateverThePiecesTheySendAFrameIn() throws Exception {
        byte[] all = TestClient.bytes(hello("odd", 0) + "00000006 03 00 00000001" + "00000006 03 00 00000002");
        try (TestClient odd = door.silent()) {
            for (byte one : all) {
                odd.send(new byte[] {one});
            }
            odd.readFrame("81");
            odd.expect("00000006 84 00 00000001").expect("00000006 84 00 00000002");
        }
    }

    @Test
    @SuppressWarnings("try") // it only has to be open
    void areNotReadWhileTheyReadNothing() throws Exception {
        // The kernel takes megabytes of small answers before any of them has to wait.
        try (NoLeaks.InSamples quick = new NoLeaks.InSamples();
                TestClient bad = door.signedIn("bad")) {
            bad.socket().setReceiveBufferSize(4096);
            byte[] pings = TestClient.bytes(frame("03 00", u32(1)).repeat(1000));
            Thread flood = new Thread(() -> {
                try {
                    for (int i = 0; i < 10_000; i++) {
                        bad.send(pings);
                    }
                } catch (IOException closed) {
                    // The connection is closed under it, as the test wants.
                }
            });
            flood.start();
            await().until(() -> door.waitingBytes() > 0);
            good.ping();

            assertThat(door.waitingBytes()).isLessThan(2 << 20);
            bad.socket().close();
            flood.join();
        }
    }
}
