package io.rialto.adapter;

import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.channel.TopicTree;
import io.rialto.contract.id.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The subscriptions of one loop, with a memory of whom each recently used topic goes to. Confined to its loop.
 */
final class Routes {
    private static final Subscriber[] NOBODY = {};

    private final TopicTree<Subscriber> tree = new TopicTree<>();
    private final Map<String, Subscriber[]> remembered = new HashMap<>();
    private final int limit;

    Routes(int limit) {
        this.limit = limit;
    }

    /** Adds a subscription; false where it was there. */
    boolean add(String filter, Subscriber subscriber) {
        forget(filter);
        return tree.add(filter, subscriber);
    }

    /** Takes a subscription away; false where it was not there. */
    boolean remove(String filter, Subscriber subscriber) {
        forget(filter);
        return tree.remove(filter, subscriber);
    }

    boolean isEmpty() {
        return tree.isEmpty();
    }

    /** Whom a topic goes to, one subscriber per owner; not to be written to. */
    Subscriber[] of(String topic) {
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
        List<List<Subscriber>> lists = tree.match(topic);
        if (lists.isEmpty()) {
            return NOBODY;
        }
        return lists.size() == 1 ? lists.get(0).toArray(NOBODY) : merged(lists);
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

    private void forget(String filter) {
        if (Topics.isWildcard(filter)) {
            remembered.clear();
        } else {
            remembered.remove(filter);
        }
    }
}
