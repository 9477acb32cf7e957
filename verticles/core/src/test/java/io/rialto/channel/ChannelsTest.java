package io.rialto.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.bus.Terms;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    /** A term that nobody draws another number for: all members stay. */
    private static final Terms TERMS = new Terms(null, 1, () -> Future.failedFuture("nobody is lost"), List::of);

    private final Channels channels = new Channels(TERMS, 4);

    @Test
    void keepsWhatIsUsedAndForgetsWhatIsNot() {
        Channel busy = channels.of("busy");
        Channel idle = channels.of("idle");
        for (int i = 0; i < 20; i++) {
            channels.of("passing/" + i);
            assertThat(channels.of("busy")).isSameAs(busy);
        }

        assertThat(channels.of("idle")).isNotSameAs(idle);
    }

    @Test
    void comesBackInALaterEpoch() {
        long before = channels.of("a").epoch();
        for (int i = 0; i < 20; i++) {
            channels.of("passing/" + i);
        }

        assertThat(channels.of("a").epoch()).isGreaterThan(before);
    }

    @Test
    void forgetsSomeOfThemWhereAllAreUsed() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 8; i++) {
                channels.of("t/" + i);
            }
        }
        Channel last = channels.of("t/7");

        assertThat(channels.of("t/7")).isSameAs(last);
    }

    @Test
    void forgetsWhatIsServedElsewhere() {
        Channel here = channels.of("here");
        Channel there = channels.of("there");

        channels.keep("here"::equals);

        assertThat(channels.of("here")).isSameAs(here);
        assertThat(channels.of("there")).isNotSameAs(there);
    }
}
