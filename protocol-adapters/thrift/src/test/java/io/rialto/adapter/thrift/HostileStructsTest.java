package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lengths that lie, nesting without end, bytes that are no struct: refused without taking memory for them. */
class HostileStructsTest {
    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("a string of 2 GB", "180cffffffff07"),
                Arguments.of("a string of -1 bytes", "18ffffffff0f"),
                Arguments.of("a string longer than the frame", "180561"),
                Arguments.of("a string that is not UTF-8", "1802c3280000"),
                Arguments.of("a map of 2^31-1 entries", "7bffffffff0788"),
                Arguments.of("a map of -1 entries", "7bffffffff0f88"),
                Arguments.of("a map of numbers", "7b0166020200"),
                Arguments.of("an unknown list of 2^31-1 elements", "f9" + "f8ffffffff07"),
                Arguments.of("an unknown list of 2^31-1 structs", "f9" + "fcffffffff07"),
                Arguments.of("an unknown set of -1 elements", "fa" + "f8ffffffff0f"),
                Arguments.of("a field of no type", "1f00"),
                Arguments.of("a varint without end", "15ffffffffffffffffffff"),
                Arguments.of("no end", "1801610000".substring(0, 6)),
                Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void refuses(String what, String hex) {
        byte[] frame = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> Flavour.COMPACT.decode(TimAuth.SHAPE, frame, 0))
                .isInstanceOf(Undecodable.class);
    }

    @Test
    void refusesNestingOf60000() {
        byte[] frame = new byte[120_000];
        Arrays.fill(frame, (byte) 0xFC);

        assertThatThrownBy(() -> Flavour.COMPACT.decode(TimAuth.SHAPE, frame, 0))
                .isInstanceOf(Undecodable.class);
    }

    @Test
    void refusesJsonNestingOf60000() {
        byte[] frame = "{\"a\":[".repeat(60_000).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> Flavour.JSON.decode(TimAuth.SHAPE, frame, 0)).isInstanceOf(Undecodable.class);
    }

    @Test
    void skipsWhatItDoesNotKnow() {
        byte[] frame = HexFormat.of().parseHex("180161" + "89251202" + "f91c150000" + "00ffff");

        Struct auth = Flavour.COMPACT.decode(TimAuth.SHAPE, frame, 0);

        assertThat(auth.text(TimAuth.NAME)).isEqualTo("a");
    }

    @Test
    void takesAWrongJsonTypeForNothing() {
        byte[] frame = "{\"name\":7,\"PWD\":\"x\",\"termtyp\":300,\"token\":42}".getBytes(StandardCharsets.US_ASCII);

        Struct auth = Flavour.JSON.decode(TimAuth.SHAPE, frame, 0);

        assertThat(auth.get(TimAuth.NAME)).isNull();
        assertThat(auth.get(TimAuth.TERMTYP)).isNull();
        assertThat(auth.text(TimAuth.PWD)).isEqualTo("x");
        assertThat(auth.text(TimAuth.TOKEN)).isEqualTo("42");
    }

    @Test
    void takesANumericTokenOfOldThriftClients() {
        byte[] frame = HexFormat.of().parseHex("665400");

        assertThat(Flavour.COMPACT.decode(TimAuth.SHAPE, frame, 0).text(TimAuth.TOKEN))
                .isEqualTo("42");
    }

    @Test
    void escapesAsGoDoes() {
        Struct ack = TimAck.ok(1).with(TimAck.N, "<&>\u2028");

        String json = new String(Flavour.JSON.encode(ack), StandardCharsets.UTF_8);

        assertThat(json).isEqualTo("{\"ok\":true,\"timType\":1,\"n\":\"\\u003c\\u0026\\u003e\\u2028\"}");
    }
}
