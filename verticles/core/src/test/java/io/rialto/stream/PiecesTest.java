package io.rialto.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import io.rialto.contract.stream.StreamPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever waits until a run is gone is told, whichever way it went through a session's view. */
final class PiecesTest {
    private static final AccountId BOB = new AccountId("bob");

    private final Keeping door = new Keeping();
    private final StreamView view = new StreamView(door);
    private int told;

    @Test
    void waitForTheDoorThatKeepsThem() {
        view.choose(null, Set.of());
        begin();
        offer(frame(2, "0"));

        assertThat(told).isZero();
        door.letGo();
        assertThat(told).isEqualTo(1);
    }

    @Test
    void waitForTheDoorThatKeepsAPartOfThem() {
        view.choose("cam", Set.of());
        begin();
        offer(frame(2, "0"), frame(3, "cam"));

        assertThat(told).isZero();
        door.letGo();
        assertThat(told).isEqualTo(1);
    }

    @Test
    void doNotWaitForWhatNobodyWants() {
        view.choose("cam", Set.of());
        begin();

        offer(frame(2, "0"));

        assertThat(told).isEqualTo(1);
    }

    @Test
    void waitForThePlaceWhereTheViewBegins() {
        view.choose(null, Set.of());
        offer(frame(1, "0"));
        offer(frame(2, "0"));
        assertThat(told).isZero();

        begin();

        assertThat(told).as("the one before the place is old").isEqualTo(1);
        door.letGo();
        assertThat(told).isEqualTo(2);
    }

    @Test
    void doNotWaitForTheOldestOfTooMany() {
        view.choose(null, Set.of());
        for (int i = 1; i <= 5; i++) {
            offer(new Frame(
                    i,
                    0,
                    BOB,
                    Content.untyped(new byte[400_000]),
                    0,
                    false,
                    false,
                    0,
                    Long.MAX_VALUE,
                    new LanePart("0", 0, 0)));
        }

        assertThat(told).isEqualTo(3);
        view.close();
        assertThat(told).isEqualTo(5);
    }

    @Test
    void doNotWaitForAViewThatIsClosed() {
        view.choose(null, Set.of());
        offer(frame(1, "0"));
        view.close();
        offer(frame(2, "0"));

        assertThat(told).isEqualTo(2);
    }

    private void begin() {
        view.begin("$stream/r", new StreamPlace(1, 1), List.of());
    }

    private void offer(Frame... frames) {
        Run run = new Run("$stream/r", 1, List.of(frames), () -> told++);
        view.offer(run);
        run.release();
    }

    private static Frame frame(long seq, String lane) {
        return new Frame(seq, 0, BOB, Content.text("x"), 0, false, false, 0, Long.MAX_VALUE, new LanePart(lane, 0, 0));
    }

    /** A door whose socket takes nothing until it is told. */
    private static final class Keeping implements Subscriber {
        private final List<Run> kept = new ArrayList<>();

        void letGo() {
            kept.forEach(Run::release);
            kept.clear();
        }

        @Override
        public void offer(Run run) {
            kept.add(run.retain());
        }

        @Override
        public void missed(Gap gap) {
            throw new AssertionError("nothing is missing here: " + gap);
        }

        @Override
        public Object owner() {
            return this;
        }

        @Override
        public Subscriber merge(Subscriber other) {
            return this;
        }
    }
}
