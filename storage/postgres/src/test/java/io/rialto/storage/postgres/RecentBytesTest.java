package io.rialto.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Byte strings that come and go. */
class RecentBytesTest {
    private static final int LARGE = 200_000;

    private final RecentBytes bytes = new RecentBytes();
    private final Map<Long, byte[]> expected = new HashMap<>();
    private final Random random = new Random(20_261_127);

    @Test
    void eachIsAsItWasGivenForAsLongAsItIsHere() {
        for (int round = 0; round < 400; round++) {
            for (int i = random.nextInt(100); i >= 0; i--) {
                add(random.nextInt(200) == 0 ? LARGE : random.nextInt(2_000));
            }
            for (int i = random.nextInt(100); i >= 0 && !expected.isEmpty(); i--) {
                drop();
            }
            assertAllAreThere();
        }
        while (!expected.isEmpty()) {
            drop();
        }
        add(10);
        assertAllAreThere();
    }

    @Test
    void numbersGoOnWhereAllIsDroppedAtOnce() {
        for (int i = 0; i < 100; i++) {
            add(1_000);
        }
        bytes.clear();
        expected.clear();

        assertThat(bytes.has(99)).isFalse();
        assertThat(bytes.oldest()).isEqualTo(100);
        assertThat(add(1)).isEqualTo(100);
        assertAllAreThere();
    }

    private long add(int length) {
        byte[] string = new byte[length];
        random.nextBytes(string);
        long number = bytes.add(string, length);
        expected.put(number, string);
        return number;
    }

    private void drop() {
        long oldest = bytes.oldest();
        assertThat(bytes.drop()).isEqualTo(expected.remove(oldest).length);
        assertThat(bytes.has(oldest)).isFalse();
    }

    private void assertAllAreThere() {
        expected.forEach((number, string) -> {
            assertThat(bytes.has(number)).isTrue();
            assertThat(bytes.get(number)).isEqualTo(string);
        });
    }
}
