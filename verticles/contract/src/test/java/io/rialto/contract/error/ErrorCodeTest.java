package io.rialto.contract.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorCodeTest {
    @ParameterizedTest
    @CsvSource({
        "1001, bad_request, MALFORMED",
        "1002, too_large, MALFORMED",
        "1003, unsupported, MALFORMED",
        "1004, rate_limited, OVERLOADED",
        "1005, overloaded, OVERLOADED",
        "1006, timeout, UNAVAILABLE",
        "1007, store_unavailable, UNAVAILABLE",
        "1008, internal, INTERNAL",
        "1101, unauthenticated, UNAUTHENTICATED",
        "1102, token_expired, UNAUTHENTICATED",
        "1103, forbidden, DENIED",
        "1104, kicked, UNAUTHENTICATED",
        "1105, blocked, DENIED",
        "1201, not_found, NOT_FOUND",
        "1202, already, CONFLICT",
        "1203, not_member, DENIED",
        "1204, limit_reached, OVERLOADED",
        "1206, muted, DENIED",
        "1801, gap, CONFLICT",
    })
    void numbersNeverChange(int number, String name, ErrorKind kind) {
        ErrorCode code = ErrorCode.valueOf(name.toUpperCase(Locale.ROOT));

        assertThat(code.number()).isEqualTo(number);
        assertThat(code.wireName()).isEqualTo(name);
        assertThat(code.kind()).isEqualTo(kind);
    }

    @Test
    void numbersAreUnique() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number)).doesNotHaveDuplicates();
    }

    @Test
    void whatHasNoCodeIsInternal() {
        assertThat(GatewayException.codeOf(new IllegalStateException("x"))).isEqualTo(ErrorCode.INTERNAL);
        assertThat(GatewayException.codeOf(new GatewayException(ErrorCode.MUTED, "x")))
                .isEqualTo(ErrorCode.MUTED);
    }

    @Test
    void outcomesCarryNoStack() {
        assertThat(new GatewayException(ErrorCode.MUTED, "x").getStackTrace()).isEmpty();
    }
}
