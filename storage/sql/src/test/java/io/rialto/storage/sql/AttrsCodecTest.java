package io.rialto.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttrsCodecTest {
    @Test
    void nothingIsNoAttributes() {
        assertThat(AttrsCodec.decode(null)).isEmpty();
    }

    @Test
    void oneAttributeTakesThreeBytesMoreThanItself() {
        assertThat(AttrsCodec.encode(Map.of("ab", new byte[] {7, 8}))).containsExactly(1, 2, 'a', 'b', 2, 7, 8);
    }

    @Test
    void everythingComesBackAsItWas() {
        Map<String, byte[]> attrs = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            attrs.put("name-" + i + "-🚀", new byte[i]);
        }
        attrs.put("", new byte[0]);
        attrs.put("long", new byte[20_000]);

        Map<String, byte[]> back = AttrsCodec.decode(AttrsCodec.encode(attrs));

        assertThat(back.keySet()).isEqualTo(attrs.keySet());
        attrs.forEach((name, value) -> assertThat(back.get(name)).isEqualTo(value));
    }
}
