package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What breaks RFC 6455 or the limits is told so in a Close frame; a good client beside it notices nothing. */
class ViolationsTest {
    private static final int FIN_TEXT = 0x81;
    private static final byte[] HALF_UTF8 = {(byte) 0xE2, (byte) 0x82};

    private static TestNode node;
    private static JdkClient good;

    @BeforeAll
    static void start() {
        node = new TestNode("listeners.http.echo=true", "listeners.http.maxFrame=200000", "listeners.loginTimeout=1m");
        good = node.signedIn("good", "beside");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                row("invalid UTF-8", 1007, RawClient.frame(FIN_TEXT, new byte[] {'a', (byte) 0xFF})),
                row("UTF-8 that ends too early", 1007, RawClient.frame(FIN_TEXT, HALF_UTF8)),
                row(
                        "invalid UTF-8 over two fragments",
                        1007,
                        concat(RawClient.frame(0x01, HALF_UTF8), RawClient.frame(0x80, new byte[] {'a'}))),
                row("RSV1", 1002, RawClient.frame(FIN_TEXT | 0x40, new byte[] {'a'})),
                row("RSV2", 1002, RawClient.frame(FIN_TEXT | 0x20, new byte[] {'a'})),
                row("RSV3", 1002, RawClient.frame(FIN_TEXT | 0x10, new byte[] {'a'})),
                row("unmasked", 1002, new byte[] {(byte) FIN_TEXT, 1, 'a'}),
                row("opcode 3", 1002, RawClient.frame(0x83, new byte[] {'a'})),
                row("opcode 11", 1002, RawClient.frame(0x8B, new byte[] {'a'})),
                row("fragmented ping", 1002, RawClient.frame(0x09, new byte[] {'a'})),
                row("ping of 126 bytes", 1002, RawClient.frame(0x89, new byte[126])),
                row("continuation of nothing", 1002, RawClient.frame(0x80, new byte[] {'a'})),
                row(
                        "a message inside a message",
                        1002,
                        concat(RawClient.frame(0x01, new byte[] {'a'}), RawClient.frame(FIN_TEXT, new byte[] {'b'}))),
                row("length not in its shortest form", 1002, new byte[] {(byte) FIN_TEXT, (byte) 0xFE, 0, 5}),
                row("Close of one byte", 1002, RawClient.frame(0x88, new byte[] {3})),
                row("Close with code 999", 1002, RawClient.frame(0x88, new byte[] {3, (byte) 0xE7})),
                row("Close with code 1005", 1002, RawClient.frame(0x88, new byte[] {3, (byte) 0xED})),
                row("Close with a reason that is no UTF-8", 1007, RawClient.frame(0x88, new byte[] {
                    3, (byte) 0xE8, (byte) 0xFF
                })));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void isClosedWithItsCode(String name, int code, byte[] bytes) {
        try (RawClient bad = node.raw(WebSocketDoor.PATH)) {
            bad.write(bytes);

            assertThat(bad.readCloseCode()).isEqualTo(code);
            assertThat(bad.ends()).isTrue();
        }
        goodClientNoticesNothing(name);
    }

    static Stream<Arguments> tooLarge() {
        return Stream.of(
                row("before the sign-in", 1009, RawClient.header(FIN_TEXT, 16_385)),
                row("2^62 bytes", 1009, RawClient.header(FIN_TEXT, 1L << 62)),
                row("2^31 bytes", 1009, RawClient.header(FIN_TEXT, 1L << 31)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooLarge")
    void refusesWhatIsTooLargeFromItsHeader(String name, int code, byte[] header) {
        try (RawClient bad = node.raw(WebSocketDoor.PATH)) {
            bad.write(header);

            assertThat(bad.readCloseCode()).isEqualTo(code);
        }
        goodClientNoticesNothing("header of " + name);
    }

    @Test
    void takesLargeFramesAfterTheSignInOnly() {
        try (RawClient client = node.raw(WebSocketDoor.PATH)) {
            signIn(client);

            client.text("{\"id\":1,\"op\":\"ping\",\"pad\":\"" + "x".repeat(150_000) + "\"}");
            assertThat(client.read().text()).contains("\"id\":1,\"code\":0");

            client.write(RawClient.header(FIN_TEXT, 200_001));
            assertThat(client.readCloseCode()).isEqualTo(1009);
        }
        goodClientNoticesNothing("after-sign-in");
    }

    @Test
    void boundsFragmentsThatNeverEnd() {
        try (RawClient bad = node.raw(WebSocketDoor.PATH)) {
            bad.write(RawClient.frame(0x01, new byte[4000]));
            for (int i = 0; i < 5; i++) {
                bad.write(RawClient.frame(0x00, new byte[4000]));
            }

            assertThat(bad.readCloseCode()).isEqualTo(1009);
        }
        goodClientNoticesNothing("fragments");
    }

    @Test
    void refusesBinaryFromItsFirstFragment() {
        try (RawClient bad = node.raw(WebSocketDoor.PATH)) {
            bad.write(RawClient.frame(0x02, new byte[] {1}));

            assertThat(bad.readCloseCode()).isEqualTo(1003);
        }
        goodClientNoticesNothing("binary");
    }

    static Stream<Arguments> noJson() {
        return Stream.of(
                Arguments.of(
                        "nesting", "{\"id\":1,\"op\":\"ping\",\"a\":" + "[".repeat(100_000) + "]".repeat(100) + "}"),
                Arguments.of("digits", "{\"id\":1,\"op\":\"ping\",\"a\":" + "1".repeat(190_000) + "}"),
                Arguments.of("keys", keys(15_000)),
                Arguments.of("no object", "[1,2]"),
                Arguments.of("no JSON", "hello"),
                Arguments.of("two objects", "{} {}"),
                Arguments.of("the same field twice", "{\"id\":1,\"id\":2}"),
                Arguments.of("half a surrogate pair", "{\"id\":\"\\ud800\",\"op\":\"ping\"}"),
                Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noJson")
    void answersWhatIsNoJsonWithinTheLimitsThenCloses(String name, String text) {
        try (RawClient bad = node.raw(WebSocketDoor.PATH)) {
            signIn(bad);

            bad.text(text);

            assertThat(bad.read().text()).startsWith("{\"id\":null,\"code\":1001,\"error\":\"bad_request\"");
            assertThat(bad.readCloseCode()).isEqualTo(1008);
        }
        goodClientNoticesNothing("json " + name);
    }

    @Test
    void endsOnceWhenTheClientSimplyGoes() {
        long before = node.open();
        RawClient client = node.raw(WebSocketDoor.PATH);
        signIn(client);
        assertThat(node.open()).isEqualTo(before + 1);

        client.close();

        await().until(() -> node.open() == before);
        assertThat(node.sessions().ofDevice("raw").closes()).isEqualTo(1);
    }

    private static void signIn(RawClient client) {
        client.text("{\"id\":0,\"op\":\"auth\",\"args\":{\"token\":\"bad\",\"dev\":\"raw\",\"sync\":\"none\"}}");
        assertThat(client.read().text()).contains("\"code\":0");
    }

    private static void goodClientNoticesNothing(String id) {
        assertThat(good.ask("beside " + id, "ping", "{}")).contains("serverTs");
    }

    private static String keys(int count) {
        StringBuilder json = new StringBuilder("{\"id\":1");
        for (int i = 0; i < count; i++) {
            json.append(",\"").append(i).append("\":0");
        }
        return json.append('}').toString();
    }

    private static Arguments row(String name, int code, byte[] bytes) {
        return Arguments.of(name, code, bytes);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
