package io.rialto.launcher.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.History.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker itself, on histories written by hand. */
final class HistoryTest {
    private static final Set<String> SENT = Set.of("a", "b", "c");

    @Test
    void findsNothingInAGoodHistory() {
        History good = history("1a", "2b", "3c");

        assertThat(good.faultsOfNumbers()).isEmpty();
        assertThat(good.faultsAgainst(entries("1a", "3c"), SENT)).isEmpty();
        assertThat(good.differencesFrom(history("1a", "2b", "3c"))).isEmpty();
    }

    @Test
    void findsAHole() {
        assertThat(history("1a", "3c").faultsOfNumbers()).containsExactly("bob: cseq 3 where 2 belongs");
    }

    @Test
    void findsAHoleAtTheStart() {
        assertThat(history("2b", "3c").faultsOfNumbers()).containsExactly("bob: cseq 2 where 1 belongs");
    }

    @Test
    void findsDisorder() {
        assertThat(history("1a", "3c", "2b").faultsOfNumbers()).hasSize(2);
    }

    @Test
    void findsARepetition() {
        assertThat(history("1a", "2b", "2b").faultsOfNumbers()).hasSize(1);
    }

    @Test
    void findsAnAcknowledgedMessageThatIsMissing() {
        assertThat(history("1a", "2b").faultsAgainst(entries("3c"), SENT))
                .containsExactly("bob: acknowledged but not there: Entry[cseq=3, hash=c]");
    }

    @Test
    void findsAnAcknowledgedMessageAtAnotherPlace() {
        assertThat(history("1b", "2a").faultsAgainst(entries("1a"), SENT)).hasSize(1);
    }

    @Test
    void findsAMessageThatIsThereTwice() {
        assertThat(history("1a", "2b", "3a").faultsAgainst(entries("1a"), SENT))
                .containsExactly("bob: there twice: Entry[cseq=3, hash=a]");
    }

    @Test
    void findsAMessageNobodySent() {
        assertThat(history("1a", "2x").faultsAgainst(List.of(), SENT))
                .containsExactly("bob: there but never sent: Entry[cseq=2, hash=x]");
    }

    @Test
    void findsWhereTwoSawDifferentThings() {
        assertThat(history("1a", "2b").differencesFrom(history("1a", "2c"))).hasSize(1);
        assertThat(history("1a", "2b").differencesFrom(history("2b", "1a"))).hasSize(2);
        assertThat(history("1a").differencesFrom(history("1a", "2b"))).hasSize(1);
    }

    private static History history(String... entries) {
        return new History("bob", entries(entries));
    }

    private static List<Entry> entries(String... entries) {
        return Arrays.stream(entries)
                .map(entry -> new Entry(Long.parseLong(entry.substring(0, 1)), entry.substring(1)))
                .toList();
    }
}
