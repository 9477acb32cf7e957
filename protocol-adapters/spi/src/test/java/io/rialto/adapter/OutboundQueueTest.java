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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
    private static final long SLOW_MILLIS = 1000;
    private static final int MAX_GAPS = 4;

    private final List<String> notes = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private EmbeddedChannel channel;
    private OutboundQueue queue;
    private int drained;
    private int maxMessages = 100_000;
    private int tooSlow;
    private boolean closesWhenSlow;
    private boolean tellsWithin;
    private boolean toldAllGaps = true;
    private String untold = "";

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
                        new OutboundQueue.Bounds(20, maxMessages, MAX_GAPS, SLOW_MILLIS),
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
    }

    @Test
    void writesThroughWithOneFlushPerTurn() {
        queue.write(bytes("ab"));
        queue.write(bytes("cd"));
        assertThat(channel.outboundMessages()).isEmpty();

        assertThat(written()).isEqualTo("abcd");
        assertThat(queue.isOpen()).isTrue();
    }

    @Test
    void writesTheSmallPiecesOfATurnAsOneBuffer() {
        queue.write(bytes("a"));
        queue.writeWord('b' << 24 | 'c' << 16 | 'd' << 8 | 'e');
        queue.write(bytes("f"));
        channel.runPendingTasks();

        assertThat(channel.outboundMessages()).hasSize(1);
        assertThat(written()).isEqualTo("abcdef");
    }

    @Test
    void writesALargePieceAsItIs() {
        raiseWaterMark(100_000);
        ByteBuf large = bytes("x".repeat(5000));
        queue.write(bytes("a"));
        queue.write(large);
        queue.write(bytes("b"));
        channel.runPendingTasks();

        assertThat(channel.outboundMessages()).hasSize(3).contains(large);
        assertThat(written()).isEqualTo("a" + "x".repeat(5000) + "b");
    }

    @Test
    void keepsAWordThatHasToWait() {
        stuff();
        queue.writeWord('b' << 24 | 'c' << 16 | 'd' << 8 | 'e');
        assertThat(queue.waitingBytes()).isEqualTo(4);

        assertThat(written()).isEqualTo("0123456789bcde");
    }

    @Test
    void goesOnWhereATurnWasFullButTheSocketNever() {
        raiseWaterMark(1000);
        channel.write(bytes("x".repeat(700)));
        queue.write(bytes("y".repeat(210)));
        offer("t", 1, 1, "waits");
        assertThat(queue.isOpen()).isFalse();

        channel.flush();
        assertThat(written()).isEqualTo("x".repeat(700) + "y".repeat(210) + "waits");
        assertThat(queue.isOpen()).isTrue();
    }

    @Test
    void givesTheSocketWhatWasWrittenBeforeItCloses() {
        queue.write(bytes("last"));
        queue.close();
        channel.flush();

        assertThat(written()).isEqualTo("last");
    }

    @Test
    void keepsTheOrderOfWhatWaits() {
        stuff();
        offer("t", 1, 1, "run1");
        queue.write(bytes("ans"));
        assertThat(queue.isOpen()).isFalse();
        assertThat(queue.waitingBytes()).isEqualTo(7);

        assertThat(written()).isEqualTo("0123456789run1ans");
        assertThat(queue.waitingBytes()).isZero();
        assertThat(drained).isPositive();
        assertThat(queue.isOpen()).isTrue();
    }

    @Test
    void dropsTheOldestRunsAndTellsTheirGapBeforeTheNext() {
        stuff();
        offer("t", 1, 2, "aaaaaaaa");
        offer("u", 5, 5, "bbbbbbbb");
        offer("t", 3, 3, "cccccccc");
        offer("t", 4, 4, "dddddddd");

        assertThat(dropped()).isEqualTo(3);
        assertThat(written()).isEqualTo("0123456789<t 1-2>cccccccc" + "dddddddd" + "<u 5-5>");
        assertThat(notes).containsExactly("t 1-2", "u 5-5");
    }

    @Test
    void dropsTheOldestWhereTooManyMessagesWaitHoweverSmall() {
        close();
        maxMessages = 3;
        open();
        stuff();
        offer("t", 1, 2, "a");
        offer("t", 3, 3, "b");
        offer("t", 4, 5, "c");
        offer("t", 6, 6, "d");

        assertThat(dropped()).isEqualTo(3);
        assertThat(written()).isEqualTo("0123456789<t 1-3>cd");
    }

    @Test
    void mergesGapsOfOneTopic() {
        stuff();
        for (int i = 1; i <= 6; i++) {
            offer("t", i, i, "eeeeeeeeee");
        }

        assertThat(written()).isEqualTo("0123456789<t 1-4>eeeeeeeeeeeeeeeeeeee");
    }

    @Test
    void keepsGapsOfTwoIncarnationsApart() {
        stuff();
        offer(Runs.of("t", 1, 8, 9), "aaaaaaaaaaaaaaaaaaaa");
        offer(Runs.of("t", 2, 1, 2), "bbbbbbbbbbbbbbbbbbbb");
        offer(Runs.of("t", 2, 3, 3), "cccccccccccccccccccc");

        assertThat(written()).isEqualTo("0123456789<t 8-9><t 1-2>cccccccccccccccccccc");
    }

    @Test
    void letsTheDoorTellGapsWithinTheRunBehindThem() {
        tellsWithin = true;
        offer("t", 1, 1, "aaaaaaaaaa");
        for (int i = 2; i <= 5; i++) {
            offer("t", i, i, "eeeeeeeee" + i);
        }

        assertThat(written()).isEqualTo("aaaaaaaaaa" + "[t 2-3]eeeeeeeee4" + "eeeeeeeee5");
        offer("t", 6, 6, "f");
        assertThat(written()).isEqualTo("f");
    }

    @Test
    void letsTheDoorTellAGapWithTheNextRunWhereNoneWaitedBehindIt() {
        tellsWithin = true;
        stuff();
        offer("t", 1, 1, "aaaaaaaaaa");
        queue.write(bytes("x".repeat(15)));
        offer("u", 1, 1, "bbbbb");

        assertThat(written()).isEqualTo("0123456789" + "x".repeat(15) + "bbbbb");
        offer("t", 2, 2, "c");
        assertThat(written()).isEqualTo("[t 1-1]c");
    }

    @Test
    void neverDropsAnswersButEndsWhoTakesNone() {
        stuff();
        queue.write(bytes("x".repeat(21)));
        assertThat(tooSlow).isZero();
        queue.write(bytes("y"));

        assertThat(tooSlow).isEqualTo(1);
        assertThat(written()).isEqualTo("0123456789" + "x".repeat(21));
    }

    @Test
    void readsNoMoreRequestsWhileAnswersWait() {
        stuff();
        offer("t", 1, 1, "run");
        assertThat(channel.config().isAutoRead()).isTrue();
        queue.write(bytes("ans"));
        assertThat(channel.config().isAutoRead()).isFalse();
        queue.reading().pause(Reading.Cause.SIGN_IN);

        written();
        assertThat(channel.config().isAutoRead()).isFalse();
        queue.reading().resume(Reading.Cause.SIGN_IN);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void endsWhoTakesNothingForTooLong() {
        stuff();
        queue.tick(Loop.now() + 10 * SLOW_MILLIS);
        assertThat(tooSlow).isZero();

        offer("t", 1, 1, "run");
        queue.tick(Loop.now() + SLOW_MILLIS / 2);
        assertThat(tooSlow).isZero();
        queue.tick(Loop.now() + SLOW_MILLIS + 1);
        assertThat(tooSlow).isEqualTo(1);
    }

    @Test
    void endsWhoMissesTooManyTopics() {
        closesWhenSlow = true;
        stuff();
        missTopics(MAX_GAPS);
        assertThat(tooSlow).isZero();

        offer("one more", 1, 1, "0123456789abcdef");

        assertThat(tooSlow).isEqualTo(1);
        assertThat(queue.waitingBytes()).isZero();
    }

    @Test
    void forgetsTheOldestGapsOfWhoIsNotToldOfAll() {
        toldAllGaps = false;
        stuff();

        missTopics(MAX_GAPS + 2);

        assertThat(tooSlow).isZero();
        assertThat(dropped()).isEqualTo(MAX_GAPS + 2);
        assertThat(written()).isEqualTo("0123456789" + "0123456789abcdef" + "<t2 1-1><t3 1-1><t4 1-1><t5 1-1>");
    }

    @Test
    void writesNothingOnceClosed() {
        ByteBuf late = bytes("late");
        queue.close();
        queue.write(late);
        offer("t", 1, 1, "late");

        assertThat(late.refCnt()).isZero();
        assertThat(written()).isEmpty();
        assertThat(drained).isZero();
    }

    @Test
    void releasesWhatWaitedWhenClosed() {
        stuff();
        ByteBuf waiting = bytes("waits");
        queue.write(waiting);
        queue.close();

        assertThat(waiting.refCnt()).isZero();
        assertThat(registry.get("rialto.queue.bytes").gauge().value()).isZero();
    }

    @Test
    void keepsARunUntilItIsPassedOn() {
        AtomicInteger gone = new AtomicInteger();
        offer(Runs.of("t", 1, 1, gone::incrementAndGet), "0123456789");
        assertThat(gone).as("passed on at once").hasValue(1);

        offer(Runs.of("t", 2, 2, gone::incrementAndGet), "waits");
        assertThat(gone).hasValue(1);
        written();
        assertThat(gone).hasValue(2);
    }

    @Test
    void letsARunGoThatItDropsOrCannotKeep() {
        AtomicInteger gone = new AtomicInteger();
        stuff();
        offer(Runs.of("t", 1, 1, gone::incrementAndGet), "aaaaaaaaaaaa");
        offer(Runs.of("t", 2, 2, gone::incrementAndGet), "bbbbbbbbbbbb");
        assertThat(gone).as("the first gave way").hasValue(1);

        queue.close();
        assertThat(gone).hasValue(2);
        offer(Runs.of("t", 3, 3, gone::incrementAndGet), "late");
        assertThat(gone).hasValue(3);
    }

    private void raiseWaterMark(int high) {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(high / 2, high));
    }

    /** More than the socket takes at once, not flushed yet. */
    private void stuff() {
        queue.write(bytes("0123456789"));
    }

    /** One waits at a time: of each of these topics a frame is dropped, the last frame still waits. */
    private void missTopics(int count) {
        for (int i = 0; i <= count; i++) {
            offer("t" + i, 1, 1, "0123456789abcdef");
        }
    }

    private void offer(String topic, long from, long to, String encoded) {
        offer(Runs.of(topic, from, to), encoded);
    }

    private void offer(Run run, String encoded) {
        ByteBuf shared = bytes(encoded);
        queue.offer(run, shared);
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

    private double dropped() {
        return registry.get("rialto.dropped")
                .tag("reason", "slow_consumer")
                .counter()
                .count();
    }

    private OutboundQueue.Owner owner() {
        return new OutboundQueue.Owner() {
            @Override
            public ByteBuf gapNote(Gap gap) {
                String note = gap.topic() + " " + gap.from() + "-" + gap.to();
                notes.add(note);
                untold = tellsWithin ? note : "";
                return tellsWithin ? null : bytes("<" + note + ">");
            }

            @Override
            public boolean isToldAllGaps() {
                return toldAllGaps;
            }

            @Override
            public ByteBuf passing(Run run, ByteBuf bytes) {
                if (!untold.startsWith(run.topic())) {
                    return bytes;
                }
                ByteBuf note = bytes("[" + untold + "]");
                untold = "";
                return Unpooled.wrappedBuffer(note, bytes);
            }

            @Override
            public void drained() {
                drained++;
            }

            @Override
            public void tooSlow() {
                tooSlow++;
                if (closesWhenSlow) {
                    queue.close();
                }
            }
        };
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
