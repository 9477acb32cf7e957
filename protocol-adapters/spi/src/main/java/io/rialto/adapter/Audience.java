package io.rialto.adapter;

import io.rialto.contract.channel.Subscriber;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The subscribers of one filter on one loop, in the order they came. What was handed out stays as it is when somebody
 * comes or goes. Confined to its loop.
 */
final class Audience {
    /** From here on a set is worth its memory: few are looked through, many are looked up. */
    private static final int MANY = 32;

    private static final Subscriber[] NOBODY = {};

    private Subscriber[] all = NOBODY;
    private Set<Subscriber> many;

    /** Adds a subscriber; false where it was there. */
    boolean add(Subscriber subscriber) {
        if (many == null && all.length == MANY) {
            many = new LinkedHashSet<>(List.of(all));
        }
        return many == null ? addToFew(subscriber) : isChanged(many.add(subscriber));
    }

    /** Takes a subscriber away; false where it was not there. */
    boolean remove(Subscriber subscriber) {
        return many == null ? removeFromFew(subscriber) : isChanged(many.remove(subscriber));
    }

    boolean isEmpty() {
        return many == null ? all.length == 0 : many.isEmpty();
    }

    /** All of them; not to be written to. */
    Subscriber[] all() {
        if (all == null) {
            all = many.toArray(NOBODY);
        }
        return all;
    }

    private boolean addToFew(Subscriber subscriber) {
        if (place(subscriber) >= 0) {
            return false;
        }
        all = Arrays.copyOf(all, all.length + 1);
        all[all.length - 1] = subscriber;
        return true;
    }

    private boolean removeFromFew(Subscriber subscriber) {
        int place = place(subscriber);
        if (place < 0) {
            return false;
        }
        Subscriber[] fewer = new Subscriber[all.length - 1];
        System.arraycopy(all, 0, fewer, 0, place);
        System.arraycopy(all, place + 1, fewer, place, fewer.length - place);
        all = fewer;
        return true;
    }

    private boolean isChanged(boolean changed) {
        if (changed) {
            all = null;
        }
        return changed;
    }

    private int place(Subscriber subscriber) {
        for (int i = 0; i < all.length; i++) {
            if (all[i].equals(subscriber)) {
                return i;
            }
        }
        return -1;
    }
}
