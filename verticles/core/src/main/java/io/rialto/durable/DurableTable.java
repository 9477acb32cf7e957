package io.rialto.durable;

import io.rialto.contract.channel.TopicTree;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.storage.DurableRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * All durable sessions of the cluster with what they are subscribed to, the same on every node. Safe on any thread; the
 * lock is held for one walk of a tree.
 */
public final class DurableTable {
    private static final int REMEMBERED = 16_384;
    private static final int MAX_ENDED = 100_000;

    private record Stake(long key, AccountId account, DurableSubscription subscription) {}

    private record Place(AccountId account, DeviceId device) {}

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Long, DurableRecord> records = new HashMap<>();
    private final Map<Place, Long> places = new ConcurrentHashMap<>();
    private final TopicTree<Stake> tree = new TopicTree<>();
    private final Map<String, List<DurableMatch>> remembered = new ConcurrentHashMap<>();
    /** What was said of them late is ignored. */
    private final Map<Long, Boolean> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > MAX_ENDED;
        }
    };

    /** How many sessions are members of each share group. */
    private final Map<String, Integer> shared = new ConcurrentHashMap<>();
    /** The share groups that have a queue of their own. */
    private final Set<ShareName> queues = ConcurrentHashMap.newKeySet();

    private volatile boolean wanting;

    /** Whether some session is subscribed to any channel. */
    public boolean wantsAnything() {
        return wanting;
    }

    /** Whether a device has a durable session, as far as this node has been told. */
    public boolean knows(AccountId account, DeviceId device) {
        return places.containsKey(new Place(account, device));
    }

    /** Whether some session is a member of a share group, with a connection or without. */
    public boolean isShared(ShareName name) {
        return shared.containsKey(name.toString());
    }

    /** The share groups that have a queue of their own. */
    public Set<ShareName> shareQueues() {
        return Set.copyOf(queues);
    }

    /** How many sessions there are. */
    public int size() {
        return places.size();
    }

    /** How many of them are devices', not share groups'. */
    int devices() {
        return places.size() - queues.size();
    }

    /** How a session stands; what is older than what is known of it changes nothing. */
    void put(DurableRecord now) {
        change(() -> {
            DurableRecord old = records.get(now.key());
            if (ended.containsKey(now.key()) || (old != null && old.version() > now.version())) {
                return;
            }
            if (old != null) {
                takeOut(old);
            }
            records.put(now.key(), now);
            places.put(new Place(now.account(), now.device()), now.key());
            now.subscriptions().forEach(subscription -> {
                if (ShareName.is(subscription.filter())) {
                    share(now.account(), subscription.filter(), 1);
                } else if (matters(subscription)) {
                    tree.add(subscription.filter(), new Stake(now.key(), now.account(), subscription));
                }
            });
        });
    }

    /** A session has ended. */
    void end(long key) {
        change(() -> {
            ended.put(key, true);
            DurableRecord old = records.remove(key);
            if (old != null) {
                places.remove(new Place(old.account(), old.device()), key);
                takeOut(old);
            }
        });
    }

    /** The sessions whose queues what is published to a topic with QoS 1 or 2 belongs in. */
    List<DurableMatch> of(String topic) {
        if (!wanting) {
            return List.of();
        }
        List<DurableMatch> known = remembered.get(topic);
        return known == null ? find(topic) : known;
    }

    private List<DurableMatch> find(String topic) {
        lock.readLock().lock();
        try {
            Map<Long, DurableMatch> found = new LinkedHashMap<>();
            for (List<Stake> stakes : tree.match(topic)) {
                for (Stake stake : stakes) {
                    found.merge(
                            stake.key(),
                            DurableMatch.of(stake.key(), stake.account(), stake.subscription()),
                            DurableMatch::merge);
                }
            }
            List<DurableMatch> all =
                    found.values().stream().filter(match -> match.qos() > 0).toList();
            if (remembered.size() < REMEMBERED) {
                remembered.put(topic, all);
            }
            return all;
        } finally {
            lock.readLock().unlock();
        }
    }

    private void takeOut(DurableRecord old) {
        old.subscriptions().forEach(subscription -> {
            if (ShareName.is(subscription.filter())) {
                share(old.account(), subscription.filter(), -1);
            } else if (matters(subscription)) {
                tree.remove(subscription.filter(), new Stake(old.key(), old.account(), subscription));
            }
        });
    }

    /** A group's own session names the group, that of a member says that it is one. */
    private void share(AccountId account, String filter, int more) {
        if (!ShareName.isOfGroup(account)) {
            shared.merge(filter, more, (count, change) -> count + change == 0 ? null : count + change);
        } else if (more > 0) {
            queues.add(ShareName.of(filter));
        } else {
            queues.remove(ShareName.of(filter));
        }
    }

    /** The doors' own trees are theirs. */
    private static boolean matters(DurableSubscription subscription) {
        return !subscription.filter().startsWith("$");
    }

    private void change(Runnable step) {
        lock.writeLock().lock();
        try {
            step.run();
            remembered.clear();
            wanting = !tree.isEmpty();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
