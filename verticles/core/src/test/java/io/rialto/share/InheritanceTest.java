package io.rialto.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.bus.Nobody;
import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.SessionInfo;
import io.rialto.post.MemberId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of what members have from a lost home where they say so before its loss is known here. */
final class InheritanceTest {
    private static final ShareName JOBS = new ShareName("workers", "jobs");
    private static final MemberId MEMBER = new MemberId(new SessionId(7), 1);
    private static final NodeId NODE = new NodeId("b");
    private static final Join JOIN = new Join(MEMBER, JOBS, 1, 64, null, false, List.of());
    private static final Seat SEAT = new RemoteSeat(
            NODE,
            new SessionInfo(MEMBER.session(), new AccountId("bob"), new DeviceId("one"), "web", "test", 1),
            new Nobody(new NodeId("a")));

    private final List<String> open = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Inheritance inheritance = new Inheritance(100, this::adopt);

    @Test
    void aMemberKeepsWhatItHas() {
        claim(1, 2);

        inherit(1, 2, 3);

        assertThat(open).containsExactly("1", "2");
        assertThat(inheritance.unclaimed()).extracting(Item::position).containsExactly(3L);
    }

    /** Else it would be that of a member that acknowledges it no more: forever. */
    @Test
    void whatAMemberAcknowledgesMeanwhileIsSettled() {
        claim(1, 2, 3, 4);

        inheritance.hear(Report.done(MEMBER, JOBS, 101, 102));
        inherit(1, 2, 3, 4);

        assertThat(done).containsExactly("1", "2");
        assertThat(open).containsExactly("3", "4");
    }

    @Test
    void whatAMemberThatLeavesMeanwhileHadIsAnybodysUnlessItStaysWithIt() {
        claim(1, 2, 3);
        inheritance.hear(Report.done(MEMBER, JOBS, 101, 101));

        inheritance.hear(Report.left(MEMBER, JOBS, List.of(new Ticket(102))));
        inherit(1, 2, 3);

        assertThat(done).containsExactly("1", "2");
        assertThat(open).isEmpty();
        assertThat(inheritance.unclaimed()).extracting(Item::position).containsExactly(3L);
    }

    @Test
    void whatMembersOfANodeHadThatIsLostMeanwhileIsTheirsNoMore() {
        claim(1, 2);
        inheritance.hear(Report.done(MEMBER, JOBS, 101, 101));

        inheritance.nodeGone(new NodeId("c"));
        inheritance.nodeGone(NODE);
        inherit(1, 2);

        assertThat(done).containsExactly("1");
        assertThat(open).isEmpty();
        assertThat(inheritance.unclaimed()).extracting(Item::position).containsExactly(2L);
    }

    @Test
    void whatAnotherMemberTellsChangesNothing() {
        claim(1);
        MemberId other = new MemberId(MEMBER.session(), 2);

        inheritance.hear(Report.done(other, JOBS, 101, 101));
        inheritance.hear(Report.left(other, JOBS, List.of()));
        inheritance.hear(Report.retired(MEMBER, JOBS));
        inherit(1);

        assertThat(open).containsExactly("1");
    }

    private void adopt(Inheritance.Claimed claimed, Item item) {
        (claimed.claim().done() ? done : open).add(Long.toString(item.position()));
    }

    private void claim(long... places) {
        for (long place : places) {
            Claim claim = new Claim(MEMBER, 100 + place, JOBS.filter(), 1, place, false);
            inheritance.claim(new Inheritance.Claimed(claim, JOIN, SEAT));
        }
    }

    private void inherit(long... places) {
        for (long place : places) {
            inheritance.add(new Item(place, JOBS.filter(), 1, frame(place), null), false);
        }
    }

    private static Frame frame(long seq) {
        return new Frame(seq, 0, new AccountId("alice"), Content.text("m"), 1, false, false, 0, Long.MAX_VALUE);
    }
}
