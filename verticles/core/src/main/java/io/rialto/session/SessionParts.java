package io.rialto.session;

import io.rialto.access.AccessRules;
import io.rialto.access.Denials;
import io.rialto.account.PasswordChange;
import io.rialto.bus.Bus;
import io.rialto.bus.Neighbours;
import io.rialto.channel.Uplinks;
import io.rialto.cluster.Placement;
import io.rialto.durable.CursorJournal;
import io.rialto.durable.DurableSessions;
import io.rialto.durable.QueueParts;
import io.rialto.post.LiveSessions;
import io.rialto.post.Postman;
import io.rialto.retained.RetainedParts;
import io.rialto.session.sync.SyncTimers;
import io.rialto.share.ShareReports;
import io.rialto.spread.Spread;
import io.rialto.storage.ProfileBounds;
import io.rialto.storage.Storage;
import io.rialto.stream.Edge;
import io.vertx.core.Vertx;

/**
 * What every session works with; shared, safe on any thread.
 *
 * @param access who may publish to, subscribe to which topics
 * @param denials what was denied
 * @param edge where the stream rooms reach this node
 * @param live the sessions of this node
 * @param passwords changes those of the accounts
 * @param queues what the queues of durable sessions are fed with
 * @param maxBytes of one message or signal, attributes included
 * @param profiles how large a profile may be
 * @param retained what retained values are read with
 * @param boot the number of this start of the node, unique in the cluster
 */
public record SessionParts(
        Vertx vertx,
        Bus bus,
        Neighbours neighbours,
        Placement placement,
        Storage storage,
        AccessRules access,
        Denials denials,
        Edge edge,
        Spread spread,
        CursorJournal cursors,
        LiveSessions live,
        Postman postman,
        PasswordChange passwords,
        DurableSessions durable,
        QueueParts queues,
        int maxBytes,
        ProfileBounds profiles,
        Uplinks uplinks,
        ShareReports shares,
        RetainedParts retained,
        SyncTimers timers,
        long boot) {}
