package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** PUBLISH packets, read from what a socket gives, and written for all subscribers of a run; for each packet. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PublishBenchmark {
    private static final int PACKETS = 16;
    private static final String TOPIC = "site/12/device/4711";

    /** Bytes of a payload. */
    @Param({"64", "1024", "16384"})
    public int size;

    private final LastTopic lastTopic = new LastTopic();
    private final FlatPublish format = FlatPublish.of(Protocol.MQTT_3_1_1, 0, false);
    private final PacketReader reader = new PacketReader(1 << 20);
    private Run run;
    private ByteBuf packets;

    /** Makes what is read. */
    @Setup
    public void make() {
        Content content = Content.untyped(new byte[size]);
        List<Frame> frames = IntStream.range(0, PACKETS)
                .mapToObj(i -> new Frame(i, 0, new AccountId("a"), content, 0, false, false, 0, Long.MAX_VALUE))
                .toList();
        run = new Run(TOPIC, 1, frames);
        packets = format.encode(run);
    }

    /** Reads a burst of packets. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public void read(Blackhole hole) {
        reader.add(ByteBufAllocator.DEFAULT, packets.retainedDuplicate());
        for (ByteBuf in = reader.next(); in != null; in = reader.next()) {
            hole.consume(PublishPacket.read(reader.header(), in, Protocol.MQTT_3_1_1, lastTopic));
        }
        reader.trim();
    }

    /** Writes a run. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public void write() {
        format.encode(run).release();
    }
}
