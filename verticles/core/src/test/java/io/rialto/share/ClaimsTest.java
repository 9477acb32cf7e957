package io.rialto.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.bus.Bus;
import io.rialto.bus.Nobody;
import io.rialto.bus.TalkLimits;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.message.Content;
import io.rialto.post.HandOver;
import io.rialto.post.MemberId;
import io.rialto.testing.Await;
import io.rialto.testing.FakeShareMember;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What sessions tell of what they have from lost homes. */
final class ClaimsTest {
    private static final ShareName ALL = new ShareName("workers", "#");
    private static final Home HOME = new Home(new NodeId("a"), 0);
    private static final int LINK_TAKES = 12 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final ShareReports reports = new ShareReports(new Bus(vertx, new Nobody(HOME.node()), TalkLimits.DEFAULT));

    @AfterEach
    void close() {
        Await.await(vertx.close());
    }

    @Test
    void whatIsNotAcknowledgedIsNamedFirstThenTheNewestOfTheRest() {
        Membership finished = membership(1, 3, "t");
        LongStream.rangeClosed(1, 3).forEach(finished::done);
        Membership open = membership(2, 2, "t");

        List<Claim> claims = Claims.of(List.of(finished, open));

        assertThat(claims).extracting(Claim::done).containsExactly(false, false, true, true, true);
        assertThat(claims).extracting(Claim::ticket).containsExactly(1L, 2L, 3L, 2L, 1L);
    }

    /** Whoever publishes to long topics does not keep sessions from joining where the group is served now. */
    @Test
    void whatIsNamedGoesIntoOneWord() {
        String topic = "t".repeat(60_000);
        List<Membership> lost = LongStream.range(0, 4)
                .mapToObj(number -> membership(number, 64, topic))
                .toList();
        assertThat(4L * 64 * topic.length()).isGreaterThan(LINK_TAKES);

        List<Claim> claims = Claims.of(lost);

        assertThat(claims).isNotEmpty();
        assertThat(claims.size() * (long) topic.length()).isLessThan(LINK_TAKES / 3);
    }

    /** One that has been handed so many. */
    private Membership membership(long number, int frames, String topic) {
        MemberId id = new MemberId(new SessionId(7), number);
        Membership membership =
                new Membership(id, ALL, HOME, FakeShareMember.lazy(1, 64), reports.of(vertx.getOrCreateContext()));
        List<Frame> all = LongStream.rangeClosed(1, frames)
                .mapToObj(seq -> new Frame(
                        seq, 0, new AccountId("alice"), Content.text("m"), 1, false, false, 0, Long.MAX_VALUE))
                .toList();
        membership.take(new HandOver(id, ALL, HOME, 0, 1, new Run(topic, 1, all)));
        return membership;
    }
}
