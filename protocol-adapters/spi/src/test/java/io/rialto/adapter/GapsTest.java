package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Gap.Cause;
import io.rialto.contract.channel.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTest {
    private final Gaps gaps = new Gaps();

    @Test
    void joinsOnlyRangesThatTouch() {
        note(10, 20);
        note(21, 25);
        note(31, 40);
        note(36, 42);

        assertThat(before(50)).containsExactly("10-25", "31-42");
    }

    @Test
    void joinsNeitherIncarnationsNorCauses() {
        note(10, 20);
        gaps.note(new Gap("t", 2, 21, 22, Cause.SLOW_CONSUMER));
        gaps.note(new Gap("t", 2, 23, 24, Cause.LINK));

        assertThat(before(50)).containsExactly("10-20", "21-22", "23-24");
    }

    @Test
    void joinsNothingToAnEndThatNobodyKnows() {
        note(10, 20);
        note(21, Gap.UNKNOWN);
        note(30, 31);

        assertThat(before(50)).containsExactly("10-" + Gap.UNKNOWN, "30-31");
    }

    @Test
    void givesOutOnceWhatIsMissedBeforeARun() {
        note(10, 20);
        note(31, 40);

        assertThat(before(9)).isEmpty();
        assertThat(before(30)).containsExactly("10-20");
        assertThat(gaps.has("t")).isTrue();
        assertThat(before(41)).containsExactly("31-40");
        assertThat(gaps.has("t")).isFalse();
        assertThat(gaps.isEmpty()).isTrue();
    }

    @Test
    void givesOutAnEarlierIncarnationsBeforeAnyRun() {
        gaps.note(new Gap("t", 7, 900, 950, Cause.RELAY_LOST));

        assertThat(before(1)).containsExactly("900-950");
    }

    @Test
    void forgetsTheOldestRangesOfATopicWithTooMany() {
        for (long i = 1; i <= 20; i++) {
            note(10 * i, 10 * i);
        }

        assertThat(before(1000)).hasSize(16).startsWith("50-50").endsWith("200-200");
    }

    @Test
    void givesOutTheTopicThatHasWaitedLongest() {
        note(10, 20);
        gaps.note(new Gap("u", 1, 1, 1, Cause.SLOW_CONSUMER));
        note(31, 40);

        assertThat(gaps.size()).isEqualTo(2);
        assertThat(texts(gaps.takeOldest())).containsExactly("10-20", "31-40");
        assertThat(texts(gaps.takeOldest())).containsExactly("1-1");
        assertThat(gaps.takeOldest()).isEmpty();
    }

    private void note(long from, long to) {
        gaps.note(new Gap("t", 1, from, to, Cause.SLOW_CONSUMER));
    }

    private List<String> before(long seq) {
        Run run = Runs.of("t", seq, seq);
        List<String> due = texts(gaps.takeBefore(run));
        run.release();
        return due;
    }

    private static List<String> texts(List<Gap> ranges) {
        return ranges.stream().map(gap -> gap.from() + "-" + gap.to()).toList();
    }
}
