package io.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TopicPatternTest {
    private static final List<String> FILTERS = List.of(
            "#", "+", "+/#", "a", "a/#", "a/+", "+/a", "a/b", "a/b/#", "a/+/c", "+/b/#", "/", "/+", "/#", "a/", "$x",
            "$x/#", "$x/+", "$x/a");
    private static final List<String> TOPICS = List.of(
            "a", "b", "a/b", "a/c", "b/a", "a/b/c", "a/x/c", "b/b/d/e", "/", "/a", "a/", "a//c", "//", "$x", "$x/a",
            "$x/a/b", "$y/a");

    @Test
    void matchesWhatMqttSaysItMatches() {
        for (String filter : FILTERS) {
            for (String topic : TOPICS) {
                assertThat(TopicPattern.of(filter).matches(topic))
                        .as("%s matches %s", filter, topic)
                        .isEqualTo(Topics.matches(filter, topic));
            }
        }
    }

    @Test
    void whatIsContainedMatchesNothingThatTheContainerDoesNot() {
        for (String outer : FILTERS) {
            for (String inner : FILTERS) {
                if (TopicPattern.of(outer).contains(TopicPattern.of(inner))) {
                    assertThat(TOPICS)
                            .as("%s contains %s", outer, inner)
                            .allMatch(topic -> Topics.matches(outer, topic) || !Topics.matches(inner, topic));
                }
            }
        }
    }

    @Test
    void whereTwoFiltersMeetAreTheTopicsOfBoth() {
        for (String one : FILTERS) {
            for (String other : FILTERS) {
                TopicPattern both = TopicPattern.of(one).meet(TopicPattern.of(other));
                assertThat(TOPICS)
                        .as("%s and %s", one, other)
                        .allMatch(topic -> (Topics.matches(one, topic) && Topics.matches(other, topic))
                                == (both != null && both.matches(topic)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "#, #, true",
        "#, +/#, true",
        "+/#, #, true",
        "#, a/b, true",
        "#, $x, false",
        "+/a, $x/a, false",
        "a/#, a, true",
        "a/#, a/+, true",
        "a/#, +/b, false",
        "a/+, a/#, false",
        "a/+, a/b, true",
        "$x/#, $x/a, true",
        "$x/#, #, false",
    })
    void containsWhatHasNoOtherTopics(String outer, String inner, boolean contains) {
        assertThat(TopicPattern.of(outer).contains(TopicPattern.of(inner))).isEqualTo(contains);
    }

    @ParameterizedTest
    @CsvSource({
        "home/%u/#, alice, d1, home/alice/x, true",
        "home/%u/#, alice, d1, home/bob/x, false",
        "home/dev-%c, alice, d1, home/dev-d1, true",
        "%u/%c, alice, d1, alice/d1, true",
        "home/%c/x, alice, %u, home/%u/x, true",
        "home/%c/x, alice, %u, home/alice/x, false",
        "home/%c/x, alice, +, home/any/x, false",
        "home/%c, alice, #, home/any, false",
        "home/%c/x, alice, a/b, home/a/b/x, false",
        "%c/#, alice, $SYS, $SYS/clients, false",
        "$own/%c, alice, $SYS, $own/$SYS, true",
        "home/%c, alice, , home/, false",
    })
    void namesStandForOneLevelWhateverCharactersTheyHave(
            String filter, String account, String device, String topic, boolean matches) {
        TopicPattern named = TopicPattern.of(filter).with(account, device);

        assertThat(named != null && named.matches(topic)).isEqualTo(matches);
    }
}
