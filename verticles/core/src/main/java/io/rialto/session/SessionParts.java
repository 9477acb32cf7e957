package io.rialto.session;

import io.rialto.bus.Bus;
import io.rialto.channel.RetainedHint;
import io.rialto.channel.Uplinks;
import io.rialto.cluster.Placement;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.session.sync.SyncTimers;
import io.rialto.storage.Storage;
import io.vertx.core.Vertx;

/** What every session works with; shared, safe on any thread. */
public record SessionParts(
        Vertx vertx,
        Bus bus,
        Placement placement,
        Storage storage,
        LocalFanout fanout,
        CursorJournal cursors,
        LiveSessions live,
        Uplinks uplinks,
        RetainedHint retained,
        SyncTimers timers) {}
