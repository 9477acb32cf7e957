package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.message.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every backend's retained store does. */
public abstract class RetainedStoreContract extends StorageContract {
    private static final long NOW = Entries.TS;
    private static final long NEVER = Long.MAX_VALUE;

    @Test
    void keepsAValueToTheLastByte() {
        Content content = new Content("image/png", new byte[] {0, -1, 7}, Map.of("tim.udtype", new byte[] {9}));
        write(new RetainedValue("a/b", 3, 4, account("alice"), content, 2, 5, NEVER));

        RetainedValue kept = Await.result(retained().get("a/b", NOW)).orElseThrow();

        assertThat(kept.epoch()).isEqualTo(3);
        assertThat(kept.seq()).isEqualTo(4);
        assertThat(kept.from()).isEqualTo(account("alice"));
        assertThat(kept.qos()).isEqualTo(2);
        assertThat(kept.ts()).isEqualTo(5);
        assertThat(kept.expiresAt()).isEqualTo(NEVER);
        assertThat(kept.content().type()).isEqualTo("image/png");
        assertThat(kept.content().bytes()).isEqualTo(content.bytes());
        assertThat(kept.content().attrs().get("tim.udtype")).containsExactly(9);
    }

    @Test
    void hasNothingForATopicNobodyWroteTo() {
        assertThat(Await.result(retained().get("a", NOW))).isEmpty();
        assertThat(scan("", "", 10)).isEmpty();
    }

    @Test
    void theLastValueOfATopicWins() {
        write(value("a", "1"), value("b", "1"), value("a", "2"));
        assertThat(text("a")).isEqualTo("2");

        write(value("a", "3"));
        assertThat(text("a")).isEqualTo("3");
        assertThat(scan("", "", 10)).containsExactly("a", "b");
    }

    @Test
    void anEmptyValueRemoves() {
        write(value("a", "1"), value("b", "1"));

        write(value("a", ""), value("never/there", ""));

        assertThat(scan("", "", 10)).containsExactly("b");
    }

    @Test
    void writingAndRemovingInOneGoEndsAsTheLastOneSays() {
        write(value("a", "1"), value("a", ""), value("b", ""), value("b", "2"));

        assertThat(scan("", "", 10)).containsExactly("b");
    }

    @Test
    void anOlderValueDoesNotOverwriteANewerOne() {
        write(at(2, 5, "new"));

        write(at(2, 4, "older by sequence"));
        write(at(1, 9, "older by epoch"));
        assertThat(text("a")).isEqualTo("new");

        write(at(3, 1, "newer by epoch"));
        assertThat(text("a")).isEqualTo("newer by epoch");
    }

    @Test
    void anOlderRemovalDoesNotRemoveANewerValue() {
        write(at(2, 5, "new"));

        write(at(2, 4, ""));
        write(at(1, 9, ""));
        assertThat(text("a")).isEqualTo("new");

        write(at(2, 6, ""));
        assertThat(Await.result(retained().get("a", NOW))).isEmpty();
    }

    @Test
    void anOlderValueDoesNotComeBackBehindANewerRemoval() {
        write(at(2, 5, "new"));
        write(at(2, 6, ""));

        write(at(2, 5, "older by sequence"));
        write(at(1, 9, "older by epoch"));
        assertThat(Await.result(retained().get("a", NOW))).isEmpty();
        assertThat(scan("", "", 10, 0)).isEmpty();

        write(at(2, 7, "newer"));
        assertThat(text("a")).isEqualTo("newer");
    }

    @Test
    void aRemovalThatComesBeforeTheValueItRemovesIsRemembered() {
        write(at(2, 6, ""));

        write(at(2, 5, "late"));

        assertThat(Await.result(retained().get("a", NOW))).isEmpty();
        assertThat(Await.result(retained().get("a", NOW - 1)))
                .as("for a reader whose clock is behind")
                .isEmpty();
    }

