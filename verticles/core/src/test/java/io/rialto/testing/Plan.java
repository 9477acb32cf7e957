package io.rialto.testing;

import io.rialto.access.AccessRules;
import io.rialto.message.Backlog;
import io.rialto.message.DirectPolicy;
import io.rialto.session.SessionPolicy;
import io.rialto.share.ShareLimits;
import io.rialto.storage.QueueBounds;
import io.rialto.stream.StreamLimits;
import java.util.List;

/** How a test wants its node: defaults unless it says otherwise. */
public final class Plan {
    AccessRules access = AccessRules.OPEN;
    int loops = 2;
    int node;
    int queueMax = 10_000;
    long queueBytes = 1 << 26;
    int batchMax = 256;
    int maxBytes = 1 << 20;
    int maxMembers = 500;
    int maxContacts = 100;
    DirectPolicy direct = DirectPolicy.ANYONE;
    long recallMillis = 120_000;
    int maxKnown = 1000;
    long retainedDelayMillis = 5;
    long uplinkLimit = 4 << 20;
    long sweepMillis = 20;
    QueueBounds queue = new QueueBounds(1000, 1 << 20, true);
    long audienceMillis = Long.MAX_VALUE;
    boolean channels = true;
    boolean presence = true;
    boolean messages = true;
    boolean relays = true;
    SessionPolicy policy = new SessionPolicy(SessionPolicy.Kind.BY_DEVICE, 1);

    StreamLimits streams = new StreamLimits(300_000, 65_536, 10, 4096, 5, 1000);

    ShareLimits shares = ShareLimits.DEFAULT;

    /** The defaults. */
    public static Plan standard() {
        return new Plan();
    }

    public Plan loops(int value) {
        loops = value;
        return this;
    }

    /** Who may do what: rules, what becomes of other topics, roles. */
    public Plan access(boolean otherwise, List<String> rules, String... roles) {
        access = AccessRules.parse(rules, otherwise, List.of(roles));
        return this;
    }

    /** How often what is due of durable sessions is looked for. */
    public Plan sweepMillis(long value) {
        sweepMillis = value;
        return this;
    }

    /** The number of the node. */
    public Plan node(int value) {
        node = value;
        return this;
    }

    /** No channel has a home: the test plays it. */
    public Plan withoutChannels() {
        channels = false;
        return this;
    }

    /** No room has messages: the test plays it. */
    public Plan withoutMessages() {
        messages = false;
        return this;
    }

    /** No stream room has a relay: the test plays it. */
    public Plan withoutRelays() {
        relays = false;
        return this;
    }

    /** No account has a presence: the test plays it. */
    public Plan withoutPresence() {
        presence = false;
        return this;
    }

    public Plan streams(StreamLimits value) {
        streams = value;
        return this;
    }

    public Plan shares(ShareLimits value) {
        shares = value;
        return this;
    }

    public Plan queueMax(int value) {
        queueMax = value;
        return this;
    }

    public Plan queueBytes(long value) {
        queueBytes = value;
        return this;
    }

    Backlog.Bounds waiting() {
        return new Backlog.Bounds(queueMax, queueBytes);
    }

    public Plan batchMax(int value) {
        batchMax = value;
        return this;
    }

    public Plan maxBytes(int value) {
        maxBytes = value;
        return this;
    }

    public Plan recallMillis(long value) {
        recallMillis = value;
        return this;
    }

    public Plan maxMembers(int value) {
        maxMembers = value;
        return this;
    }

    public Plan maxContacts(int value) {
        maxContacts = value;
        return this;
    }

    /** Who may write to whom. */
    public Plan direct(DirectPolicy value) {
        direct = value;
        return this;
    }

    public Plan maxKnown(int value) {
        maxKnown = value;
        return this;
    }

    public Plan retainedDelayMillis(long value) {
        retainedDelayMillis = value;
        return this;
    }

    public Plan audienceMillis(long value) {
        audienceMillis = value;
        return this;
    }

    public Plan uplinkLimit(long value) {
        uplinkLimit = value;
        return this;
    }

    /** How much the queue of a durable session holds. */
    public Plan queue(QueueBounds value) {
        queue = value;
        return this;
    }

    public Plan policy(SessionPolicy.Kind kind, int count) {
        return policy(new SessionPolicy(kind, count));
    }

    public Plan policy(SessionPolicy value) {
        policy = value;
        return this;
    }
}
