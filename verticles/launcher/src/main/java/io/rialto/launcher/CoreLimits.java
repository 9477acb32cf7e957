package io.rialto.launcher;

import io.rialto.bus.TalkLimits;
import io.rialto.config.ClusterTalkConfig;
import io.rialto.config.ContactsConfig;
import io.rialto.config.DurableConfig;
import io.rialto.config.RialtoConfig;
import io.rialto.config.RoomsConfig;
import io.rialto.config.SessionsConfig;
import io.rialto.config.SharesConfig;
import io.rialto.config.StreamsConfig;
import io.rialto.contact.ContactLimits;
import io.rialto.contract.channel.ShareKey;
import io.rialto.message.Backlog;
import io.rialto.message.DirectPolicy;
import io.rialto.room.GroupLimits;
import io.rialto.session.SessionPolicy;
import io.rialto.share.ShareLimits;
import io.rialto.share.ShareTimes;
import io.rialto.storage.ProfileBounds;
import io.rialto.storage.QueueBounds;
import io.rialto.stream.StreamLimits;
import java.util.HashMap;
import java.util.Map;

/** The bounds of the settings, as core has them: it does not know of settings. */
record CoreLimits(RialtoConfig config) {
    /** Of what nodes say to each other. */
    static TalkLimits talk(ClusterTalkConfig talk) {
        return new TalkLimits(
                talk.answerTimeout().toMillis(),
                talk.urgentBytes(),
                talk.compareInterval().toMillis(),
                talk.linger().toMillis(),
                talk.newcomerTimeout().toMillis(),
                talk.lossTopics());
    }

    StreamLimits streams() {
        StreamsConfig streams = config.streams();
        return new StreamLimits(
                streams.idleTimeout().toMillis(),
                streams.ringBytes(),
                streams.maxMembers(),
                streams.maxFrame(),
                streams.maxRoomsPerOwner(),
                streams.maxWaiting());
    }

    /** Of what waits for the store in a shard. */
    Backlog.Bounds waiting() {
        return new Backlog.Bounds(config.storage().queueMax(), config.storage().queueBytes());
    }

    /** Of the queues of durable sessions. */
    QueueBounds queues() {
        DurableConfig durable = config.durable();
        return new QueueBounds(
                durable.queueMessages(), durable.queueBytes(), durable.whenFull() == DurableConfig.WhenFull.REFUSE);
    }

    ShareLimits shares() {
        SharesConfig shares = config.channels().shares();
        Map<String, ShareKey> ordered = new HashMap<>();
        shares.ordersByGroup().forEach((group, order) -> ordered.put(group, ShareKey.of(order)));
        return new ShareLimits(
                shares.queue(), shares.queueBytes(), shares.underWay(), shares.keys(), ordered, shares.standby());
    }

    ShareTimes shareTimes() {
        SharesConfig shares = config.channels().shares();
        return new ShareTimes(
                shares.grace().toMillis(),
                shares.finish().toMillis(),
                shares.stop().toMillis());
    }

    /** Who may write to whom. */
    DirectPolicy direct() {
        return switch (config.messages().direct()) {
            case ANYONE -> DirectPolicy.ANYONE;
            case FRIENDS -> DirectPolicy.FRIENDS;
        };
    }

    ProfileBounds profiles() {
        return new ProfileBounds(
                config.profiles().maxEntries(), config.profiles().maxBytes());
    }

    GroupLimits groups() {
        RoomsConfig rooms = config.rooms();
        return new GroupLimits(
                config.messages().maxMembers(),
                rooms.maxManagers(),
                rooms.maxApplicants(),
                rooms.maxBanned(),
                rooms.maxBlocked(),
                rooms.maxText());
    }

    ContactLimits contacts() {
        ContactsConfig contacts = config.contacts();
        return new ContactLimits(contacts.max(), contacts.maxText());
    }

    /** How many sessions of an account there may be, and who has to go. */
    SessionPolicy sessions() {
        SessionsConfig sessions = config.sessions();
        SessionPolicy.Kind kind =
                switch (sessions.policy()) {
                    case BY_DEVICE -> SessionPolicy.Kind.BY_DEVICE;
                    case PER_PLATFORM -> SessionPolicy.Kind.PER_PLATFORM;
                    case COUNT -> SessionPolicy.Kind.COUNT;
                    case SINGLE -> SessionPolicy.Kind.SINGLE;
                };
        return new SessionPolicy(
                kind,
                sessions.devices(),
                sessions.devicesPerPlatform(),
                sessions.displaceAfter().toMillis(),
                sessions.maxTakeovers(),
                sessions.takeoverWindow().toMillis());
    }
}
