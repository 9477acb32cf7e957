package io.rialto.retained;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import io.rialto.storage.RetainedValue;
import org.junit.jupiter.api.Test;

class OvertakenTest {
    private final Overtaken overtaken = new Overtaken(2);

    @Test
    void whatIsNoNewerThanWhatHasComeIsOldNews() {
        overtaken.came("a", 2, 5);

        assertThat(overtaken.has(value("a", 1, 9))).isTrue();
        assertThat(overtaken.has(value("a", 2, 5))).isTrue();
        assertThat(overtaken.has(value("a", 2, 6))).isFalse();
        assertThat(overtaken.has(value("a", 3, 1))).isFalse();
        assertThat(overtaken.has(value("b", 1, 1))).isFalse();
    }

    @Test
    void forgetsTheTopicThatHasBeenQuietForLongest() {
        overtaken.came("a", 1, 1);
        overtaken.came("b", 1, 1);
        overtaken.came("a", 1, 2);
        overtaken.came("c", 1, 1);

        assertThat(overtaken.has(value("b", 1, 1))).isFalse();
        assertThat(overtaken.has(value("a", 1, 2))).isTrue();
        assertThat(overtaken.has(value("c", 1, 1))).isTrue();
    }

    @Test
    void clearForgetsEverything() {
        overtaken.came("a", 1, 1);
        overtaken.clear();

        assertThat(overtaken.has(value("a", 1, 1))).isFalse();
    }

    private static RetainedValue value(String topic, long epoch, long seq) {
        return new RetainedValue(topic, epoch, seq, new AccountId("alice"), Content.text("v"), 1, 1, Long.MAX_VALUE);
    }
}
