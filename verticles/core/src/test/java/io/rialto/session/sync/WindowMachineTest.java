package io.rialto.session.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.session.sync.WindowEffect.CursorMoved;
import io.rialto.session.sync.WindowEffect.Give;
import io.rialto.session.sync.WindowEffect.Read;
import io.rialto.session.sync.WindowState.Slot;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the window machine answers to each of its events. */
class WindowMachineTest {
    private final WindowMachine machine = new WindowMachine();
    private WindowState state = WindowState.opened(2, 5, 5);

    @Test
    void asksForNothingWhereNothingIsMissing() {
        assertThat(on(new WindowEvent.Opened())).isEmpty();
    }

    @Test
    void asksForAWindowOfWhatIsMissing() {
        state = WindowState.opened(2, 5, 9);

        assertThat(on(new WindowEvent.Opened())).containsExactly(new Read(5, 2));
        assertThat(on(new WindowEvent.Arrived(10, false))).isEmpty();
    }

    @Test
    void givesTheNextItemAtOnceWhileTheWindowIsOpen() {
        assertThat(arrives(6)).containsExactly(new Give(6));
        assertThat(arrives(7)).containsExactly(new Give(7));
        assertThat(arrives(8)).isEmpty();

        assertThat(state.pending()).containsExactly(6L, 7L);
        assertThat(state.head()).isEqualTo(8);
    }

    @Test
    void foldsAcknowledgementsIntoTheContiguousCursor() {
        arrives(6);
        arrives(7);
        arrives(8);

        assertThat(on(new WindowEvent.Acked(7))).containsExactly(new Read(7, 2));
        assertThat(on(new WindowEvent.Acked(6))).containsExactly(new CursorMoved(7));
    }

    @Test
    void ignoresAcknowledgementsOfWhatIsNotUnderWay() {
        arrives(6);
        on(new WindowEvent.Acked(6));
        WindowState before = state;

        assertThat(on(new WindowEvent.Acked(6))).isEmpty();
        assertThat(on(new WindowEvent.Acked(99))).isEmpty();
        assertThat(on(new WindowEvent.Acked(-1))).isEmpty();

        assertThat(state).isEqualTo(before);
    }

    @Test
    void movesTheCursorPastAnOwnItem() {
        assertThat(on(new WindowEvent.Arrived(6, true))).containsExactly(new CursorMoved(6));
    }

    @Test
    void keepsTheCursorBeforeAnUnacknowledgedItemWhenAnOwnOneFollows() {
        arrives(6);

        assertThat(on(new WindowEvent.Arrived(7, true))).isEmpty();

        assertThat(on(new WindowEvent.Acked(6))).containsExactly(new CursorMoved(7));
    }

    @Test
    void keepsWhatWasReadUntilTheWindowOpens() {
        state = WindowState.opened(2, 5, 9);
        on(new WindowEvent.Opened());

        assertThat(read(8, 9, 6, 7, 8)).containsExactly(new Give(6), new Give(7));
        assertThat(on(new WindowEvent.Acked(6))).containsExactly(new Give(8), new CursorMoved(6));
        assertThat(on(new WindowEvent.Acked(7))).containsExactly(new CursorMoved(7), new Read(8, 2));
    }

    @Test
    void doesNotGiveTwiceWhatCameWhileItWasBeingRead() {
        state = WindowState.opened(3, 5, 6);
        on(new WindowEvent.Opened());
        assertThat(arrives(6)).containsExactly(new Give(6));

        assertThat(read(7, 7, 6, 7)).containsExactly(new Give(7));
    }

    @Test
    void takesAnEmptyReadForExpiredRows() {
        state = WindowState.opened(2, 5, 9);
        on(new WindowEvent.Opened());

        assertThat(read(5, 9)).containsExactly(new CursorMoved(9));
        assertThat(arrives(10)).containsExactly(new Give(10));
    }

    @Test
    void readsOnWhereMoreCameDuringAnEmptyRead() {
        state = WindowState.opened(2, 5, 9);
        on(new WindowEvent.Opened());
        arrives(10);

        assertThat(read(5, 10)).containsExactly(new CursorMoved(9), new Read(9, 2));
    }

    @Test
    void ignoresAReadThatNobodyAskedFor() {
        assertThat(read(6, 6, 6)).isEmpty();
    }

    @Test
    void refusesAWindowOfNothing() {
        assertThatThrownBy(() -> WindowState.opened(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<WindowEffect> arrives(long iseq) {
        return on(new WindowEvent.Arrived(iseq, false));
    }

    private List<WindowEffect> read(long to, long head, long... iseqs) {
        List<Slot> slots =
                LongStream.of(iseqs).mapToObj(iseq -> new Slot(iseq, false)).toList();
        return on(new WindowEvent.PageRead(slots, to, head));
    }

    private List<WindowEffect> on(WindowEvent event) {
        Transition<WindowState, WindowEffect> transition = machine.next(state, event);
        state = transition.state();
        return transition.effects();
    }
}
