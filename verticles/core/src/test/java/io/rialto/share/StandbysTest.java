package io.rialto.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.message.Content;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a standby knows, in whichever order words of different urgency come. */
final class StandbysTest {
    private static final ShareName JOBS = new ShareName("workers", "jobs");
    private static final Home HOME = new Home(new NodeId("a"), 0);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Standbys standbys = new Standbys(ShareLimits.DEFAULT, new ShareFigures(meters));

    @Test
    void whatIsSettledNobodyInherits() {
        standbys.hear(begins(1, 1, 2, 3));
        standbys.hear(new Copied(HOME, JOBS, 1, false, List.of(), List.of(), List.of(new Span(1, 2))));

        assertThat(inherited()).containsExactly(3L);
        assertThat(copies()).isZero();
    }

    /** Its first word was not taken by the link, thus the line before it is what stands here. */
    @Test
    void withALineThatNeverBeganHereThoseBeforeItAreOver() {
        standbys.hear(begins(1, 1, 2, 3));

        standbys.over(new CopiesOver(HOME, JOBS, 2));

        assertThat(copies()).isZero();
        assertThat(inherited()).isEmpty();
    }

    @Test
    void aLineThatIsOverBeforeItBeginsLeavesNothing() {
        standbys.over(new CopiesOver(HOME, JOBS, 2));

        standbys.hear(begins(1, 1, 2));
        standbys.hear(begins(2, 1, 2, 3));
        standbys.hear(new Copied(HOME, JOBS, 2, false, List.of(copy(4)), List.of(), List.of()));

        assertThat(copies()).isZero();
        assertThat(inherited()).isEmpty();
    }

    @Test
    void aLineGoesOnWhereOneBeforeItIsOver() {
        standbys.hear(begins(2, 1, 2));
        standbys.over(new CopiesOver(HOME, JOBS, 1));
        assertThat(inherited()).containsExactly(1L, 2L);

        standbys.over(new CopiesOver(HOME, JOBS, 3));
        standbys.hear(begins(4, 5));
        assertThat(inherited()).containsExactly(5L);
    }

    @Test
    void whatALostNodeHadEndedSaysNothingOfItsNextStart() {
        standbys.over(new CopiesOver(HOME, JOBS, 9));
        assertThat(inherited()).isEmpty();

        standbys.hear(begins(1, 1));

        assertThat(inherited()).containsExactly(1L);
    }

    private List<Long> inherited() {
        return standbys.lost(HOME.node()).stream()
                .flatMap(legacy -> legacy.copies().stream())
                .map(Copy::position)
                .toList();
    }

    private double copies() {
        return meters.get("rialto.shares.copies").gauge().value();
    }

    private static Copied begins(long line, long... positions) {
        List<Copy> copies =
                LongStream.of(positions).mapToObj(StandbysTest::copy).toList();
        return new Copied(HOME, JOBS, line, true, copies, List.of(), List.of());
    }

    private static Copy copy(long position) {
        Frame frame =
                new Frame(position, 0, new AccountId("alice"), Content.text("m"), 1, false, false, 0, Long.MAX_VALUE);
        return new Copy(position, JOBS.filter(), 1, frame, false);
    }
}
