package io.rialto.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.GatewayException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSourceTest {
    private final JsonSource source = new JsonSource(1 << 20);

    @Test
    void readsEveryTypeOfValue() {
        Fields fields = read("{\"s\":\"ü😀\",\"n\":-5,\"t\":true,\"z\":null,\"l\":[\"a\",\"b\"],\"o\":{\"x\":\"y\"}}");

        assertThat(fields.string("s")).isEqualTo("ü😀");
        assertThat(fields.integer("n", 0, -9, 9)).isEqualTo(-5);
        assertThat(fields.flag("t", false)).isTrue();
        assertThat(fields.has("z")).isFalse();
        assertThat(fields.parsedList("l", 2, text -> text)).isEqualTo(List.of("a", "b"));
        assertThat(fields.object("o").string("x")).isEqualTo("y");
        assertThat(fields.object("missing").names()).isEmpty();
    }

    static Stream<String> refused() {
        return Stream.of(
                "",
                " ",
                "null",
                "[]",
                "5",
                "{",
                "{\"a\":}",
                "{\"a\":1} 2",
                "{\"a\":1,\"a\":2}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":\"\\ud83d\"}",
                "{\"a\":\"\\ude00\\ud83d\"}",
                "{\"\\ud83d\":1}",
                "{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}",
                "{\"a\":" + "1".repeat(101) + "}",
                "{\"" + "k".repeat(2000) + "\":1}",
                "{\"a\":[0" + ",0".repeat(20_000) + "]}",
                "\uFEFF[]");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsNoObjectWithinTheLimits(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(GatewayException.class);
    }

    @Test
    void saysWhatIsMissingWithoutWordsOfTheParser() {
        assertThatThrownBy(() -> read("{\"a\":1"))
                .hasMessageEndingWith(": Unexpected end-of-input: expected close marker for Object");
    }

    @Test
    void refusesOtherEncodingsThanUtf8() {
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE);

        assertThatThrownBy(() -> source.read(utf16)).isInstanceOf(GatewayException.class);
    }

    @Test
    void wholeNumbersBeyondLongAreNoWholeNumbers() {
        Fields fields = read("{\"n\":9223372036854775808}");

        assertThatThrownBy(() -> fields.integer("n", 0, 0, 1)).hasMessageContaining("n is a number, expected a whole");
    }

    private Fields read(String json) {
        return source.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
