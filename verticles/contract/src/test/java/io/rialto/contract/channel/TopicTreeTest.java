package io.rialto.contract.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.id.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopicTreeTest {
    private final TopicTree<String> tree = new TopicTree<>();

    @Test
    void findsTheFiltersThatMatch() {
        List.of("a/b", "a/+", "a/#", "#", "+/b", "+", "a/b/c", "/", "$SYS/#").forEach(f -> tree.add(f, f));

        assertThat(match("a/b")).containsExactlyInAnyOrder("a/b", "a/+", "a/#", "#", "+/b");
        assertThat(match("a")).containsExactlyInAnyOrder("a/#", "#", "+");
        assertThat(match("/")).containsExactlyInAnyOrder("/", "#");
        assertThat(match("$SYS/x")).containsExactly("$SYS/#");
    }

    @Test
    void removesWhatItHas() {
        tree.add("a/b", "one");
        tree.add("a/b", "two");

        assertThat(tree.add("a/b", "one")).isFalse();
        assertThat(tree.remove("a", "one")).isFalse();
        assertThat(tree.remove("a/b/c", "one")).isFalse();
        assertThat(tree.remove("a/b", "three")).isFalse();
        assertThat(tree.size()).isEqualTo(2);
        assertThat(tree.remove("a/b", "one")).isTrue();
        assertThat(match("a/b")).containsExactly("two");
        assertThat(tree.remove("a/b", "two")).isTrue();
        assertThat(tree.isEmpty()).isTrue();
    }

    @Test
    void survivesTopicsOfAnyDepth() {
        tree.add("#", "all");
        tree.add("/".repeat(255) + "#", "deep");

        assertThat(match("/".repeat(60_000))).containsExactlyInAnyOrder("all", "deep");
        assertThatThrownBy(() -> tree.add("/".repeat(256), "x")).hasMessageContaining("257 levels, at most 256");
        assertThat(tree.remove("/".repeat(60_000), "x")).isFalse();
    }

    /** The tree finds what the rule of one filter says, whatever the filters. */
    @Test
    void agreesWithTheRuleOfOneFilter() {
        Random random = new Random(7);
        List<String> filters = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            filters.add(random(random, new String[] {"a", "b", "", "+", "$x"}) + (random.nextInt(4) == 0 ? "/#" : ""));
        }
        filters.stream().distinct().forEach(f -> tree.add(f, f));

        for (int i = 0; i < 500; i++) {
            String topic = random(random, new String[] {"a", "b", "", "c", "$x"});
            List<String> expected = filters.stream()
                    .distinct()
                    .filter(f -> Topics.matches(f, topic))
                    .toList();
            assertThat(match(topic)).as(topic).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private List<String> match(String topic) {
        return tree.match(topic).stream().flatMap(List::stream).toList();
    }

    private static String random(Random random, String[] levels) {
        List<String> chosen = new ArrayList<>();
        int depth = random.nextInt(4) + 1;
        for (int i = 0; i < depth; i++) {
            chosen.add(levels[random.nextInt(levels.length)]);
        }
        return String.join("/", chosen);
    }
}
