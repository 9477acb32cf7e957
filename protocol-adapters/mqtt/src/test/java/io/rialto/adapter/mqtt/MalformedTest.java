package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rialto.adapter.testing.NoLeaks;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything a client can do wrong, each time with a well-behaved client beside it. */
@ExtendWith(NoLeaks.class)
class MalformedTest {
    private static final String MQTT5 = text("MQTT") + "05 ";
    private static final String MQTT3 = text("MQTT") + "04 ";

    private static TestDoor door;
    private static RawClient beside;

    @BeforeAll
    static void open() throws Exception {
        door = TestDoor.open("listeners.mqtt.maxPacketBeforeLogin=1024", "listeners.mqtt.maxPacket=4096");
        beside = door.raw5("beside");
        beside.send(packet("82", "00 01 00" + text("beside") + "01")).expect("90 04 00 01 00 01");
    }

    @AfterAll
    static void close() throws Exception {
        beside.close();
        door.close();
    }

    static Stream<Arguments> beforeLogin() {
        return Stream.of(
                arguments("another packet first", "C0 00", ""),
                arguments("reserved type 0", "00 00", ""),
                arguments("a server's packet", "20 02 00 00", ""),
                arguments("CONNECT with flags", "11 02 00 00", ""),
                arguments("5-byte length", "10 FF FF FF FF 01", ""),
                arguments("overlong length", "10 8C 00 00 04", ""),
                arguments("256 MB announced", "10 FF FF FF 7F", ""),
                arguments("larger than allowed before login", "10 81 10 00 04", ""),
                arguments("larger than allowed before login 5", "10 81 10 " + MQTT5 + "02 00", "20 03 00 95 00"),
                arguments("larger than allowed before login 3", "10 81 10 " + MQTT3 + "02 00", ""),
                arguments("protocol name is no text", packet("10", "00 02 FF FE 04 02 00 00 00 00"), ""),
                arguments("MQTT 3.1", packet("10", text("MQIsdp") + "03 02 00 00" + text("x")), "20 02 00 01"),
                arguments(
                        "unknown level below 5", packet("10", text("MQTT") + "03 02 00 00" + text("x")), "20 02 00 01"),
                arguments(
                        "unknown level above 5",
                        packet("10", text("MQTT") + "06 02 00 00" + text("x")),
                        "20 03 00 84 00"),
                arguments("reserved flag", packet("10", MQTT5 + "03 00 00 00" + text("x")), "20 03 00 81 00"),
                arguments("reserved flag 3", packet("10", MQTT3 + "03 00 00" + text("x")), ""),
                arguments("will QoS without will", packet("10", MQTT5 + "0A 00 00 00" + text("x")), "20 03 00 81 00"),
                arguments(
                        "will QoS 3",
                        packet("10", MQTT5 + "1E 00 00 00" + text("x") + "00" + text("w") + text("")),
                        "20 03 00 81 00"),
                arguments(
                        "will topic with wildcard",
                        packet("10", MQTT5 + "06 00 00 00" + text("x") + "00" + text("w/#") + text("")),
                        "20 03 00 90 00"),
                arguments("password without user name 3", packet("10", MQTT3 + "42 00 00" + text("x") + text("p")), ""),
                arguments("surplus bytes", packet("10", MQTT5 + "02 00 00 00" + text("x") + "C0 00"), "20 03 00 81 00"),
                arguments("ends early", packet("10", MQTT5 + "02 00 00 00 00 05 78"), "20 03 00 81 00"),
                arguments("NUL in client id", packet("10", MQTT5 + "02 00 00 00 00 03 61 00 62"), "20 03 00 81 00"),
                arguments("client id is no text", packet("10", MQTT5 + "02 00 00 00 00 02 C0 80"), "20 03 00 81 00"),
                arguments(
                        "control character in client id",
                        packet("10", MQTT5 + "02 00 00 00" + text("a\nb")),
                        "20 03 00 85 00"),
                arguments(
                        "control character in client id 3",
                        packet("10", MQTT3 + "02 00 00" + text("a\nb")),
                        "20 02 00 02"),
                arguments(
                        "client id too long",
                        packet("10", MQTT5 + "02 00 00 00" + text("x".repeat(129))),
                        "20 03 00 85 00"),
                arguments(
                        "receive maximum 0",
                        packet("10", MQTT5 + "02 00 00 03 21 00 00" + text("x")),
                        "20 03 00 82 00"),
                arguments(
                        "maximum packet size 0",
                        packet("10", MQTT5 + "02 00 00 05 27 00 00 00 00" + text("x")),
                        "20 03 00 82 00"),
                arguments(
                        "property twice",
                        packet("10", MQTT5 + "02 00 00 06 21 00 01 21 00 02" + text("x")),
                        "20 03 00 82 00"),
                arguments(
                        "property of PUBLISH", packet("10", MQTT5 + "02 00 00 02 01 01" + text("x")), "20 03 00 81 00"),
                arguments(
                        "property of CONNECT in a will",
                        packet("10", MQTT5 + "06 00 00 00" + text("x") + "02 17 00" + text("w") + text("")),
                        "20 03 00 81 00"),
                arguments(
                        "will with an empty response topic",
                        packet("10", MQTT5 + "06 00 00 00" + text("x") + "03 08 00 00" + text("w") + text("")),
                        "20 03 00 82 00"),
                arguments("unknown property", packet("10", MQTT5 + "02 00 00 02 7E 01" + text("x")), "20 03 00 81 00"),
                arguments(
                        "properties longer than packet",
                        packet("10", MQTT5 + "02 00 00 7F 21 00 01" + text("x")),
                        "20 03 00 81 00"),
                arguments(
                        "enhanced authentication",
                        packet("10", MQTT5 + "02 00 00 06 15" + text("GS2") + text("x")),
                        "20 03 00 8C 00"));
    }

