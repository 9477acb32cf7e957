package io.rialto.spread;

import io.rialto.bus.Neighbours;
import io.rialto.bus.Neighbours.Urgency;
import io.rialto.bus.TalkLimits;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells other nodes which filters this node wants the frames of: exact ones the home of the topic, wildcards everybody.
 * A filter that nobody wants any more is taken back a moment later. Every few seconds each node is told in two numbers
 * what it should know; where it knows otherwise it asks for everything. Confined to its context.
 */
final class Announcements {
    /** Filters that the speaker wants; answered with {@link Noted}. */
    record Want(long id, List<String> filters) {}

    /** A {@link Want} is known. */
    record Noted(long id) {}

    /** Filters that the speaker wants no more. */
    record Unwant(List<String> filters) {}

    /** What the hearer should know of the speaker. */
    record Compare(Tally tally) {}

    /** The speaker has announced everything to the homes there are among these nodes. */
    record Settled(Tally members) {}

    /** The hearer shall say everything anew. */
    record SayAgain() {}

    /** All that the speaker wants, in as many words as it takes; the last one is answered with {@link Noted}. */
    record All(long id, List<String> filters, boolean first, boolean last) {}

    static final List<Class<?>> WORDS =
            List.of(Want.class, Noted.class, Unwant.class, Compare.class, SayAgain.class, All.class, Settled.class);

    private static final int FILTERS_PER_WORD = 500;
    private static final int MAX_ASKED = 100_000;

    /** One filter: who was told, who has not answered, who waits for that. */
    private static final class Announcement {
        private final Set<NodeId> told = new HashSet<>();
        private final Map<NodeId, Long> unanswered = new HashMap<>();
        private final List<Promise<Void>> waiting = new ArrayList<>(1);
        private boolean lingering;
    }