    @Test
    void countsTheTopicsThatHaveAValue() {
        assertThat(Await.result(retained().stored(NOW)).count()).isZero();

        write(value("a", "1"), value("b", "2"), at(2, 6, ""));
        write(value("b", "3"));

        assertThat(Await.result(retained().stored(NOW)).count())
                .as("b, since a was removed")
                .isEqualTo(1);
        write(value("c", "4"));
        assertThat(Await.result(retained().stored(NOW)).count()).isEqualTo(2);
    }

    @Test
    void aRemovalIsForgottenWhenItsTimeHasCome() {
        write(at(2, 6, ""), value("b", "1"));

        assertThat(Await.result(retained().removeExpired(NOW - 1))).isZero();
        assertThat(Await.result(retained().removeExpired(NOW))).isEqualTo(1);

        write(at(2, 5, "late"));
        assertThat(text("a")).isEqualTo("late");
        assertThat(scan("", "", 10)).containsExactly("a", "b");
    }

    @Test
    void aPageIsFullWhateverHasBeenRemovedInBetween() {
        for (int i = 0; i < 20; i++) {
            write(value(String.format("t/%02d", i), i % 2 == 0 ? "" : "x"));
        }

        assertThat(scan("t/", "", 4)).containsExactly("t/01", "t/03", "t/05", "t/07");
    }

    @Test
    void theSamePlaceAgainIsHarmless() {
        write(at(2, 5, "once"));
        write(at(2, 5, "once"));
        assertThat(text("a")).isEqualTo("once");

        write(at(2, 6, ""));
        write(at(2, 6, ""));
        assertThat(scan("", "", 10)).isEmpty();
    }

    @Test
    void theNewestOfATopicWinsInWhicheverOrderTheyAreWrittenInOneGo() {
        write(at(2, 5, "new"), at(1, 9, ""), at(2, 4, "older"));

        assertThat(text("a")).isEqualTo("new");
    }

    @Test
    void anExpiredValueIsNotShown() {
        write(value("soon", "1", NOW + 10), value("later", "1", NOW + 11), value("never", "1"));

        assertThat(Await.result(retained().get("soon", NOW + 9))).isPresent();
        assertThat(Await.result(retained().get("soon", NOW + 10))).isEmpty();
        assertThat(scan("", "", 10, NOW + 10)).containsExactly("later", "never");
    }

    @Test
    void anExpiredValueIsReplacedByANewOne() {
        write(value("a", "1", NOW - 1));
        write(value("a", "2", NOW + 1));

        assertThat(text("a")).isEqualTo("2");
    }

    @Test
    void removesWhatHasExpiredAndSaysHowMany() {
        write(value("a", "1", NOW), value("b", "1", NOW - 1), value("c", "1", NOW + 1), value("d", "1"));

        assertThat(Await.result(retained().removeExpired(NOW))).isEqualTo(2);
        assertThat(Await.result(retained().removeExpired(NOW))).isZero();
        assertThat(scan("", "", 10, 0)).containsExactly("c", "d");
    }

    @Test
    void scansInPagesInOrderOfTopic() {
        List<RetainedValue> values = new ArrayList<>();
        for (int i = 24; i >= 0; i--) {
            values.add(value(String.format("t/%02d", i), "x"));
        }
        write(values.toArray(RetainedValue[]::new));

        List<String> first = scan("t/", "", 10);
        List<String> second = scan("t/", "t/09", 10);
        List<String> third = scan("t/", "t/19", 10);

        assertThat(first).hasSize(10).startsWith("t/00").endsWith("t/09").isSorted();
        assertThat(second).hasSize(10).startsWith("t/10").endsWith("t/19");
        assertThat(third).containsExactly("t/20", "t/21", "t/22", "t/23", "t/24");
    }