    static Stream<Arguments> afterLogin() {
        return Stream.of(
                arguments("CONNECT again", RawClient.connect5("bad", ""), "82"),
                arguments("AUTH", "F0 00", "82"),
                arguments("a server's packet", "D0 00", "82"),
                arguments("PINGREQ with flags", "C1 00", "81"),
                arguments("PINGREQ with a body", "C0 02 C0 00", "81"),
                arguments("DISCONNECT with flags", "E2 00", "81"),
                arguments("DISCONNECT with surplus", "E0 03 00 00 00", "81"),
                arguments("PUBLISH QoS 3", packet("36", text("a") + "00 01 00"), "81"),
                arguments("PUBLISH QoS 0 dup", packet("38", text("a") + "00"), "81"),
                arguments("packet id 0", packet("32", text("a") + "00 00 00"), "81"),
                arguments("topic longer than packet", packet("30", "00 09 61 00"), "81"),
                arguments("topic with NUL", packet("30", "00 02 61 00 00"), "81"),
                arguments("topic is no text", packet("30", "00 02 C3 28 00"), "81"),
                arguments("topic with a surrogate", packet("30", "00 03 ED A0 80 00"), "81"),
                arguments("topic with wildcard", packet("30", text("a/+") + "00"), "90"),
                arguments("no topic, no alias", packet("30", text("") + "00"), "82"),
                arguments("alias 0", packet("30", text("a") + "03 23 00 00"), "94"),
                arguments("alias beyond maximum", packet("30", text("a") + "03 23 00 11"), "94"),
                arguments("subscription id in PUBLISH", packet("30", text("a") + "02 0B 01"), "82"),
                arguments("property of CONNECT in PUBLISH", packet("30", text("a") + "03 21 00 01"), "81"),
                arguments("property of PUBLISH in PUBACK", "40 06 00 01 00 02 01 00", "81"),
                arguments("property of PUBLISH in SUBSCRIBE", packet("82", "00 01 02 01 00" + text("a") + "00"), "81"),
                arguments("property of PUBLISH in UNSUBSCRIBE", packet("A2", "00 01 02 01 00" + text("a")), "81"),
                arguments("property of PUBLISH in DISCONNECT", "E0 04 00 02 01 00", "81"),
                arguments("server reference in DISCONNECT", packet("E0", "00 04 1C" + text("b")), "82"),
                arguments("empty response topic in PUBLISH", packet("30", text("a") + "03 08 00 00"), "82"),
                arguments("payload format 2", packet("30", text("a") + "02 01 02"), "82"),
                arguments("PUBACK with id 0", "40 02 00 00", "81"),
                arguments("PUBACK with surplus", "40 05 00 01 00 00 00", "81"),
                arguments("PUBACK of one byte", "40 01 00", "81"),
                arguments("PUBREL with flags 0", "60 02 00 01", "81"),
                arguments("SUBSCRIBE with flags 0", packet("80", "00 01 00" + text("a") + "00"), "81"),
                arguments("SUBSCRIBE without filters", packet("82", "00 01 00"), "82"),
                arguments("SUBSCRIBE without options", packet("82", "00 01 00" + text("a")), "81"),
                arguments("SUBSCRIBE QoS 3", packet("82", "00 01 00" + text("a") + "03"), "82"),
                arguments("SUBSCRIBE retain handling 3", packet("82", "00 01 00" + text("a") + "30"), "82"),
                arguments("SUBSCRIBE reserved bits", packet("82", "00 01 00" + text("a") + "40"), "81"),
                arguments("subscription id 0", packet("82", "00 01 02 0B 00" + text("a") + "00"), "82"),
                arguments("UNSUBSCRIBE without filters", packet("A2", "00 01 00"), "82"),
                arguments("filter with NUL", packet("82", "00 01 00 00 02 61 00 00"), "81"),
                arguments("too large", "30 FF 7F 00 01 61", "95"),
                arguments("256 MB announced", "30 FF FF FF 7F 00 01 61", "95"),
                arguments("5-byte length", "30 FF FF FF FF 7F", "81"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void beforeLogin(String what, String bytes, String answer) throws Exception {
        try (RawClient bad = door.raw()) {
            bad.send(bytes).expect(answer);
            bad.expectClosed();
        }
        isWellBeside();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void afterLogin(String what, String bytes, String reason) throws Exception {
        try (RawClient bad = door.raw5("bad")) {
            bad.send(bytes).expect("E0 01 " + reason);
            bad.expectClosed();
        }
        isWellBeside();
    }

    /** The rows that are malformed in MQTT 3.1.1 too: without properties. */
    static Stream<Arguments> withMqtt3() {
        List<String> only5 = List.of(" 00 01 00 ", "alias", "in PUBLISH", "format", "property of", "server reference");
        return afterLogin().filter(row -> only5.stream()
                .noneMatch(mark -> row.get()[0].toString().contains(mark)
                        || row.get()[1].toString().contains(mark)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withMqtt3")
    void closesSilentlyWithMqtt3(String what, String bytes, String reason) throws Exception {
        try (RawClient bad = door.raw3("bad")) {
            bad.send(bytes);
            bad.expectClosed();
        }
        isWellBeside();
    }

    @Test
    void refusesSubscriptionOptionsOfMqtt5FromMqtt3() throws Exception {
        try (RawClient bad = door.raw3("bad")) {
            bad.send(packet("82", "00 01" + text("a") + "04"));
            bad.expectClosed();
        }
        isWellBeside();
    }

    @Test
    void takesPacketsInAnyPieces() throws Exception {
        try (RawClient client = door.raw()) {
            for (byte one : RawClient.bytes(RawClient.connect3("pieces") + "C0 00")) {
                client.send(RawClient.hex(new byte[] {one}));
            }
            client.expect("20 02 00 00 D0 00");
        }
    }

    @Test
    void survivesRandomBytes() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(64) + 1];
            random.nextBytes(noise);
            try (RawClient bad = i % 2 == 0 ? door.raw() : door.raw5("bad")) {
                bad.send(RawClient.hex(noise));
            }
        }
        isWellBeside();
        await().until(() -> door.metrics().open() == 1);
    }

    private static void isWellBeside() throws Exception {
        door.sessions().channels().publish("beside", 1, "well");
        String delivery = beside.readPacket();
        assertThat(delivery).startsWith("32").endsWith("77 65 6C 6C");
        int id = RawClient.bytes(delivery)[11];
        beside.send(String.format("40 02 00 %02X C0 00", id)).expect("D0 00");
    }
}
