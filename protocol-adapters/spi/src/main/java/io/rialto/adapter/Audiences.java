package io.rialto.adapter;

import io.rialto.contract.channel.Subscriber;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The subscribers of one loop by the topic they are subscribed to, in the order they came. Made for a million topics with
 * one subscriber each: those of a topic are an array and nothing else, so that whoever looks for them follows few
 * references to memory that is in no cache. Confined to its loop.
 */
final class Audiences {
    /** From here on a set is worth its memory: few are looked through, many are looked up. */
    private static final int MANY = 32;

    private static final Subscriber[] NOBODY = {};

    /** An empty array where those of a topic are {@link #many}. */
    private final Map<String, Subscriber[]> few = new HashMap<>();

    private final Map<String, Audience> many = new HashMap<>();

    /** Those of a topic; not to be written to. */
    Subscriber[] of(String topic) {
        Subscriber[] all = few.get(topic);
        if (all == null) {
            return NOBODY;
        }
        return all.length > 0 ? all : many.get(topic).all();
    }

    /** Adds a subscriber; false where it was there. */
    boolean add(String topic, Subscriber subscriber) {
        Subscriber[] all = few.get(topic);
        if (all != null && all.length == 0) {
            return many.get(topic).add(subscriber);
        }
        Subscriber[] before = all == null ? NOBODY : all;
        if (place(before, subscriber) >= 0) {
            return false;
        }
        if (before.length < MANY) {
            few.put(topic, with(before, subscriber));
        } else {
            many.put(topic, new Audience(with(before, subscriber)));
            few.put(topic, NOBODY);
        }
        return true;
    }

    /** Takes a subscriber away; false where it was not there. */
    boolean remove(String topic, Subscriber subscriber) {
        Subscriber[] all = few.getOrDefault(topic, NOBODY);
        Audience audience = all.length > 0 ? null : many.get(topic);
        boolean removed = audience == null ? removeFromFew(topic, all, subscriber) : audience.remove(subscriber);
        if (removed && audience != null && audience.isEmpty()) {
            many.remove(topic);
            few.remove(topic);
        }
        return removed;
    }

    /** Whether this topic has any. */
    boolean has(String topic) {
        return few.containsKey(topic);
    }

    boolean isEmpty() {
        return few.isEmpty();
    }

    private boolean removeFromFew(String topic, Subscriber[] all, Subscriber subscriber) {
        int place = place(all, subscriber);
        if (place < 0) {
            return false;
        }
        if (all.length == 1) {
            few.remove(topic);
        } else {
            few.put(topic, without(all, place));
        }
        return true;
    }

    private static Subscriber[] with(Subscriber[] all, Subscriber subscriber) {
        Subscriber[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = subscriber;
        return more;
    }

    private static Subscriber[] without(Subscriber[] all, int place) {
        Subscriber[] fewer = new Subscriber[all.length - 1];
        System.arraycopy(all, 0, fewer, 0, place);
        System.arraycopy(all, place + 1, fewer, place, fewer.length - place);
        return fewer;
    }

    private static int place(Subscriber[] all, Subscriber subscriber) {
        return Arrays.asList(all).indexOf(subscriber);
    }
}
