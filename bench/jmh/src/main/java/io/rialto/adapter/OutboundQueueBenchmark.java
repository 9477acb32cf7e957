package io.rialto.adapter;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What one connection's queue costs in a turn of its loop, down to a channel that takes everything at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutboundQueueBenchmark {
    private static final int PIECES = 8;

    private final Run run = new Run(
            "t",
            1,
            List.of(new Frame(1, 0, new AccountId("a"), Content.text("x"), 0, false, false, 0, Long.MAX_VALUE)));
    private EmbeddedChannel channel;
    private OutboundQueue queue;
    private ByteBuf shared;

    /** Opens the connection. */
    @Setup
    public void open() {
        shared = ByteBufAllocator.DEFAULT.directBuffer().writeZero(90);
        channel = new EmbeddedChannel();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void handlerAdded(ChannelHandlerContext ctx) {
                queue = new OutboundQueue(
                        ctx,
                        new Loop(channel.eventLoop(), 0, 16),
                        new OutboundQueue.Bounds(1 << 20, 100_000, 1024, 1000),
                        new Nobody(),
                        new DoorMetrics(new SimpleMeterRegistry(), "bench"));
            }
        });
    }

    /** Closes it. */
    @TearDown
    public void close() {
        queue.close();
        channel.finishAndReleaseAll();
        shared.release();
    }

    /** One run in a turn, which is written as it is. */
    @Benchmark
    public void oneRun() {
        queue.offer(run, shared);
        turn();
    }

    /** Eight small runs in a turn, which go out as one buffer; for each. */
    @Benchmark
    @OperationsPerInvocation(PIECES)
    public void runs() {
        for (int i = 0; i < PIECES; i++) {
            queue.offer(run, shared);
        }
        turn();
    }

    /** Eight acknowledgements in a turn; for each. */
    @Benchmark
    @OperationsPerInvocation(PIECES)
    public void words() {
        for (int i = 0; i < PIECES; i++) {
            queue.writeWord(i);
        }
        turn();
    }

    private void turn() {
        channel.runPendingTasks();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            out.release();
        }
    }

    /** A connection that is never asked anything. */
    private static final class Nobody implements OutboundQueue.Owner {
        @Override
        public ByteBuf gapNote(Gap gap) {
            return null;
        }

        @Override
        public void drained() {
            // nothing waits for it
        }

        @Override
        public void tooSlow() {
            throw new IllegalStateException("the channel takes everything at once");
        }
    }
}
