package io.rialto.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AdmissionTest {
    private final Admission admission = new Admission(10);

    @Test
    void letsInWhatFits() {
        assertThat(admission.take(6)).isTrue();
        assertThat(admission.take(5)).isFalse();
        assertThat(admission.take(4)).isTrue();
        admission.give(6);
        assertThat(admission.take(6)).isTrue();
    }

    @Test
    void whatIsAboveTheBoundIsLetInWhateverElseWaits() {
        assertThat(admission.take(10)).isTrue();

        assertThat(admission.take(11)).isTrue();
    }

    @Test
    void whatIsAboveTheBoundIsThereOnceAtATime() {
        assertThat(admission.take(11)).isTrue();
        assertThat(admission.take(11)).isFalse();

        admission.give(11);

        assertThat(admission.take(11)).isTrue();
    }

    @Test
    void whatIsAboveTheBoundTakesNoRoomFromOthers() {
        assertThat(admission.take(11)).isTrue();

        assertThat(admission.take(10)).isTrue();
    }

    @Test
    void isEmptyWhenAllHaveGone() {
        admission.take(11);
        admission.take(1);
        admission.give(11);
        assertThat(admission.isEmpty()).isFalse();

        admission.give(1);

        assertThat(admission.isEmpty()).isTrue();
    }
}
