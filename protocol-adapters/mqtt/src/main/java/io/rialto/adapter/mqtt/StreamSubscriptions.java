package io.rialto.adapter.mqtt;

import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The subscriptions of one client to stream rooms, one subscriber per room. What changes in one room changes in turn.
 * Confined to the connection's event loop.
 */
final class StreamSubscriptions {
    private final Link link;
    private final StreamDeliveries deliveries;
    private final Map<RoomId, StreamSubscriber> rooms = new HashMap<>(0);

    StreamSubscriptions(Link link, StreamDeliveries deliveries) {
        this.link = link;
        this.deliveries = deliveries;
    }

    /** How many filters there are, with those that wait for their turn. */
    int size() {
        return rooms.values().stream()
                .mapToInt(room -> room.size() + room.turns().waiting())
                .sum();
    }

    /** The filters that are subscribed to. */
    List<String> filters() {
        return rooms.values().stream().flatMap(room -> room.texts().stream()).toList();
    }

    /** Whether this filter is one of them. */
    boolean has(String filter) {
        return rooms.values().stream().anyMatch(room -> room.has(filter));
    }

    /** Subscribes; the stream plane is at most once, so QoS 0 is granted whatever was asked for. */
    Future<Integer> subscribe(SubscribePacket.Request request, int subscriptionId) {
        StreamFilter filter = StreamFilter.of(request.filter());
        Granted granted = Granted.of(link.client().protocol(), atMostOnce(request), subscriptionId);
        StreamSubscriber subscriber = rooms.computeIfAbsent(filter.room(), room -> new StreamSubscriber(deliveries));
        return inTurn(filter.room(), subscriber, () -> subscribe(request.filter(), filter, subscriber, granted));
    }

    /** Takes a filter back. */
    Future<Integer> unsubscribe(String text) {
        try {
            StreamFilter filter = StreamFilter.of(text);
            StreamSubscriber subscriber = rooms.get(filter.room());
            return subscriber == null
                    ? Future.succeededFuture(ReasonCodes.NO_SUBSCRIPTION_EXISTED)
                    : inTurn(filter.room(), subscriber, () -> unsubscribe(text, filter, subscriber));
        } catch (GatewayException illegal) {
            return Future.succeededFuture(ReasonCodes.NO_SUBSCRIPTION_EXISTED);
        }
    }

    /** A room is over: nothing comes from there any more. */
    void ended(RoomId room) {
        StreamSubscriber subscriber = rooms.get(room);
        if (subscriber != null) {
            subscriber.clear();
            tidy(room, subscriber);
        }
    }

    private Future<Integer> inTurn(RoomId room, StreamSubscriber subscriber, Supplier<Future<Integer>> step) {
        return subscriber.turns().take(step).onComplete(done -> tidy(room, subscriber));
    }

    private void tidy(RoomId room, StreamSubscriber subscriber) {
        if (subscriber.size() == 0 && subscriber.turns().underWay() == 0) {
            rooms.remove(room);
        }
    }

    private Future<Integer> subscribe(String text, StreamFilter filter, StreamSubscriber subscriber, Granted granted) {
        boolean isNew = !subscriber.has(text);
        if (isNew) {
            // Before the answer: what waited in core comes with it.
            subscriber.grant(text, filter, granted);
        }
        return ask(filter, subscriber)
                .onSuccess(done -> subscriber.grant(text, filter, granted))
                .onFailure(refused -> forget(text, subscriber, isNew))
                .map(done -> ReasonCodes.SUCCESS);
    }

    /** In a stream channel members listen: whoever is none becomes one. The room is there, so none is made. */
    private Future<StreamSubscribed> ask(StreamFilter filter, StreamSubscriber subscriber) {
        StreamCommand.SubscribeLane wish =
                new StreamCommand.SubscribeLane(filter.room(), filter.lane(), filter.publishers(), null, subscriber);
        return link.gate()
                .submit(wish)
                .recover(failure -> GatewayException.codeOf(failure) == ErrorCode.NOT_MEMBER
                        ? join(filter.room())
                                .compose(in -> link.gate().session().submit(wish))
                        : Future.failedFuture(failure));
    }

    private Future<StreamInfo> join(RoomId room) {
        return link.gate().session().submit(new StreamCommand.JoinStream(room));
    }

    private static void forget(String text, StreamSubscriber subscriber, boolean isNew) {
        if (isNew) {
            subscriber.remove(text);
            subscriber.loosen();
        }
    }

    private Future<Integer> unsubscribe(String text, StreamFilter filter, StreamSubscriber subscriber) {
        if (!subscriber.has(text)) {
            return Future.succeededFuture(ReasonCodes.NO_SUBSCRIPTION_EXISTED);
        }
        subscriber.remove(text);
        StreamCommand.UnsubscribeLane less = subscriber.without(filter);
        return less == null
                ? Future.succeededFuture(ReasonCodes.SUCCESS)
                : link.gate().session().submit(less).map(done -> ReasonCodes.SUCCESS);
    }

    private static SubscribePacket.Request atMostOnce(SubscribePacket.Request request) {
        return new SubscribePacket.Request(request.filter(), 0, request.noLocal(), false, request.retainHandling());
    }
}