    @Test
    void aPageIsFullWhateverHasExpiredInBetween() {
        List<RetainedValue> values = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            values.add(value(String.format("t/%02d", i), "x", i % 2 == 0 ? NOW : NEVER));
        }
        write(values.toArray(RetainedValue[]::new));

        assertThat(scan("t/", "", 4)).containsExactly("t/01", "t/03", "t/05", "t/07");
        assertThat(scan("t/", "t/07", 10)).hasSize(6);
    }

    @Test
    void aPrefixIsTakenLiterally() {
        write(
                value("100%/a", "1"),
                value("100x/a", "1"),
                value("a_b", "1"),
                value("axb", "1"),
                value("a[b]", "1"),
                value("a*b", "1"),
                value("a\\b", "1"),
                value("a'b", "1"),
                value("A_b", "1"));

        assertThat(scan("100%", "", 10)).containsExactly("100%/a");
        assertThat(scan("a_", "", 10)).containsExactly("a_b");
        assertThat(scan("a[", "", 10)).containsExactly("a[b]");
        assertThat(scan("a*", "", 10)).containsExactly("a*b");
        assertThat(scan("a\\", "", 10)).containsExactly("a\\b");
        assertThat(scan("a'", "", 10)).containsExactly("a'b");
        assertThat(scan("A", "", 10)).containsExactly("A_b");
    }

    @Test
    void ordersByCodePointAlsoBeyondTheBasicPlane() {
        write(value("t/\uFFFD", "1"), value("t/🚀", "1"), value("t/é", "1"), value("t/z", "1"), value("u", "1"));

        assertThat(scan("t/", "", 10)).containsExactly("t/z", "t/é", "t/\uFFFD", "t/🚀");
        assertThat(scan("t/", "t/\uFFFD", 10)).containsExactly("t/🚀");
        assertThat(scan("t/🚀", "", 10)).containsExactly("t/🚀");
        assertThat(scan("t/\uDBFF\uDFFF", "", 10)).isEmpty();
    }

    @Test
    void aPrefixThatIsATopicFindsItToo() {
        write(value("a", "1"), value("a/b", "1"), value("ab", "1"), value("b", "1"));

        assertThat(scan("a", "", 10)).containsExactly("a", "a/b", "ab");
        assertThat(scan("a/", "", 10)).containsExactly("a/b");
        assertThat(scan("a/", "a/b", 10)).isEmpty();
        assertThat(scan("b", "a/b", 10)).containsExactly("b");
        assertThat(scan("a", "b", 10)).isEmpty();
    }

    @Test
    void writingNothingIsDoneAtOnce() {
        write();
    }

    @Test
    void survivesAReopen() {
        write(value("a", "1"), value("b", "1"), value("b", ""));

        reopen();

        assertThat(scan("", "", 10)).containsExactly("a");
        assertThat(text("a")).isEqualTo("1");
    }

    private static RetainedValue value(String topic, String text) {
        return value(topic, text, NEVER);
    }

    private static RetainedValue value(String topic, String text, long expiresAt) {
        return new RetainedValue(topic, 1, 1, account("alice"), Content.text(text), 1, NOW, expiresAt);
    }

    private static RetainedValue at(long epoch, long seq, String text) {
        return new RetainedValue("a", epoch, seq, account("alice"), Content.text(text), 1, NOW, NEVER);
    }

    private void write(RetainedValue... values) {
        Await.result(retained().write(List.of(values)));
    }

    private String text(String topic) {
        return Await.result(retained().get(topic, NOW))
                .orElseThrow()
                .content()
                .asText()
                .orElseThrow();
    }

    private List<String> scan(String prefix, String after, int limit) {
        return scan(prefix, after, limit, NOW);
    }

    private List<String> scan(String prefix, String after, int limit, long now) {
        return Await.result(retained().scan(prefix, after, limit, now)).stream()
                .map(RetainedValue::topic)
                .toList();
    }

    private RetainedStore retained() {
        return storage().retained();
    }
}
