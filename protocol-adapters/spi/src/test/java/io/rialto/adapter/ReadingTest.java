package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.rialto.adapter.Reading.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Reading reading = new Reading(channel);

    @AfterEach
    void close() {
        channel.close();
    }

    @Test
    void whoPausesIsReadOnceAllCausesAreOver() {
        reading.pause(Cause.UNANSWERED);
        reading.pause(Cause.CONGESTED);
        reading.resume(Cause.UNANSWERED);

        assertThat(isRead()).isFalse();
        reading.resume(Cause.CONGESTED);
        assertThat(isRead()).isTrue();
    }

    @Test
    void whatIsHeldForAMomentLeavesTheSocketAlone() {
        reading.hold(Cause.SIGN_IN);

        assertThat(reading.isPaused()).isTrue();
        assertThat(isRead()).isTrue();
        reading.resume(Cause.SIGN_IN);
        assertThat(reading.isPaused()).isFalse();
    }

    @Test
    void whoSendsMoreWhileItIsHeldIsNotReadUntilThatIsOver() {
        reading.hold(Cause.SIGN_IN);
        reading.received();

        assertThat(isRead()).isFalse();
        reading.resume(Cause.SIGN_IN);
        assertThat(isRead()).isTrue();
    }

    @Test
    void whoSendsWhileNothingHoldsItBackIsReadOn() {
        reading.received();

        assertThat(isRead()).isTrue();
    }

    private boolean isRead() {
        return channel.config().isAutoRead();
    }
}
