package io.rialto.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OutboxTest {
    @Test
    void sendsEverythingInOrderHoweverSlowTheChannel() throws IOException {
        Random random = new Random(7);
        Outbox outbox = new Outbox();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Narrow channel = new Narrow(random);

        for (int i = 0; i < 500; i++) {
            byte[] more = new byte[random.nextInt(300)];
            random.nextBytes(more);
            outbox.append(more);
            expected.writeBytes(more);
            outbox.sendTo(channel);
        }
        while (!outbox.sendTo(channel)) {
            assertThat(outbox.size()).isPositive();
        }

        assertThat(channel.received.toByteArray()).isEqualTo(expected.toByteArray());
        assertThat(outbox.size()).isZero();
    }

    /** Takes a few bytes, then nothing once. */
    private static final class Narrow implements WritableByteChannel {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final Random random;
        private boolean full;

        private Narrow(Random random) {
            this.random = random;
        }

        @Override
        public int write(ByteBuffer from) {
            full = !full;
            int count = full ? Math.min(from.remaining(), random.nextInt(200)) : 0;
            byte[] bytes = new byte[count];
            from.get(bytes);
            received.writeBytes(bytes);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
