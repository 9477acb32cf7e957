package io.rialto.adapter;

import io.rialto.contract.channel.Subscriber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The subscribers of one topic that many of one loop are subscribed to, in the order they came: one is found among them
 * without a look at the others. What was handed out stays as it is when somebody comes or goes. Confined to its loop.
 */
final class Audience {
    private final Set<Subscriber> members;
    /** Null where somebody has come or gone since it was asked for. */
    private Subscriber[] all;

    /** These, each once. */
    Audience(Subscriber[] those) {
        members = new LinkedHashSet<>(List.of(those));
    }

    /** Adds a subscriber; false where it was there. */
    boolean add(Subscriber subscriber) {
        return isChanged(members.add(subscriber));
    }

    /** Takes a subscriber away; false where it was not there. */
    boolean remove(Subscriber subscriber) {
        return isChanged(members.remove(subscriber));
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** All of them; not to be written to. */
    Subscriber[] all() {
        if (all == null) {
            all = members.toArray(Subscriber[]::new);
        }
        return all;
    }

    private boolean isChanged(boolean changed) {
        if (changed) {
            all = null;
        }
        return changed;
    }
}
