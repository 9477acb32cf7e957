package io.rialto.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
    @ParameterizedTest
    @CsvSource({
        "23505, AGAIN",
        "40001, AGAIN",
        "40P01, AGAIN",
        "55P03, AGAIN",
        "57014, SLOW",
        "57P01, LOST",
        "57P03, LOST",
        "53100, LOST",
        "53300, LOST",
        "25006, LOST",
        "08006, LOST",
        "58030, LOST",
        "XX001, LOST",
        "22021, DEFECT",
        "42P01, DEFECT"
    })
    void everyStateHasItsMeaning(String state, Failure meaning) {
        assertThat(Failure.of(new PgException("m", "ERROR", state, null), null)).isEqualTo(meaning);
    }

    @Test
    void aBrokenConnectionIsLost() {
        assertThat(Failure.of(ClosedConnectionException.INSTANCE, null)).isEqualTo(Failure.LOST);
        assertThat(Failure.of(new IOException("reset"), null)).isEqualTo(Failure.LOST);
    }

    @ParameterizedTest
    @CsvSource({"57P03, true", "53300, true", "25006, true", "28P01, false", "3D000, false", "42501, false"})
    void someRefusalsPass(String state, boolean passes) {
        assertThat(Failure.passes(new PgException("m", "FATAL", state, null))).isEqualTo(passes);
    }
}
