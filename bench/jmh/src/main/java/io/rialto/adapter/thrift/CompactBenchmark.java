package io.rialto.adapter.thrift;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A TIM message of 64 bytes in Thrift's compact protocol. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompactBenchmark {
    private final Struct message = new Struct(TimMessage.SHAPE)
            .with(TimMessage.MS_TYPE, (byte) 1)
            .with(TimMessage.OD_TYPE, (byte) 1)
            .with(TimMessage.MID, 4711L)
            .with(TimMessage.TIMESTAMP, 1_760_000_000_000L)
            .with(TimMessage.DATA_STRING, "x".repeat(64));
    private final byte[] bytes = CompactForm.encode(message);

    /** Reads it. */
    @Benchmark
    public Object read() {
        return CompactForm.decode(TimMessage.SHAPE, bytes, 0);
    }

    /** Writes it. */
    @Benchmark
    public byte[] write() {
        return CompactForm.encode(message);
    }
}
