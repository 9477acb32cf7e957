package io.rialto.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fits into a commit. */
class CommitWeightTest {
    private static final String[] MEMBERS = new String[127];

    static {
        Arrays.setAll(MEMBERS, i -> "member-" + i);
    }

    @Test
    void takesWhatFits() {
        assertThat(taken(new CommitWeight(4, 1), 6, "d")).isEqualTo(4);
    }

    @Test
    void messagesToManyCountForEachOfTheirInboxes() {
        assertThat(taken(new CommitWeight(40, 1), 6, "g")).isEqualTo(2);
    }

    @Test
    void anotherMessageOfARoomCountsAPart() {
        assertThat(taken(new CommitWeight(40, 8), 20, "g")).isEqualTo(13);
    }

    @Test
    void theFirstOnesAreTakenInAnyCase() {
        LogEntry large = Entries.group("large", "alice", "c", MEMBERS);

        assertThat(new CommitWeight(1, 1).takes(large)).isTrue();
        assertThat(new CommitWeight(1, 1).takes(List.of(large, large))).isTrue();
    }

    @Test
    void entriesThatBelongTogetherAreTakenTogetherOrNotAtAll() {
        CommitWeight weight = new CommitWeight(3, 1);

        assertThat(weight.takes(List.of(pair("a"), pair("b")))).isTrue();
        assertThat(weight.takes(List.of(pair("c"), pair("d")))).isFalse();
        assertThat(weight.takes(List.of(pair("c")))).isTrue();
    }

    @Test
    void messagesOfOneRoomThatBelongTogetherShareItsInboxes() {
        LogEntry first = entry("g", 1);
        CommitWeight weight = new CommitWeight(20, 8);

        assertThat(weight.takes(List.of(first, entry("g", 2)))).isTrue();
        assertThat(weight.takes(entry("g", 3))).isTrue();
        assertThat(weight.takes(entry("g", 4))).isFalse();
    }

    private static int taken(CommitWeight weight, int count, String kind) {
        int taken = 0;
        while (taken < count && weight.takes(entry(kind, taken))) {
            taken++;
        }
        return taken;
    }

    private static LogEntry entry(String kind, int number) {
        return "d".equals(kind) ? pair("c" + number) : Entries.group("team", "alice", "c" + number, MEMBERS);
    }

    private static LogEntry pair(String cmid) {
        return Entries.direct("alice", "bob", cmid);
    }
}
