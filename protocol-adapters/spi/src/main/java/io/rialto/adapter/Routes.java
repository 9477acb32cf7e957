package io.rialto.adapter;

import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.channel.TopicTree;
import io.rialto.contract.id.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The subscriptions of one loop: those without wildcards by their topic, so that whom a topic goes to is one look-up
 * whatever their number; those with wildcards in a tree, with a memory of whom each recently used topic goes to. Confined
 * to its loop.
 */
final class Routes {
    private static final Subscriber[] NOBODY = {};

    private final Audiences exact = new Audiences();
    private final TopicTree<Subscriber> wild = new TopicTree<>();
    private final Map<String, Subscriber[]> remembered = new HashMap<>();
    private final int limit;

    Routes(int limit) {
        this.limit = limit;
    }

    /** Adds a subscription; false where it was there. */
    boolean add(String filter, Subscriber subscriber) {
        if (Topics.isWildcard(filter)) {
            remembered.clear();
            return wild.add(filter, subscriber);
        }
        TopicTree.requireDepth(filter);
        remembered.remove(filter);
        return exact.add(filter, subscriber);
    }

    /** Takes a subscription away; false where it was not there. */
    boolean remove(String filter, Subscriber subscriber) {
        if (Topics.isWildcard(filter)) {
            remembered.clear();
            return wild.remove(filter, subscriber);
        }
        remembered.remove(filter);
        return exact.remove(filter, subscriber);
    }

    /** Whether there is a subscription with this very filter. */
    boolean has(String filter) {
        return Topics.isWildcard(filter) ? wild.has(filter) : exact.has(filter);
    }

    boolean isEmpty() {
        return exact.isEmpty() && wild.isEmpty();
    }

    /** Whether there is a subscription with a wildcard. */
    boolean hasWildcards() {
        return !wild.isEmpty();
    }

    /** Whom a topic goes to, one subscriber per owner; not to be written to. */
    Subscriber[] of(String topic) {
        if (wild.isEmpty()) {
            return exact.of(topic);
        }
        Subscriber[] known = remembered.get(topic);
        if (known != null) {
            return known;
        }
        Subscriber[] found = find(topic);
        if (remembered.size() >= limit) {
            remembered.clear();
        }
        remembered.put(topic, found);
        return found;
    }

    private Subscriber[] find(String topic) {
        Subscriber[] exactly = exact.of(topic);
        List<List<Subscriber>> lists = wild.match(topic);
        if (lists.isEmpty()) {
            return exactly;
        }
        if (exactly.length == 0 && lists.size() == 1) {
            return lists.get(0).toArray(NOBODY);
        }
        lists.add(0, Arrays.asList(exactly));
        return merged(lists);
    }

    /** One subscriber per owner, in the order in which they were found first. */
    private static Subscriber[] merged(List<List<Subscriber>> lists) {
        IdentityHashMap<Object, Integer> places = new IdentityHashMap<>();
        List<Subscriber> merged = new ArrayList<>();
        for (List<Subscriber> list : lists) {
            for (Subscriber subscriber : list) {
                Integer place = places.putIfAbsent(subscriber.owner(), merged.size());
                if (place == null) {
                    merged.add(subscriber);
                } else {
                    merged.set(place, merged.get(place).merge(subscriber));
                }
            }
        }
        return merged.toArray(NOBODY);
    }
}