    private final Vertx vertx;
    private final Context context;
    private final Neighbours neighbours;
    private final LocalFanout fanout;
    private final Function<String, Set<NodeId>> homes;
    private final TalkLimits limits;
    private final Map<String, Announcement> known = new HashMap<>();
    /** Questions without an answer; the oldest are forgotten, a comparison finds what came of them. */
    private final Map<Long, List<String>> asked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<String>> eldest) {
            return size() > MAX_ASKED;
        }
    };

    /** What is to be said to whom when everything has been looked at. */
    private final Map<NodeId, List<String>> wanted = new HashMap<>();

    private boolean moving;
    private long lastId;

    /** {@code homes} are the other nodes that must know of a filter now. */
    Announcements(
            Vertx vertx,
            Neighbours neighbours,
            LocalFanout fanout,
            Function<String, Set<NodeId>> homes,
            TalkLimits limits) {
        this.limits = limits;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.neighbours = neighbours;
        this.fanout = fanout;
        this.homes = homes;
        fanout.listen(filter -> context.runOnContext(now -> reconsider(filter)));
        neighbours.hear(Noted.class, (from, word) -> context.runOnContext(now -> noted(from, word.id())));
        neighbours.hear(SayAgain.class, (from, word) -> context.runOnContext(now -> sayAgain(from)));
        neighbours.onGone(node -> context.runOnContext(now -> gone(node)));
        context.runOnContext(now -> vertx.setPeriodic(limits.compareMillis(), timer -> compare()));
    }

    /** Completes when everybody who must know of a filter does; from any thread. */
    void settled(String filter, Promise<Void> promise) {
        context.runOnContext(now -> {
            Announcement announcement = known.get(filter);
            if (announcement == null || announcement.unanswered.isEmpty()) {
                promise.tryComplete();
            } else {
                announcement.waiting.add(promise);
                vertx.setTimer(limits.newcomerMillis(), late -> giveUp(announcement, promise));
            }
        });
    }

    /** Homes have moved: everything is looked at again. From any thread. */
    void homesMoved() {
        context.runOnContext(now -> {
            moving = true;
            Set<String> all = new HashSet<>(known.keySet());
            all.addAll(fanout.filters());
            all.forEach(this::reconsider);
            moving = false;
            sayWanted();
            neighbours.others().forEach(node -> neighbours.say(node, Urgency.CONTROL, new Settled(members())));
        });
    }

    private void sayWanted() {
        wanted.forEach(this::wantAll);
        wanted.clear();
    }

    private void wantAll(NodeId node, List<String> filters) {
        for (int i = 0; i < filters.size(); i += FILTERS_PER_WORD) {
            want(node, List.copyOf(filters.subList(i, Math.min(filters.size(), i + FILTERS_PER_WORD))));
        }
    }

    /** The nodes there are, as this one sees them. */
    Tally members() {
        List<String> names = new ArrayList<>();
        neighbours.others().forEach(node -> names.add(node.value()));
        names.add(neighbours.self().value());
        return Tally.of(names);
    }

    private static void giveUp(Announcement announcement, Promise<Void> promise) {
        if (announcement.waiting.remove(promise)) {
            promise.tryFail(new GatewayException(
                    ErrorCode.TIMEOUT, "the subscription stands here, its home does not answer, try again"));
        }
    }

    private void reconsider(String filter) {
        Announcement announcement = known.get(filter);
        if (fanout.isWanted(filter)) {
            Set<NodeId> must = homes.apply(filter);
            if (announcement == null && must.isEmpty()) {
                return;
            }
            announce(filter, known.computeIfAbsent(filter, any -> new Announcement()), must);
            if (!moving) {
                sayWanted();
            }
        } else if (announcement != null && !announcement.lingering) {
            announcement.lingering = true;
            vertx.setTimer(limits.lingerMillis(), timer -> takeBack(filter, announcement));
        }
    }

    private void announce(String filter, Announcement announcement, Set<NodeId> must) {
        for (NodeId node : must) {
            if (announcement.told.add(node)) {
                wanted.computeIfAbsent(node, any -> new ArrayList<>()).add(filter);
            }
        }
        for (NodeId node : List.copyOf(announcement.told)) {
            if (!must.contains(node)) {
                forget(announcement, node);
                neighbours.say(node, Urgency.CONTROL, new Unwant(List.of(filter)));
            }
        }
    }

    /** What cannot be said now is found by the next comparison. */
    private void want(NodeId node, List<String> filters) {
        neighbours.say(node, Urgency.CONTROL, new Want(asked(node, filters), filters));
    }

    private long asked(NodeId node, List<String> filters) {
        long id = ++lastId;
        asked.put(id, filters);
        filters.forEach(filter -> known.get(filter).unanswered.put(node, id));
        return id;
    }

    private void takeBack(String filter, Announcement announcement) {
        announcement.lingering = false;
        if (!fanout.isWanted(filter) && known.remove(filter, announcement)) {
            announcement.told.forEach(node -> neighbours.say(node, Urgency.CONTROL, new Unwant(List.of(filter))));
            announcement.waiting.forEach(Promise::tryComplete);
        }
    }

    private void noted(NodeId from, long id) {
        List<String> filters = asked.remove(id);
        if (filters != null) {
            filters.stream().map(known::get).filter(one -> one != null).forEach(one -> {
                if (one.unanswered.remove(from, id)) {
                    completeIfKnown(one);
                }
            });
        }
    }

    private void gone(NodeId node) {
        known.values().forEach(announcement -> forget(announcement, node));
    }

    private static void forget(Announcement announcement, NodeId node) {
        announcement.told.remove(node);
        announcement.unanswered.remove(node);
        completeIfKnown(announcement);
    }

    private static void completeIfKnown(Announcement announcement) {
        if (announcement.unanswered.isEmpty()) {
            announcement.waiting.forEach(Promise::tryComplete);
            announcement.waiting.clear();
        }
    }

    private void compare() {
        Map<NodeId, List<String>> told = new HashMap<>();
        known.forEach((filter, announcement) -> announcement.told.forEach(
                node -> told.computeIfAbsent(node, any -> new ArrayList<>()).add(filter)));
        neighbours
                .others()
                .forEach(node -> neighbours.say(
                        node, Urgency.CONTROL, new Compare(Tally.of(told.getOrDefault(node, List.of())))));
    }

    private void sayAgain(NodeId node) {
        List<String> all = known.entrySet().stream()
                .filter(one -> one.getValue().told.contains(node))
                .map(Map.Entry::getKey)
                .toList();
        long id = asked(node, all);
        int from = 0;
        do {
            int to = Math.min(all.size(), from + FILTERS_PER_WORD);
            boolean last = to == all.size();
            neighbours.say(node, Urgency.CONTROL, new All(id, all.subList(from, to), from == 0, last));
            from = to;
        } while (from < all.size());
    }
}
