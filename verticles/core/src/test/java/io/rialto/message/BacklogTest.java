package io.rialto.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BacklogTest {
    @Test
    void isBoundedInMessages() {
        Backlog backlog = new Backlog(new Backlog.Bounds(2, 1000));

        assertThat(backlog.take(1)).isTrue();
        assertThat(backlog.take(1)).isTrue();
        assertThat(backlog.take(1)).isFalse();
        backlog.give(1);
        assertThat(backlog.take(1)).isTrue();
    }

    @Test
    void isBoundedInBytes() {
        Backlog backlog = new Backlog(new Backlog.Bounds(100, 1000));

        assertThat(backlog.take(600)).isTrue();
        assertThat(backlog.take(600)).isFalse();
        assertThat(backlog.take(400)).isTrue();
        assertThat(backlog.messages()).isEqualTo(2);
    }

    @Test
    void aSingleMessageAlwaysHasPlace() {
        Backlog backlog = new Backlog(new Backlog.Bounds(100, 1000));

        assertThat(backlog.take(5000)).isTrue();
        assertThat(backlog.take(1)).isFalse();
    }
}
