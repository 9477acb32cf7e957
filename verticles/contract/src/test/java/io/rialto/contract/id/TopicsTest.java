package io.rialto.contract.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicsTest {
    /** The first rows are the examples of MQTT 5 §4.7.1 and §4.7.2. */
    @ParameterizedTest
    @CsvSource({
        "sport/tennis/player1/#, sport/tennis/player1, true",
        "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
        "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
        "sport/#, sport, true",
        "#, sport/tennis, true",
        "sport/tennis/+, sport/tennis/player1, true",
        "sport/tennis/+, sport/tennis/player2, true",
        "sport/tennis/+, sport/tennis/player1/ranking, false",
        "sport/+, sport, false",
        "sport/+, sport/, true",
        "+/+, /finance, true",
        "/+, /finance, true",
        "+, /finance, false",
        "#, $SYS/monitor, false",
        "+/monitor/Clients, $SYS/monitor/Clients, false",
        "$SYS/#, $SYS/monitor, true",
        "$SYS/monitor/+, $SYS/monitor/Clients, true",
        "+/tennis/#, sport/tennis, true",
        "+/tennis/#, sport/tennis/player1, true",
        "sport/+/player1, sport/tennis/player1, true",
        "sport/+/player1, sport/player1, false",
        "+/#, sport, true",
        "a/b, a/b, true",
        "a/b, a/B, false",
        "a/b, a/b/, false",
        "a/b, a, false",
        "a, a/b, false",
        "a//b, a//b, true",
        "a/+/b, a//b, true",
        "sport/#, sports, false",
        "sport/tennis/#, sport/tennisball, false",
        "a b/ä, a b/ä, true",
    })
    void matchesAsMqttSays(String filter, String topic, boolean matches) {
        assertThat(Topics.matches(filter, topic)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#", "+", "sport/#", "sport/tennis/#", "+/tennis/#", "sport/+/player1", "/", "//", "/+", "a b"})
    void takesFilters(String filter) {
        assertThat(Topics.requireFilter(filter)).isEqualTo(filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sport/tennis#",
                "sport/tennis/#/ranking",
                "sport+",
                "+sport",
                "a/b+/c",
                "##",
                "#/a",
                "a/++",
                "a\0b",
                ""
            })
    void refusesFilters(String filter) {
        assertThatThrownBy(() -> Topics.requireFilter(filter))
                .isInstanceOfSatisfying(GatewayException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.BAD_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/+", "#", "a/#", "sport+", "a\0b"})
    void refusesTopics(String topic) {
        assertThatThrownBy(() -> Topics.requireTopic(topic)).isInstanceOf(GatewayException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a", "a/b/", " ", "$SYS/x", "größe/日本"})
    void takesTopics(String topic) {
        assertThat(Topics.requireTopic(topic)).isEqualTo(topic);
    }

    @Test
    void namesThePositionOfWhatIsWrong() {
        assertThatThrownBy(() -> Topics.requireFilter("a/b#")).hasMessageContaining("position 3");
        assertThatThrownBy(() -> Topics.requireTopic("a/b/+")).hasMessageContaining("position 4");
        assertThatThrownBy(() -> Topics.requireTopic("ab\0")).hasMessageContaining("position 2");
    }

    @Test
    void measuresBytesNotCharacters() {
        String longest = "a".repeat(65_535);
        String threeBytesEach = "日".repeat(21_845);

        assertThat(Topics.requireTopic(longest)).isSameAs(longest);
        assertThat(Topics.requireTopic(threeBytesEach)).isSameAs(threeBytesEach);

        assertThatThrownBy(() -> Topics.requireTopic(longest + "a")).hasMessageContaining("65535");
        assertThatThrownBy(() -> Topics.requireTopic(threeBytesEach + "a")).hasMessageContaining("65535");
    }

    @Test
    void knowsWildcards() {
        assertThat(Topics.isWildcard("a/+/b")).isTrue();
        assertThat(Topics.isWildcard("a/#")).isTrue();
        assertThat(Topics.isWildcard("a/b")).isFalse();
    }
}
