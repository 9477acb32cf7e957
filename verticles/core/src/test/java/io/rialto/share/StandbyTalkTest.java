package io.rialto.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.message.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a home tells its standby over a link that does not take everything at once. */
final class StandbyTalkTest {
    private static final ShareName JOBS = new ShareName("workers", "jobs");
    private static final Home HOME = new Home(new NodeId("a"), 0);
    private static final Home STANDBY = new Home(new NodeId("b"), 0);
    private static final int KIB = 1 << 10;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ShareFigures figures = new ShareFigures(meters);
    private final Standbys standbys = new Standbys(new ShareLimits(10_000, 1L << 30, 10, 10, Map.of(), true), figures);
    private final Window link = new Window();
    private final List<Runnable> turnEnds = new ArrayList<>();
    private final StandbyPost post = new StandbyPost(turnEnds::add, link, figures);
    private final StandbyLine line = new StandbyLine(JOBS, HOME, post);

    @Test
    void whatIsLargerThanTheWindowOfTheLinkArrives() {
        line.to(STANDBY, () -> copies(0, 40, 256));
        endTurn();
        assertThat(meters.get("rialto.shares.standby.behind").functionCounter().count())
                .isOne();

        int rounds = drainLink();

        assertThat(rounds).isLessThan(20);
        assertThat(inherited()).isEqualTo(LongStream.range(0, 40).boxed().toList());
    }

    @Test
    void whatBecomesOfMessagesWhileTheLinkIsFullIsToldBehindThem() {
        line.to(STANDBY, () -> copies(0, 40, 256));
        endTurn();

        line.settled(item(0));
        line.settled(item(39));
        line.keep(item(40));
        endTurn();
        line.keep(item(41));
        line.settled(item(40));
        endTurn();
        drainLink();

        List<Long> expected = new ArrayList<>(LongStream.range(1, 39).boxed().toList());
        expected.add(41L);
        assertThat(inherited()).isEqualTo(expected);
    }

    @Test
    void anotherStandbyIsToldAtOnce() {
        Home other = new Home(new NodeId("c"), 0);
        line.to(STANDBY, () -> copies(0, 40, 256));
        endTurn();

        link.free();
        line.to(other, () -> copies(0, 3, 1));
        endTurn();

        assertThat(inherited()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aMessageThatNoLinkTakesKeepsNoneFromBeingCovered() {
        List<Copy> copies = new ArrayList<>(copies(0, 1, 9000));
        copies.addAll(copies(1, 3, 1));
        line.to(STANDBY, () -> copies);
        endTurn();

        for (int i = 0; i < 10; i++) {
            post.again();
        }

        assertThat(inherited()).containsExactly(1L, 2L);
        assertThat(meters.get("rialto.shares.uncovered").functionCounter().count())
                .isOne();
    }

    private int drainLink() {
        int rounds = 0;
        while (link.inFlight > 0 && rounds < 100) {
            link.drain();
            post.again(STANDBY.node());
            rounds++;
        }
        return rounds;
    }

    private void endTurn() {
        List<Runnable> now = List.copyOf(turnEnds);
        turnEnds.clear();
        now.forEach(Runnable::run);
    }

    private List<Long> inherited() {
        return standbys.lost(HOME.node()).stream()
                .flatMap(legacy -> legacy.copies().stream())
                .map(Copy::position)
                .toList();
    }

    private static List<Copy> copies(long from, long to, int kib) {
        return LongStream.range(from, to)
                .mapToObj(i -> new Copy(i, JOBS.filter(), 1, frame(i, kib), false))
                .toList();
    }

    private static Item item(long position) {
        return new Item(position, JOBS.filter(), 1, frame(position, 1), null);
    }

    private static Frame frame(long seq, int kib) {
        return new Frame(
                seq,
                0,
                new AccountId("alice"),
                Content.text("x".repeat(kib * KIB)),
                1,
                false,
                false,
                0,
                Long.MAX_VALUE);
    }

    /** A link that takes four mebibytes, which arrive at once but are its own until it drains; none of eight ever. */
    private final class Window implements StandbyLink {
        private static final long SIZE = 4 << 20;
        private long inFlight;

        @Override
        public boolean copy(Home standby, Copies word) {
            long bytes = word.groups().stream().mapToLong(Copied::bytes).sum();
            if (bytes > 2 * SIZE || inFlight + bytes > SIZE) {
                return false;
            }
            inFlight += bytes;
            word.groups().forEach(standbys::hear);
            return true;
        }

        @Override
        public void over(Home standby, CopiesOver word) {
            standbys.over(word);
        }

        private void drain() {
            inFlight = inFlight > SIZE / 2 ? SIZE / 2 : 0;
        }

        private void free() {
            inFlight = 0;
        }
    }
}
