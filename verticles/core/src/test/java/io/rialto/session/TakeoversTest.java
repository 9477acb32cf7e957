package io.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.session.SessionInfo;
import org.junit.jupiter.api.Test;

class TakeoversTest {
    private final Takeovers takeovers = new Takeovers(2, 1000);

    @Test
    void letsWhoIsThereStayWhereItWasTakenTooOften() {
        assertThat(takeovers.mayTake(of("a"), 0)).isTrue();
        assertThat(takeovers.mayTake(of("a"), 10)).isTrue();
        assertThat(takeovers.mayTake(of("a"), 20)).isFalse();
        assertThat(takeovers.mayTake(of("b"), 20)).isTrue();
        assertThat(takeovers.mayTake(of("a"), 999)).isFalse();
        assertThat(takeovers.mayTake(of("a"), 1000)).isTrue();
    }

    @Test
    void forgetsWhatIsOver() {
        takeovers.mayTake(of("a"), 0);
        takeovers.mayTake(of("a"), 0);
        takeovers.sweep(1000);

        assertThat(takeovers.mayTake(of("a"), 1)).isTrue();
    }

    @Test
    void countsNothingWithoutALimit() {
        Takeovers free = new Takeovers(0, 1000);
        for (int i = 0; i < 100; i++) {
            assertThat(free.mayTake(of("a"), 0)).isTrue();
        }
    }

    private static SessionInfo of(String device) {
        return new SessionInfo(new SessionId(1), new AccountId("alice"), new DeviceId(device), "iot", "mqtt", 0);
    }
}
