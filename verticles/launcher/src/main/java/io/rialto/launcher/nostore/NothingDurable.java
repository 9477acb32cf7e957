package io.rialto.launcher.nostore;

import io.rialto.contract.session.DurableSubscription;
import io.rialto.storage.DueSession;
import io.rialto.storage.Enqueued;
import io.rialto.storage.QueueBounds;
import io.rialto.storage.QueueEntry;
import io.rialto.storage.QueuePage;
import io.rialto.storage.QueueProgress;
import io.rialto.storage.RetainedBatch;
import io.rialto.storage.RetainedPlaced;
import io.rialto.storage.SessionChanges;
import io.rialto.storage.SessionClosing;
import io.rialto.storage.SessionOpened;
import io.rialto.storage.SessionOpening;
import io.rialto.storage.SessionStore;
import io.rialto.storage.StoredMessages;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Every session ends with its connection. */
final class NothingDurable implements SessionStore {
    @Override
    public Future<SessionOpened> open(SessionOpening opening) {
        return Future.succeededFuture(
                new SessionOpened(0, 0, false, 0, 0, List.of(), Map.of(), List.of(), List.of(), 0, null));
    }

    @Override
    public Future<Long> close(SessionClosing closing) {
        return Future.succeededFuture(0L);
    }

    @Override
    public Future<Boolean> hold(long key, long holder) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Long> subscribe(long key, DurableSubscription subscription, boolean retained) {
        return NoStorage.refused();
    }

    @Override
    public Future<Long> unsubscribe(long key, String filter) {
        return NoStorage.refused();
    }

    @Override
    public Future<SessionChanges> changes(long since) {
        return Future.succeededFuture(new SessionChanges(since, List.of(), List.of()));
    }

    @Override
    public Future<List<Enqueued>> append(List<QueueEntry> batch, QueueBounds bounds) {
        return NoStorage.refused();
    }

    @Override
    public Future<RetainedPlaced> retain(RetainedBatch batch, QueueBounds bounds) {
        return NoStorage.refused();
    }

    @Override
    public Future<QueuePage> read(long key, long after, int limit, int maxBytes) {
        return Future.succeededFuture(new QueuePage(after, List.of(), 0));
    }

    @Override
    public Future<StoredMessages> stored() {
        return Future.succeededFuture(StoredMessages.NONE);
    }

    @Override
    public Future<Long> head(long key) {
        return Future.succeededFuture(0L);
    }

    @Override
    public Future<Void> settle(List<QueueProgress> progress) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> received(long key, int packetId, QueueProgress.Place place) {
        return NoStorage.refused();
    }

    @Override
    public Future<Long> mark(long key, int packetId, long number) {
        return NoStorage.refused();
    }

    @Override
    public Future<Void> released(long key, int packetId) {
        return NoStorage.refused();
    }

    @Override
    public Future<Integer> orphan(List<Long> boots, long now) {
        return Future.succeededFuture(0);
    }

    @Override
    public Future<List<DueSession>> due(long now, int limit) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Void> willPublished(long key, long now) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Long> end(long key, long now) {
        return Future.succeededFuture(0L);
    }

    @Override
    public Future<Integer> sweep(long then, int limit) {
        return Future.succeededFuture(0);
    }
}
