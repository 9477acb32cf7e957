package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.Loop;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BigDataAssemblyTest {
    private final BigDataAssembly assembly = new BigDataAssembly(1 << 20, Loop::now);

    @Test
    void waitsForTheRestHalfAMinute() {
        long begun = Loop.now();

        assertThat(assembly.begin(HexFormat.of().parseHex("6100030000583183"))).isFalse();

        assertThat(assembly.isOver(begun + 29_000)).isFalse();
        assertThat(assembly.isOver(Loop.now() + 31_000)).isTrue();
        assembly.drop();
        assertThat(assembly.isCollecting()).isFalse();
        assertThat(assembly.isOver(Loop.now() + 31_000)).isFalse();
    }
}
