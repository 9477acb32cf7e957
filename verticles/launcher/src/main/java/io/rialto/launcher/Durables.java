package io.rialto.launcher;

import io.micrometer.core.instrument.Gauge;
import io.rialto.channel.ServerPublisher;
import io.rialto.durable.CursorJournal;
import io.rialto.durable.DurableSessions;
import io.rialto.durable.DurableSweep;
import io.rialto.durable.QueueJournal;
import io.rialto.durable.QueueParts;
import io.rialto.message.MessageIds;
import io.vertx.core.Future;

/** What of sessions outlives their connections, on its way into the store. */
record Durables(DurableSessions sessions, QueueParts queues, QueueJournal acknowledged, CursorJournal cursors) {
    static Durables of(World world, Ways ways) {
        CursorJournal cursors = new CursorJournal(world.vertx(), world.storage().inbox());
        QueueJournal acknowledged =
                new QueueJournal(world.vertx(), world.storage().sessions(), cursors);
        DurableSessions sessions = new DurableSessions(
                world.vertx(),
                world.neighbours(),
                world.storage().sessions(),
                acknowledged,
                new ServerPublisher(world.vertx(), ways.post(), world.placement()),
                ways.talk());
        Gauge.builder("rialto.sessions.durable", sessions.table(), table -> (double) table.size())
                .description("durable sessions of the whole cluster, connected or not")
                .register(world.meters());
        QueueParts queues = new QueueParts(
                sessions,
                ways.postman(),
                new MessageIds(world.config().node().number(), System::currentTimeMillis),
                world.limits().queues(),
                world.config().storage().batchMax(),
                world.limits().waiting(),
                world.meters());
        return new Durables(sessions, queues, acknowledged, cursors);
    }

    /** Takes out what has expired, now and then. */
    DurableSweep sweep(World world) {
        return new DurableSweep(
                sessions,
                world.placement(),
                world::boots,
                world.config().durable().sweepInterval().toMillis());
    }

    /** Done when what clients acknowledged is in the store. */
    Future<Void> stop() {
        return acknowledged.settle().compose(settled -> cursors.flush());
    }
}
