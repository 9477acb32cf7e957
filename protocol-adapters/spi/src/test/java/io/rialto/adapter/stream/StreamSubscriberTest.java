package io.rialto.adapter.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.FrameSink;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.WireFormat;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs on their way to one connection: whoever waits until a run is gone is told, whichever way it went. */
class StreamSubscriberTest {
    private static final long ME = 7;
    private static final WireFormat FORMAT =
            run -> Unpooled.buffer().writeInt(run.frames().size());

    private final List<Run> kept = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final StreamSubscriber subscriber = new StreamSubscriber(
            new RunSubscriber(this, sink(), new DoorMetrics(new SimpleMeterRegistry(), "test"), ME, FORMAT));
    private int told;

    @Test
    void waitsForTheWayOutWithOrWithoutOwnFrames() {
        offer(1, 2);
        offer(ME, 2);
        assertThat(told).isZero();
        assertThat(kept).extracting(run -> run.frames().size()).containsExactly(2, 1);

        kept.forEach(Run::release);
        assertThat(told).isEqualTo(2);
    }

    @Test
    void doesNotWaitForARunOfOwnFramesOnly() {
        offer(ME, ME);

        assertThat(kept).isEmpty();
        assertThat(told).isEqualTo(1);
    }

    @Test
    void waitsForTheAnswer() {
        subscriber.hold();
        offer(1, 2);
        assertThat(kept).isEmpty();
        assertThat(told).isZero();

        subscriber.goOn();
        assertThat(kept).hasSize(1);
        kept.forEach(Run::release);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void doesNotWaitForAnAnswerThatNeverComes() {
        subscriber.hold();
        offer(1, 2);

        subscriber.close();
        offer(1, 2);

        assertThat(kept).isEmpty();
        assertThat(told).isEqualTo(2);
    }

    private void offer(long first, long second) {
        Run run = new Run("$stream/r", 1, List.of(frame(1, first), frame(2, second)), () -> told++);
        subscriber.offer(run);
        run.release();
    }

    private static Frame frame(long seq, long session) {
        return new Frame(seq, session, new AccountId("a"), Content.text("x"), 0, false, false, 0, Long.MAX_VALUE);
    }

    @Test
    void tellsAGapBehindWhatWaits() {
        subscriber.hold();
        offer(1, 2);

        subscriber.missed(new Gap("$stream/show", 1, 2, 3, Gap.Cause.LINK));

        assertThat(kept).hasSize(1);
        assertThat(gaps).hasSize(1);
        kept.forEach(Run::release);
    }

    private FrameSink sink() {
        return new FrameSink() {
            @Override
            public void offer(Run run, ByteBuf shared) {
                kept.add(run.retain());
            }

            @Override
            public void missed(Gap gap) {
                gaps.add(gap);
            }
        };
    }
}
