package io.rialto.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MessageIdsTest {
    private static final long NOON = 1_750_000_000_000L;

    private final AtomicLong clock = new AtomicLong(NOON);

    @Test
    void carriesTimeNodeAndCounter() {
        long id = new MessageIds(5, clock::get).next().value();

        assertThat(id >>> 22).isEqualTo(NOON - 1_704_067_200_000L);
        assertThat((id >>> 12) & 0x3ff).isEqualTo(5);
        assertThat(id & 0xfff).isZero();
    }

    @Test
    void isUniqueAndRisesOverThreads() throws InterruptedException {
        MessageIds ids = new MessageIds(1, clock::get);
        List<List<Long>> given = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<Long> mine = new ArrayList<>();
            given.add(mine);
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 20_000; n++) {
                    mine.add(ids.next().value());
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        Set<Long> all = new HashSet<>();
        given.forEach(all::addAll);
        assertThat(all).hasSize(80_000);
        assertThat(given).allSatisfy(mine -> assertThat(mine).isSorted());
    }

    @Test
    void countsOnWhileTheClockIsALittleBehind() {
        MessageIds ids = new MessageIds(1, clock::get);
        long before = ids.next().value();

        clock.set(NOON - 5_000);
        long after = ids.next().value();

        assertThat(after).isEqualTo(before + 1);
    }

    @Test
    void refusesWhileTheClockIsFarBehindAndGoesOnLater() {
        MessageIds ids = new MessageIds(1, clock::get);
        long before = ids.next().value();

        clock.set(NOON - 5_001);
        assertThatThrownBy(ids::next)
                .isInstanceOfSatisfying(GatewayException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.OVERLOADED));
        clock.set(NOON);

        assertThat(ids.next().value()).isGreaterThan(before);
    }

    @Test
    void refusesNodesBeyondTenBits() {
        assertThatThrownBy(() -> new MessageIds(1024, clock::get)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MessageIds(-1, clock::get)).isInstanceOf(IllegalArgumentException.class);
    }
}
