package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that were captured from clients are understood, frames to clients are what they took (decisions 29). */
class VectorsTest {
    static Stream<Vector> fromClients() {
        return served().filter(Vector::incoming);
    }

    static Stream<Vector> toClients() {
        return served().filter(one -> !one.incoming());
    }

    /** Those that carry a struct; the others are {@link BareVectorsTest}'s. */
    private static Stream<Vector> served() {
        return Vector.all().filter(one -> one.struct() != null);
    }

    @Test
    void areAllThereAre() {
        assertThat(Vector.all()).hasSize(215);
        assertThat(served()).allMatch(one -> VectorStructs.shape(one) != null).hasSize(194);
        assertThat(BareVectorsTest.fromClients()).hasSize(16);
        assertThat(BareVectorsTest.toClients()).hasSize(5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fromClients")
    void understands(Vector vector) {
        assertThat(Flavour.of(vector.frame()[0])).isEqualTo(vector.flavour());

        Struct read = vector.flavour().decode(VectorStructs.shape(vector), vector.frame(), 1);

        assertSame(read, VectorStructs.of(vector));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("toClients")
    void writesByteForByte(Vector vector) {
        byte[] body = Arrays.copyOfRange(vector.frame(), vector.wantsAck() ? 5 : 1, vector.frame().length);

        byte[] written = vector.flavour().encode(VectorStructs.of(vector));

        assertThat(written).isEqualTo(body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("toClients")
    void readsWhatItWrites(Vector vector) {
        Struct struct = VectorStructs.of(vector);

        Struct read = vector.flavour().decode(struct.shape(), vector.flavour().encode(struct), 0);

        assertSame(read, struct);
    }

    private static void assertSame(Struct read, Struct expected) {
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*shape")
                .isEqualTo(expected);
    }
}
