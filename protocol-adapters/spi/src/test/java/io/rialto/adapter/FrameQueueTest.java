package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames of stream rooms on their way out: a run of n frames has n bytes of payload here, whatever its encoding. */
class FrameQueueTest {
    private static final long SLOW_MILLIS = 1000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger gone = new AtomicInteger();
    private EmbeddedChannel channel;
    private OutboundQueue queue;
    private FrameQueue frames;
    private int tooSlow;

    @BeforeEach
    void open() {
        channel = new EmbeddedChannel();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(4, 8));
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void handlerAdded(ChannelHandlerContext ctx) {
                queue = new OutboundQueue(
                        ctx,
                        new Loop(channel.eventLoop(), 0, 16, new FlushPace(Duration.ZERO, () -> 0)),
                        new OutboundQueue.Bounds(20, 100_000, 1024, SLOW_MILLIS),
                        owner(),
                        new DoorMetrics(registry, "test"));
            }

            @Override
            public void channelWritabilityChanged(ChannelHandlerContext ctx) {
                queue.writabilityChanged();
            }
        });
    }

    @AfterEach
    void close() {
        queue.close();
        channel.flush();
        channel.finishAndReleaseAll();
        assertThat(registry.get("rialto.queue.bytes").gauge().value()).isZero();
    }

    @Test
    void goStraightThroughWithoutAWindow() {
        frames = queue.frames(0);

        offer(1, 3, "abc");

        assertThat(gone).hasValue(1);
        assertThat(queue.waitingBytes()).isZero();
        assertThat(written()).isEqualTo("abc");
    }

    @Test
    void waitForTheWindowAndGoOnAsItIsGivenBack() {
        frames = queue.frames(3);
        offer(1, 2, "ab");
        offer(3, 4, "cd");
        offer(5, 5, "e");
        assertThat(written()).isEqualTo("ab");
        assertThat(gone).as("who publishes waits for what waits here").hasValue(1);

        frames.giveBack(1);
        assertThat(written()).isEqualTo("cd");
        frames.giveBack(1);
        assertThat(written()).isEqualTo("e");
        assertThat(gone).hasValue(3);
    }

    @Test
    void neverGetAWindowLargerThanTheClientsOwn() {
        frames = queue.frames(2);
        frames.giveBack(1_000_000);
        offer(1, 2, "ab");
        offer(3, 3, "c");

        assertThat(written()).isEqualTo("ab");
    }

    @Test
    void goAloneWhenTheyAreLargerThanTheWindow() {
        frames = queue.frames(2);
        offer(1, 5, "abcde");
        offer(6, 6, "f");
        assertThat(written()).isEqualTo("abcde");

        frames.giveBack(4);
        assertThat(written()).isEqualTo("f");
    }

    @Test
    void areCutWhereTheWindowDoesNotTakeARunWhole() {
        frames = queue.frames(3);
        Run three = Runs.of("t", 1, 3);
        Run four = Runs.of("t", 1, 4);

        assertThat(frames.takesWhole(three)).isTrue();
        assertThat(frames.takesWhole(four)).isFalse();
        offer(1, 1, "a");
        assertThat(frames.takesWhole(three)).isFalse();
        assertThat(queue.frames(0).takesWhole(four)).isTrue();
    }

    @Test
    void areOvertakenByEverythingElse() {
        frames = queue.frames(1);
        offer(1, 1, "a");
        offer(2, 2, "b");

        queue.write(bytes("answer"));

        assertThat(written()).isEqualTo("aanswer");
        assertThat(queue.isOpen()).isTrue();
    }

    @Test
    void areOvertakenWhileTheSocketTakesNothing() {
        frames = queue.frames(0);
        queue.write(bytes("0123456789"));
        offer(1, 1, "frame");
        queue.write(bytes("answer"));

        assertThat(written()).isEqualTo("0123456789answerframe");
    }

    @Test
    void areFollowedByWhatMustComeBehindThem() {
        frames = queue.frames(1);
        offer(1, 1, "a");
        offer(2, 2, "b");
        frames.writeBehind(bytes("end"));
        assertThat(written()).isEqualTo("a");

        frames.giveBack(1);
        assertThat(written()).isEqualTo("bend");
        frames.writeBehind(bytes("!"));
        assertThat(written()).isEqualTo("!");
    }

    @Test
    void giveWayOldestFirstAndTellTheirGapBeforeTheNext() {
        frames = queue.frames(1);
        offer(1, 1, "a");
        for (int i = 2; i <= 5; i++) {
            offer(i, i, "0123456" + i);
        }
        assertThat(gone).as("one passed on, two dropped").hasValue(3);
        assertThat(written()).isEqualTo("a");

        frames.giveBack(1);
        assertThat(written()).isEqualTo("<t 2-3>01234564");
    }

    @Test
    void giveWayToAnswers() {
        frames = queue.frames(1);
        offer(1, 1, "a");
        offer(2, 2, "0123456789");
        written();
        queue.write(bytes("0123456789"));

        queue.write(bytes("x".repeat(15)));
        queue.write(bytes("y".repeat(5)));

        assertThat(tooSlow).isZero();
        assertThat(gone).hasValue(2);
        assertThat(written()).isEqualTo("0123456789" + "x".repeat(15) + "y".repeat(5) + "<t 2-2>");
    }

    @Test
    void endWhoGivesNothingBackForTooLong() {
        frames = queue.frames(1);
        offer(1, 1, "a");
        offer(2, 2, "b");
        written();

        queue.write(bytes("answer"));
        written();
        queue.tick(Loop.now() + SLOW_MILLIS + 1);
        queue.tick(Loop.now() + SLOW_MILLIS + 2);

        assertThat(tooSlow).isEqualTo(1);
    }

    @Test
    void areLetGoWhenTheConnectionCloses() {
        frames = queue.frames(1);
        offer(1, 1, "a");
        offer(2, 2, "b");
        frames.writeBehind(bytes("end"));

        queue.close();
        offer(3, 3, "c");
        frames.giveBack(5);
        frames.writeBehind(bytes("late"));

        assertThat(gone).hasValue(3);
    }

    private void offer(long from, long to, String encoded) {
        Run run = Runs.of("t", from, to, gone::incrementAndGet);
        ByteBuf shared = bytes(encoded);
        frames.offer(run, shared);
        shared.release();
        run.release();
    }

    private String written() {
        StringBuilder text = new StringBuilder();
        for (int turn = 0; turn < 10; turn++) {
            channel.runPendingTasks();
            for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
                text.append(out.toString(StandardCharsets.UTF_8));
                out.release();
            }
        }
        return text.toString();
    }

    private OutboundQueue.Owner owner() {
        return new OutboundQueue.Owner() {
            @Override
            public ByteBuf gapNote(Gap gap) {
                return bytes("<" + gap.topic() + " " + gap.from() + "-" + gap.to() + ">");
            }

            @Override
            public void drained() {
                // Nothing else waits in this test.
            }

            @Override
            public void tooSlow() {
                tooSlow++;
            }
        };
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
