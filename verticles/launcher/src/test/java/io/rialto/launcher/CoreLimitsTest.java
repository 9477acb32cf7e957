package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.config.ConfigReader;
import io.rialto.contract.channel.ShareKey;
import io.rialto.message.DirectPolicy;
import io.rialto.room.GroupLimits;
import io.rialto.session.SessionPolicy;
import io.rialto.share.ShareLimits;
import io.rialto.share.ShareTimes;
import io.rialto.storage.QueueBounds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoreLimitsTest {
    @Test
    void whatIsNotSetIsAsCoreHasIt() {
        CoreLimits limits = limits();

        assertThat(limits.shares()).isEqualTo(ShareLimits.DEFAULT);
        assertThat(limits.shareTimes()).isEqualTo(ShareTimes.DEFAULT);
        assertThat(limits.direct()).isEqualTo(DirectPolicy.ANYONE);
    }

    @Test
    void shareGroups() {
        CoreLimits limits = limits(
                "channels.shares.queue=1",
                "channels.shares.queueBytes=2048",
                "channels.shares.underWay=3",
                "channels.shares.keys=4",
                "channels.shares.ordered=jobs=topic",
                "channels.shares.standby=false",
                "channels.shares.grace=5s",
                "channels.shares.finish=6s",
                "channels.shares.stop=7s");

        assertThat(limits.shares())
                .isEqualTo(new ShareLimits(1, 2048, 3, 4, Map.of("jobs", ShareKey.of("topic")), false));
        assertThat(limits.shareTimes()).isEqualTo(new ShareTimes(5000, 6000, 7000));
    }

    @Test
    void queuesOfDurableSessions() {
        CoreLimits limits = limits("durable.queueMessages=11", "durable.queueBytes=4096", "durable.whenFull=refuse");

        assertThat(limits.queues()).isEqualTo(new QueueBounds(11, 4096, true));
    }

    @Test
    void groupsAndSessions() {
        CoreLimits limits = limits(
                "messages.maxMembers=10",
                "rooms.maxManagers=2",
                "rooms.maxApplicants=3",
                "rooms.maxBanned=4",
                "rooms.maxBlocked=5",
                "rooms.maxText=600",
                "sessions.policy=count",
                "sessions.devices=7",
                "sessions.devicesPerPlatform=6",
                "sessions.displaceAfter=8s",
                "sessions.maxTakeovers=9",
                "sessions.takeoverWindow=10s",
                "messages.direct=friends");

        assertThat(limits.groups()).isEqualTo(new GroupLimits(10, 2, 3, 4, 5, 600));
        assertThat(limits.sessions()).isEqualTo(new SessionPolicy(SessionPolicy.Kind.COUNT, 7, 6, 8000, 9, 10_000));
        assertThat(limits.direct()).isEqualTo(DirectPolicy.FRIENDS);
    }

    private static CoreLimits limits(String... settings) {
        return new CoreLimits(ConfigReader.read(Optional.empty(), Map.of(), List.of(settings)));
    }
}
