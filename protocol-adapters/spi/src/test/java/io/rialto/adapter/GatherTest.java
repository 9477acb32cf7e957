package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.rialto.contract.channel.Gap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the connections of a busy loop are written; writing takes three milliseconds. */
class GatherTest {
    private static final long WRITING = TimeUnit.MILLISECONDS.toNanos(3);
    private static final int MANY = FlushPace.FEW + 1;
    /** More than is copied for each connection by itself. */
    private static final int LARGE = 600;

    private final List<OutboundQueue> queues = new ArrayList<>();
    private long now;
    private long writing;
    private EmbeddedChannel channel;
    private Loop loop;

    @BeforeEach
    void open() {
        channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void handlerAdded(ChannelHandlerContext ctx) {
                loop = new Loop(channel.eventLoop(), 0, 16, new FlushPace(Duration.ofMillis(5), () -> now += writing));
                for (int i = 0; i < MANY; i++) {
                    queues.add(queue(ctx, loop));
                }
            }
        });
    }

    @AfterEach
    void close() {
        queues.forEach(OutboundQueue::close);
        channel.finishAndReleaseAll();
    }

    @Test
    void manyGetInOneWriteWhatComesUntilTheyAreWrittenToAgain() {
        writing = WRITING;
        writeToAll("a");
        assertThat(written()).containsOnly("a").hasSize(MANY);
        writing = 0;

        writeToAll("b");
        assertThat(written()).isEmpty();
        pass(WRITING * 2 / 3);
        writeToAll("c");
        assertThat(written()).isEmpty();
        pass(WRITING / 3);

        assertThat(written()).containsOnly("bc").hasSize(MANY);
    }

    @Test
    void largePiecesThatAllAreGivenAreOneWriteForAllButTheFirst() {
        writing = WRITING;
        writeToAll("a");
        written();
        writing = 0;
        String b = "b".repeat(LARGE);
        String c = "c".repeat(LARGE);

        shareWithAll(b);
        shareWithAll(c);
        pass(WRITING);

        assertThat(written()).startsWith(b, c, b + c).endsWith(b + c).hasSize(MANY + 1);
    }

    @Test
    void nobodyWaitsWhereFewAreWrittenTo() {
        writing = WRITING;
        queues.get(0).write(bytes("a"));
        assertThat(written()).containsExactly("a");

        queues.get(0).write(bytes("b"));
        assertThat(written()).containsExactly("b");
    }

    @Test
    void whatWasGatheredIsNotLostWithItsConnection() {
        writing = WRITING;
        writeToAll("a");
        written();
        writeToAll("b");

        queues.forEach(OutboundQueue::close);
        channel.flush();

        assertThat(written()).containsOnly("b").hasSize(MANY);
    }

    @Test
    void nobodyWaitsWhereEachIsGivenSomethingElse() {
        writing = WRITING;
        writeToEach("a");
        written();

        writeToEach("b");

        assertThat(written()).containsOnly("b").hasSize(MANY);
    }

    @Test
    void afterWhatWasForEachNobodyWaitsForWhatIsForAll() {
        writing = WRITING;
        writeToEach("a");
        written();

        writeToAll("b");

        assertThat(written()).containsOnly("b").hasSize(MANY);
    }

    private void writeToAll(String text) {
        loop.spreads(MANY);
        writeToEach(text);
    }

    private void writeToEach(String text) {
        queues.forEach(queue -> queue.write(bytes(text)));
    }

    private void shareWithAll(String text) {
        loop.spreads(MANY);
        ByteBuf shared = bytes(text);
        queues.forEach(queue -> queue.write(shared.retainedDuplicate()));
        shared.release();
    }

    private void pass(long nanos) {
        now += nanos;
        channel.advanceTimeBy(nanos, TimeUnit.NANOSECONDS);
    }

    private List<String> written() {
        channel.runPendingTasks();
        List<String> pieces = new ArrayList<>();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            pieces.add(out.toString(StandardCharsets.UTF_8));
            out.release();
        }
        return pieces;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.directBuffer().writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static OutboundQueue queue(ChannelHandlerContext ctx, Loop loop) {
        OutboundQueue.Owner owner = new OutboundQueue.Owner() {
            @Override
            public ByteBuf gapNote(Gap gap) {
                return null;
            }

            @Override
            public void drained() {
                throw new AssertionError("nothing waited");
            }

            @Override
            public void tooSlow() {
                throw new AssertionError("nobody is slow");
            }
        };
        return new OutboundQueue(
                ctx,
                loop,
                new OutboundQueue.Bounds(1000, 1000, 1000, 1000),
                owner,
                new DoorMetrics(new SimpleMeterRegistry(), "test"));
    }
}
