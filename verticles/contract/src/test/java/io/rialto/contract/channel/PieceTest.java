package io.rialto.contract.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.stream.StreamPublication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PieceTest {
    private static final long MAX = Long.MAX_VALUE;

    @ParameterizedTest
    @CsvSource({"0, 2, 2", "8, 10, 2", "10, 10, 0", "0, 0, 0", "9223372036854775805, 9223372036854775807, 2"})
    void standsInsideOfItsPayload(long offset, long total, int length) {
        assertThat(publish(new Piece(-1, offset, total), length).piece().offset())
                .isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({
        "9, 10, 2",
        "11, 10, 0",
        "-1, 10, 2",
        "0, -1, 0",
        "-1, -1, 0",
        "9223372036854775806, 9223372036854775807, 2",
        "0, 1, 2"
    })
    void isNowhereElse(long offset, long total, int length) {
        assertThatThrownBy(() -> publish(new Piece(1, offset, total), length))
                .extracting(GatewayException::codeOf)
                .isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void hasALimitedPayload() {
        new Piece(1, 0, 10).requireAtMost(10);

        assertThatThrownBy(() -> new Piece(1, 0, MAX).requireAtMost(10))
                .extracting(GatewayException::codeOf)
                .isEqualTo(ErrorCode.TOO_LARGE);
    }

    private static StreamPublication publish(Piece piece, int length) {
        return new StreamPublication(
                new RoomId("s:r"), "0", 0, 0, Content.untyped(new byte[length]), piece, (failure, place) -> {});
    }
}
