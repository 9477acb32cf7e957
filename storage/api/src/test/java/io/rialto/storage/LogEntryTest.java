package io.rialto.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogEntryTest {
    @Test
    void aMessageToOneOtherCountsOne() {
        assertThat(Entries.direct("alice", "bob", "c1").weight()).isEqualTo(1);
    }

    @Test
    void aMessageToManyCountsByItsInboxRows() {
        String[] members = new String[499];
        Arrays.setAll(members, i -> "member-" + i);

        assertThat(Entries.group("big", "alice", "c1", members).weight()).isEqualTo(62);
    }

    @Test
    void aLargeMessageCountsByItsBytes() {
        assertThat(Entries.sized("g", "alice", 1 << 20).weight()).isEqualTo(64);
    }

    @Test
    void aBatchCountsWhatItsMessagesCount() {
        assertThat(LogEntry.weight(List.of(Entries.sized("g", "alice", 1 << 15), Entries.direct("a", "b", "c"))))
                .isEqualTo(3);
    }
}
