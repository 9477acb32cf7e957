package io.rialto.adapter.websocket;

import io.rialto.adapter.json.JsonSource;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Frames of the native protocol: a request read, the events of a run written; for each frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NativeFrameBenchmark {
    private static final int FRAMES = 16;

    private final JsonSource json = new JsonSource(1 << 20);
    private final byte[] request =
            ("{\"id\":4711,\"op\":\"msg.send\",\"args\":{\"to\":\"c:site/12/device/4711\",\"text\":\"" + "x".repeat(64)
                            + "\"}}")
                    .getBytes(StandardCharsets.UTF_8);
    private final Run run = new Run(
            "site/12/device/4711",
            1,
            IntStream.range(0, FRAMES)
                    .mapToObj(i -> new Frame(
                            i,
                            0,
                            new AccountId("alice"),
                            Content.text("x".repeat(64)),
                            0,
                            false,
                            false,
                            0,
                            Long.MAX_VALUE))
                    .toList());

    /** Reads a request. */
    @Benchmark
    public Object read() {
        return Request.read(json.read(request));
    }

    /** Writes a run. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void write() {
        RunFrames.FORMAT.encode(run).release();
    }
}
