package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.command.StreamCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What one connection is subscribed to in one stream room. Core chooses lanes, publishers for all filters together; here
 * it is known which filters a frame matches. Confined to the connection's event loop.
 */
final class StreamSubscriber implements Subscriber {
    private record Subscription(StreamFilter filter, Granted granted) {}

    private final StreamDeliveries deliveries;
    private final InTurn turns = new InTurn();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>(2);
    private boolean loose;
    private Granted common;

    StreamSubscriber(StreamDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** The order in which core is asked about this room. */
    InTurn turns() {
        return turns;
    }

    /** From now on this filter is delivered like this. */
    void grant(String text, StreamFilter filter, Granted granted) {
        subscriptions.put(text, new Subscription(filter, granted));
        common = findCommon();
    }

    /** The filters as the client wrote them. */
    Set<String> texts() {
        return subscriptions.keySet();
    }

    /** Forgets a filter. */
    void remove(String text) {
        subscriptions.remove(text);
        loose &= !subscriptions.isEmpty();
        common = findCommon();
    }

    /** Forgets all filters. */
    void clear() {
        subscriptions.clear();
        loose = false;
        common = null;
    }

    /** From now on core may offer frames that no filter matches. */
    void loosen() {
        loose = !subscriptions.isEmpty();
        common = findCommon();
    }

    /**
     * What core is to be told now that this filter is gone, so that no other one misses a frame; null where core goes on
     * offering what it does.
     */
    StreamCommand.UnsubscribeLane without(StreamFilter gone) {
        List<StreamFilter> rest = filters();
        if (rest.isEmpty()) {
            return new StreamCommand.UnsubscribeLane(gone.room(), null, Set.of());
        }
        List<StreamFilter> sameLane = rest.stream()
                .filter(one -> Objects.equals(one.lane(), gone.lane()))
                .toList();
        if (gone.lane() != null && sameLane.isEmpty()) {
            return new StreamCommand.UnsubscribeLane(gone.room(), gone.lane(), Set.of());
        }
        boolean stillWanted = sameLane.stream().anyMatch(one -> one.publisher() == null || one.equals(gone));
        if (!stillWanted && gone.publisher() != null) {
            return new StreamCommand.UnsubscribeLane(gone.room(), gone.lane(), gone.publishers());
        }
        if (!stillWanted) {
            loosen();
        }
        return null;
    }

    int size() {
        return subscriptions.size();
    }

    boolean has(String text) {
        return subscriptions.containsKey(text);
    }

    /** What all frames are delivered with; null where that depends on the frame. */
    Granted common() {
        return common;
    }

    /** What a frame is delivered with to this session; null where no filter matches that lets it through. */
    Granted of(Frame frame, long session) {
        return subscriptions.values().stream()
                .filter(one -> one.filter().matches(frame))
                .map(Subscription::granted)
                .filter(granted -> granted.takes(frame, session))
                .reduce(Granted::merge)
                .orElse(null);
    }

    @Override
    public void offer(Run run) {
        deliveries.offer(run, this);
    }

    @Override
    public void missed(Gap gap) {
        deliveries.missed(gap);
    }

    @Override
    public Object owner() {
        return this;
    }

    @Override
    public Subscriber merge(Subscriber other) {
        return this;
    }

    private List<StreamFilter> filters() {
        return subscriptions.values().stream().map(Subscription::filter).toList();
    }

    private Granted findCommon() {
        List<Granted> distinct = subscriptions.values().stream()
                .map(Subscription::granted)
                .distinct()
                .toList();
        return loose || distinct.size() != 1 ? null : distinct.get(0);
    }
}
