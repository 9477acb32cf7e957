package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringReaderTest {
    private static final int LARGE = 1 << 20;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final Lengths reader = new Lengths();

    @AfterEach
    void close() {
        reader.close();
        assertThat(allocator.metric().usedDirectMemory()).as("left behind").isZero();
    }

    @Test
    void givesEveryPacketHoweverItWasCut() {
        Random random = new Random(7);
        List<byte[]> packets = new ArrayList<>();
        for (int size : new int[] {0, 1, 5, 100_000, 3, 5_000, LARGE, 0, 70_000, 17}) {
            byte[] packet = new byte[size];
            random.nextBytes(packet);
            packets.add(packet);
        }
        ByteBuf stream = Unpooled.buffer();
        packets.forEach(packet -> stream.writeInt(packet.length).writeBytes(packet));

        while (stream.isReadable()) {
            int most = random.nextInt(4) == 0 ? 100_000 : 1 + random.nextInt(9_000);
            receive(
                    stream.readSlice(Math.min(stream.readableBytes(), 1 + random.nextInt(most))),
                    random.nextInt(65_536));
        }

        assertThat(reader.packets).hasSameSizeAs(packets);
        for (int i = 0; i < packets.size(); i++) {
            assertThat(reader.packets.get(i)).as("packet %s", i).isEqualTo(packets.get(i));
        }
    }

    @Test
    void aLargePacketIsCopiedTogetherOnce() {
        ByteBuf packet = Unpooled.buffer().writeInt(LARGE).writeZero(LARGE);

        while (packet.isReadable()) {
            receive(packet.readSlice(Math.min(packet.readableBytes(), 32_768)), 0);
        }

        assertThat(reader.packets).hasSize(1);
        assertThat(reader.mostBytes).as("what came, the packet").isLessThan(2 * LARGE + 100_000);
        assertThat(reader.allocated).as("of its own").isLessThan(LARGE + 100_000);
    }

    @Test
    void keepsNoMoreThanTwiceWhatCameAByteAtATime() {
        receive(Unpooled.buffer().writeInt(LARGE), 0);

        for (int came = 1; came <= 200_000; came++) {
            receive(Unpooled.buffer().writeByte(1), 2_048);
            if (came % 1_000 == 0) {
                assertThat(allocator.metric().usedDirectMemory())
                        .as("after %s bytes", came)
                        .isLessThan(2L * came + 8_192);
            }
        }

        assertThat(reader.packets).isEmpty();
    }

    @Test
    void aSmallPartOfALargeBufferDoesNotHoldAllOfIt() {
        receive(Unpooled.buffer().writeInt(LARGE), 0);

        for (int part = 0; part < 50; part++) {
            ByteBuf received = allocator.directBuffer(65_536).writeZero(65_536);
            reader.add(allocator, received.readRetainedSlice(5_000));
            reader.read();
            received.release();
        }

        assertThat(allocator.metric().usedDirectMemory()).isLessThan(2L * 50 * 5_000 + 65_536);
    }

    /** Receives a copy of these bytes, in a buffer that has room for more. */
    private void receive(ByteBuf bytes, int room) {
        ByteBuf received = allocator.directBuffer(bytes.readableBytes() + room).writeBytes(bytes);
        long before = allocator.metric().usedDirectMemory();
        reader.add(allocator, received);
        long after = allocator.metric().usedDirectMemory();
        reader.allocated += Math.max(0, after - before);
        reader.mostBytes = Math.max(reader.mostBytes, after);
        reader.read();
    }

    /** Packets of a length and so many bytes. */
    private static final class Lengths extends GatheringReader {
        private final List<byte[]> packets = new ArrayList<>();
        private long allocated;
        private long mostBytes;

        void read() {
            ByteBuf in = front();
            while (in != null && in.readableBytes() >= Integer.BYTES) {
                int length = in.getInt(in.readerIndex());
                if (in.readableBytes() < Integer.BYTES + length) {
                    await(Integer.BYTES + length);
                    break;
                }
                byte[] packet = new byte[length];
                in.skipBytes(Integer.BYTES).readBytes(packet);
                packets.add(packet);
            }
            trim();
        }
    }
}
