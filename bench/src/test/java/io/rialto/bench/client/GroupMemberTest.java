package io.rialto.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GroupMemberTest {
    private final Tally tally = new Tally();
    private final Flow flow = new Flow(1);
    private final List<BitSet> heard = List.of(new BitSet(), new BitSet());
    private final GroupMember one = new GroupMember(tally, flow, heard);
    private final GroupMember two = new GroupMember(tally, flow, heard);

    @Test
    void whatOneOfTheGroupHasHeardIsADuplicateToTheOthers() {
        one.delivered(1, 0, 0);
        two.delivered(1, 0, 1);
        two.delivered(1, 1, 0);
        two.delivered(1, 0, 0);
        one.delivered(1, 7, 0);

        assertThat(tally.delivered).isEqualTo(3);
        assertThat(tally.gaps).isZero();
        assertThat(tally.duplicates).isEqualTo(1);
        assertThat(tally.strange).isEqualTo(1);
    }

    @Test
    void eachMessageIsOneDelivery() {
        flow.sent();
        flow.sent();
        assertThat(flow.below(2)).isFalse();

        two.delivered(1, 0, 1);

        assertThat(flow.below(2)).isTrue();
        assertThat(flow.below(1)).isFalse();
    }
}
