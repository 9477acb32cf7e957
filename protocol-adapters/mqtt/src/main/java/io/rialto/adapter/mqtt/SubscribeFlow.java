package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.TopicTree;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.ErrorKind;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.id.Topics;
import io.rialto.contract.office.ClientState;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The subscriptions of one client: topics, shares as {@code $share/{group}/{filter}}, groups as {@code $group/{id}}, stream rooms as {@code $stream/{room}/…}, its
 * inbox as {@code $inbox} or {@code $inbox/#}, events as {@code $events/#}. Confined to the connection's event loop.
 */
final class SubscribeFlow {
    private static final String INBOX_BY_ROOM = InboxPublish.TOPIC + "/#";
    private static final int NO_RETAINED = 2;

    private final Link link;
    private final Deliveries deliveries;
    private final InboxDelivery inbox;
    private final ShareSubscriptions shares;
    private final StreamSubscriptions streams;
    private final Events events;
    private final Map<String, MqttSubscriber> subscribers = new HashMap<>(1);
    private final DurableSubscriptions durable;
    /** Kept subscriptions that could not be made on this connection yet; null where there are none. */
    private Map<String, DurableSubscription> missing;

    private String inboxFilter;

    SubscribeFlow(Link link, Deliveries deliveries, Trees trees, DurableSubscriptions durable) {
        this.durable = durable;
        this.link = link;
        this.deliveries = deliveries;
        this.inbox = trees.inbox();
        this.shares = trees.shares();
        this.streams = trees.streams();
        this.events = trees.events();
    }

    /** Takes a SUBSCRIBE; answered when all its filters are decided. */
    void on(SubscribePacket subscribe) {
        Why why = new Why(link.client());
        List<Future<Integer>> codes = subscribe.requests().stream()
                .map(request -> decide(request, subscribe, why))
                .toList();
        Future.all(codes).onSuccess(all -> {
            int[] decided = codes(codes);
            link.door().traffic().sent(PacketType.SUBACK, decided);
            if (why.isKnown()) {
                link.note("subscribe: " + why.words());
            }
            link.queue().write(Packets.suback(protocol(), subscribe.packetId(), why.text(), decided));
        });
    }

    /** Takes an UNSUBSCRIBE. */
    void on(UnsubscribePacket unsubscribe) {
        List<Future<Integer>> codes =
                unsubscribe.filters().stream().map(this::forget).toList();
        Future.all(codes).onSuccess(all -> {
            int[] decided = codes(codes);
            link.door().traffic().sent(PacketType.UNSUBACK, decided);
            link.queue().write(Packets.unsuback(protocol(), unsubscribe.packetId(), decided));
        });
    }

    /** How many subscriptions there are. */
    int size() {
        return subscribers.size() + shares.size() + streams.size() + (inboxFilter == null ? 0 : 1);
    }

    /** So many of them, in order of their filters. */
    List<ClientState.Subscription> list(int limit) {
        List<ClientState.Subscription> all = new ArrayList<>();
        subscribers.forEach((filter, subscriber) -> all.add(shown(filter, subscriber.granted())));
        shares.forEach((share, granted) -> all.add(shown("$share/" + share.group() + "/" + share.filter(), granted)));
        streams.filters().forEach(filter -> all.add(new ClientState.Subscription(filter, 0, false, false, List.of())));
        if (inboxFilter != null) {
            all.add(new ClientState.Subscription(inboxFilter, inbox.qos(), false, false, List.of()));
        }
        all.sort(Comparator.comparing(ClientState.Subscription::filter));
        return all.subList(0, Math.min(limit, all.size()));
    }

    private static ClientState.Subscription shown(String filter, Granted granted) {
        return new ClientState.Subscription(
                filter, granted.qos(), granted.noLocal(), granted.retainAsPublished(), granted.ids());
    }

    /** The connection is gone. */
    void close() {
        link.door().traffic().subscribed(-subscribers.size());
        subscribers.clear();
    }

    /** The client is no member of this group any more. */
    void left(RoomId group) {
        forget(TopicMapper.GROUP + group.name());
    }

    /** The session is subscribed to this from an earlier connection; what it has no right to any more is forgotten. */
    void restore(DurableSubscription kept) {
        SubscribePacket.Request request = new SubscribePacket.Request(
                kept.filter(), kept.qos(), kept.noLocal(), kept.retainAsPublished(), NO_RETAINED);
        stand(request, kept.id(), null).onFailure(refused -> {
            ErrorKind kind = GatewayException.codeOf(refused).kind();
            if (kind == ErrorKind.DENIED || kind == ErrorKind.NOT_FOUND) {
                durable.forget(kept.filter(), ReasonCodes.SUCCESS);
            } else if (kind == ErrorKind.UNAVAILABLE || kind == ErrorKind.OVERLOADED) {
                missing = missing == null ? new HashMap<>(1) : missing;
                missing.put(kept.filter(), kept);
            }
        });
    }

    /** Once a second: what is kept and could not be made is tried again, since its client was told that it is there. */
    void tick() {
        if (missing != null) {
            Map<String, DurableSubscription> again = missing;
            missing = null;
            again.values().stream().filter(durable::isKept).forEach(this::restore);
        }
    }

    private void noLongerMissing(String filter) {
        if (missing != null) {
            missing.remove(filter);
        }
    }

    /**
     * An operator has the client see a stream room, or no more: as if it had subscribed to all of it. MQTT has no word for
     * that, frames come, or cease.
     */
    Future<Void> view(Viewing viewing) {
        String filter = StreamTopic.all(viewing.room());
        if (!viewing.on()) {
            return streams.unsubscribe(filter).mapEmpty();
        }
        try {
            return subscribeStream(new SubscribePacket.Request(filter, 0, false, false, NO_RETAINED), 0)
                    .mapEmpty();
        } catch (GatewayException tooMany) {
            return Future.failedFuture(tooMany);
        }
    }

    private Future<Integer> decide(SubscribePacket.Request request, SubscribePacket subscribe, Why why) {
        String filter = request.filter();
        int id = subscribe.subscriptionId();
        noLongerMissing(filter);
        boolean queued = isQueued(filter) && wantsRetained(request);
        return stand(request, id, subscribe.shareOrder())
                .compose(
                        granted -> durable.keep(request, id, granted, queued).onFailure(notKept -> unsubscribe(filter)))
                .onFailure(why::note)
                .recover(failure -> StreamTopic.is(filter)
                        ? streamCode(failure)
                        : Future.succeededFuture(ReasonCodes.of(failure).subscribe(protocol())));
    }

    /** What is asked for, as far as this connection goes; the QoS that was granted. */
    private Future<Integer> stand(SubscribePacket.Request request, int subscriptionId, String shareOrder) {
        String filter = request.filter();
        try {
            if (ShareName.is(filter)) {
                return share(request, subscriptionId, shareOrder);
            }
            if (StreamTopic.is(filter)) {
                return subscribeStream(request, subscriptionId);
            }
            if (Events.isFilter(filter)) {
                return openEvents(filter);
            }
            return isInbox(filter) ? openInbox(request) : subscribe(request, subscriptionId);
        } catch (GatewayException refused) {
            return Future.failedFuture(refused);
        }
    }

    private Future<Integer> share(SubscribePacket.Request request, int subscriptionId, String order) {
        if (!shares.has(request.filter())) {
            requireSpace();
        }
        TopicTree.requireDepth(request.filter());
        return shares.subscribe(request, subscriptionId, order);
    }

    /** Takes a subscription back, here and where it is kept. */
    private Future<Integer> forget(String filter) {
        noLongerMissing(filter);
        Future<Integer> taken = unsubscribe(filter).map(code -> told(filter, code));
        if (!durable.areKept()) {
            return taken;
        }
        return taken.compose(code -> durable.forget(filter, code)).otherwise(ReasonCodes.UNSPECIFIED);
    }

    /** Nothing of it is kept, thus QoS 0 whatever was asked for. */
    private Future<Integer> openEvents(String filter) {
        if (link.gate().session().guest()) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "guests use channels only, sign in for this");
        }
        events.subscribe(filter);
        return Future.succeededFuture(0);
    }

    private Future<Integer> openInbox(SubscribePacket.Request request) {
        inboxFilter = request.filter();
        inbox.open(request.qos(), request.filter().equals(INBOX_BY_ROOM));
        deliveries.inbox(true);
        return link.gate()
                .submit(new InboxCommand.OpenInbox(
                        InboxMode.window(link.client().window())))
                .map(opened -> {
                    inbox.againUpTo(durable.arePresent() ? opened.head() : 0);
                    return request.qos();
                })
                .onFailure(refused -> closeInbox());
    }

    private Future<Integer> subscribe(SubscribePacket.Request request, int subscriptionId) {
        String filter = requireOpen(request.filter());
        boolean queued = isQueued(filter);
        Granted granted = Granted.of(protocol(), request, subscriptionId, queued);
        boolean offered = wantsRetained(request);
        MqttSubscriber known = subscribers.get(filter);
        if (known == null) {
            requireSpace();
        }
        boolean group = filter.startsWith(TopicMapper.GROUP);
        MqttSubscriber subscriber = known == null ? new MqttSubscriber(deliveries, group, granted) : known;
        if (subscribers.put(filter, subscriber) == null) {
            link.door().traffic().subscribed(1);
        }
        boolean retained = !group && offered;
        subscriber.asked();
        return link.gate()
                .submit(new ChannelCommand.Subscribe(filter, subscriber, retained))
                .onSuccess(done -> subscriber.grant(granted))
                .onSuccess(done -> offerOwn(filter, subscriber, retained))
                .onFailure(refused -> refused(filter, subscriber))
                .map(done -> request.qos());
    }

    /** Whether what has QoS 1 or 2 comes by the queue of the session. */
    private boolean isQueued(String filter) {
        return durable.areKept() && !filter.startsWith("$");
    }

    private boolean wantsRetained(SubscribePacket.Request request) {
        return request.retainHandling() == 0
                || (request.retainHandling() == 1 && !subscribers.containsKey(request.filter()));
    }

    private Future<Integer> subscribeStream(SubscribePacket.Request request, int subscriptionId) {
        if (!streams.has(request.filter())) {
            requireSpace();
        }
        return streams.subscribe(request, subscriptionId);
    }

    private Future<Integer> streamCode(Throwable failure) {
        return Future.succeededFuture(ReasonCodes.stream(failure, protocol()));
    }

    private void requireSpace() {
        if (subscribers.size() + shares.size() + streams.size()
                >= link.door().config().maxSubscriptions()) {
            throw new GatewayException(ErrorCode.LIMIT_REACHED, "too many subscriptions");
        }
    }

    private void refused(String filter, MqttSubscriber subscriber) {
        if (subscriber.refused() && subscribers.remove(filter, subscriber)) {
            link.door().traffic().subscribed(-1);
        }
    }

    /** What the node says of itself is kept by nobody else. */
    private void offerOwn(String filter, MqttSubscriber subscriber, boolean retained) {
        if (retained && SysTopics.is(filter)) {
            link.door().broker().sys().offer(filter, subscriber);
        }
    }

    /** What is none can have been subscribed to by nobody. */
    private static int told(String filter, int code) {
        boolean none = code == ReasonCodes.NO_SUBSCRIPTION_EXISTED && !isLegal(filter);
        return none ? ReasonCodes.FILTER_INVALID : code;
    }

    private static boolean isLegal(String filter) {
        try {
            if (ShareName.is(filter)) {
                TopicTree.requireDepth(ShareName.of(filter).filter());
            } else if (StreamTopic.is(filter)) {
                StreamFilter.of(filter);
            } else {
                requireOpen(filter);
            }
            return true;
        } catch (GatewayException illegal) {
            return illegal.code().kind() != ErrorKind.MALFORMED;
        }
    }

    private Future<Integer> unsubscribe(String filter) {
        if (filter.equals(inboxFilter)) {
            closeInbox();
            return Future.succeededFuture(ReasonCodes.SUCCESS);
        }
        if (events.unsubscribe(filter)) {
            return Future.succeededFuture(ReasonCodes.SUCCESS);
        }
        if (ShareName.is(filter)) {
            return shares.unsubscribe(filter);
        }
        if (StreamTopic.is(filter)) {
            return streams.unsubscribe(filter).otherwise(ReasonCodes.UNSPECIFIED);
        }
        MqttSubscriber subscriber = subscribers.remove(filter);
        if (subscriber == null) {
            return Future.succeededFuture(ReasonCodes.NO_SUBSCRIPTION_EXISTED);
        }
        link.door().traffic().subscribed(-1);
        return link.gate()
                .session()
                .submit(new ChannelCommand.Unsubscribe(filter, subscriber))
                .map(done -> ReasonCodes.SUCCESS)
                .otherwise(ReasonCodes.UNSPECIFIED);
    }

    private void closeInbox() {
        inboxFilter = null;
        inbox.close();
        deliveries.inbox(false);
    }

    /** Topics, groups; what else begins with $ is read by whom an access rule grants it to. */
    private static String requireOpen(String filter) {
        if (filter.startsWith(TopicMapper.GROUP)) {
            RoomId.group(filter.substring(TopicMapper.GROUP.length()));
            return filter;
        }
        TopicTree.requireDepth(filter);
        return Topics.requireFilter(filter);
    }

    private static boolean isInbox(String filter) {
        return filter.equals(InboxPublish.TOPIC) || filter.equals(INBOX_BY_ROOM);
    }

    private static int[] codes(List<Future<Integer>> decided) {
        return decided.stream().mapToInt(Future::result).toArray();
    }

    private Protocol protocol() {
        return link.client().protocol();
    }
}
