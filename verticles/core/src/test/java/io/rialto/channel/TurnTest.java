package io.rialto.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {
    private final Turn turn = new Turn();
    private final Channel one = new Channel("one", 7);
    private final Channel other = new Channel("other", 8);

    @Test
    void gathersTheFramesOfEachChannelInOneRun() {
        turn.add(one, frame(1));
        turn.add(other, frame(1));
        turn.add(one, frame(2));

        List<Run> runs = turn.end(topic -> true);

        assertThat(runs).extracting(Run::topic).containsExactly("one", "other");
        assertThat(runs.get(0).frames()).extracting(Frame::seq).containsExactly(1L, 2L);
        assertThat(runs.get(1).epoch()).isEqualTo(8);
        assertThat(turn.isEmpty()).isTrue();
    }

    @Test
    void leavesOutWhatNobodyWants() {
        turn.add(one, frame(1));
        turn.add(other, frame(1));

        assertThat(turn.end("other"::equals)).extracting(Run::topic).containsExactly("other");
    }

    @Test
    void beginsEveryTurnWithNothing() {
        turn.add(one, frame(1));
        turn.end(topic -> true);

        turn.add(other, frame(1));
        turn.add(one, frame(2));

        List<Run> runs = turn.end(topic -> true);
        assertThat(runs).extracting(Run::topic).containsExactly("other", "one");
        assertThat(runs.get(1).frames()).extracting(Frame::seq).containsExactly(2L);
    }

    private static Frame frame(long seq) {
        return new Frame(seq, 1, new AccountId("alice"), Content.text("hi"), 0, false, false, 0, 0);
    }
}
