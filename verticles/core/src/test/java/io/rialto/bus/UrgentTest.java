package io.rialto.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Urgent words while their link is full, open, or gone; a link that takes at most eight bytes at a time. */
final class UrgentTest {
    private static final int MAX_FRAME = 8;
    private static final int MAX_WAITING = 24;

    private final List<String> sent = new ArrayList<>();
    private final List<ByteBuf> lost = new ArrayList<>();
    private final Urgent urgent = new Urgent(this::take, lost::add, MAX_WAITING);
    private boolean full;

    @Test
    void whatWaitsGoesOutInOrderWhenTheLinkTakesAgain() {
        assertThat(urgent.offer(word("one"))).isTrue();
        full = true;
        assertThat(urgent.offer(word("two"))).isTrue();
        full = false;
        assertThat(urgent.offer(word("three"))).isTrue();
        assertThat(sent).containsExactly("one");

        urgent.drained();

        assertThat(sent).containsExactly("one", "two", "three");
    }

    @Test
    void behindItsNodeNothingWaits() {
        full = true;
        ByteBuf waiting = word("waiting");
        urgent.offer(waiting);

        urgent.gone();

        assertThat(lost).containsExactly(waiting);
        assertThat(urgent.offer(word("late"))).isFalse();
        full = false;
        assertThat(urgent.offer(word("later"))).isFalse();
        urgent.drained();
        assertThat(sent).isEmpty();
    }

    @Test
    void whatFindsNoRoomToWaitStaysItsSpeakers() {
        full = true;
        ByteBuf tooMuch = word("87654321");
        for (int i = 0; i < MAX_WAITING / MAX_FRAME; i++) {
            assertThat(urgent.offer(word("12345678"))).isTrue();
        }

        assertThat(urgent.offer(tooMuch)).isFalse();

        assertThat(tooMuch.refCnt()).isEqualTo(1);
        assertThat(lost).isEmpty();
    }

    @Test
    void whatTheLinkNeverTakesHoldsNothingUp() {
        full = true;
        ByteBuf large = word("much too large");
        urgent.offer(word("one"));
        urgent.offer(large);
        urgent.offer(word("two"));

        full = false;
        urgent.drained();

        assertThat(sent).containsExactly("one", "two");
        assertThat(lost).containsExactly(large);
        assertThatThrownBy(() -> urgent.offer(word("much too large"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(urgent.offer(word("three"))).isTrue();
        assertThat(sent).endsWith("three");
    }

    private boolean take(ByteBuf frame) {
        if (full) {
            return false;
        }
        if (frame.readableBytes() > MAX_FRAME) {
            throw new IllegalArgumentException("at most " + MAX_FRAME + " bytes");
        }
        sent.add(new String(ByteBufUtil.getBytes(frame), StandardCharsets.US_ASCII));
        frame.release();
        return true;
    }

    private static ByteBuf word(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
