package io.rialto.bench.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StampTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 31, 32, 1_000_000_007L, (1L << 50) - 1, 1L << 50, 1L << 62, -1})
    void tellsItsAge(long sent) {
        byte[] bytes = new byte[30];

        Stamp.put(bytes, 5, sent, 7, 3);

        assertThat(Stamp.age(ByteBuffer.wrap(bytes), 5, sent + 123_456_789)).isEqualTo(123_456_789);
    }

    @Test
    void isNeverOlderThanItsFuture() {
        byte[] bytes = new byte[Stamp.LENGTH];

        Stamp.put(bytes, 0, 1000, 7, 3);

        assertThat(Stamp.age(ByteBuffer.wrap(bytes), 0, 999)).isZero();
    }

    @Test
    void carriesSequenceAndPublisher() {
        byte[] bytes = new byte[Stamp.LENGTH];

        Stamp.put(bytes, 0, 0, (1 << 30) - 1, 9_999);

        assertThat(Stamp.sequence(ByteBuffer.wrap(bytes), 0)).isEqualTo((1 << 30) - 1);
        assertThat(Stamp.publisher(ByteBuffer.wrap(bytes), 0)).isEqualTo(9_999);
    }

    @Test
    void needsNoEscapesInJson() {
        byte[] bytes = new byte[Stamp.LENGTH];

        for (int i = 0; i < 32; i++) {
            Stamp.put(bytes, 0, i, i, i);
            assertThat(new String(bytes, US_ASCII)).matches("#[`a-z{|}~_]{19}");
        }
    }
}
