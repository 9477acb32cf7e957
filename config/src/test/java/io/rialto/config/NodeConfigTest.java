package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NodeConfigTest {
    @Test
    void leavesAProcessorToTheRest() {
        NodeConfig node = with("node.loops=0");

        assertThat(IntStream.of(1, 2, 3, 16).map(node::loopsOn)).containsExactly(1, 1, 2, 15);
    }

    @Test
    void hasAsManyLoopsAsItIsTold() {
        assertThat(with("node.loops=4").loopsOn(2)).isEqualTo(4);
    }

    private static NodeConfig with(String override) {
        return ConfigReader.read(Optional.empty(), Map.of(), List.of(override)).node();
    }
}
