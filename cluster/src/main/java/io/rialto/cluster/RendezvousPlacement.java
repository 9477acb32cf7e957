package io.rialto.cluster;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Placement by rendezvous hashing over the live members. Answers are remembered until the members change. Safe on any
 * thread: what is remembered for one set of members is thrown away with it.
 */
public final class RendezvousPlacement implements Placement {
    private record Known(String key, Home home) {}

    /** What holds for one set of members. A slot may be overwritten by anybody: entries are immutable. */
    private static final class Table {
        private final List<Member> members;
        private final List<Member> staying;
        private final Known[] known = new Known[SLOTS];

        Table(List<Member> members) {
            List<Member> remain =
                    members.stream().filter(member -> !member.draining()).toList();
            this.members = members;
            this.staying = remain.isEmpty() ? members : remain;
        }

        Home of(String key) {
            int hash = key.hashCode();
            int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
            Known entry = known[slot];
            if (entry == null || !entry.key().equals(key)) {
                entry = new Known(key, home(key));
                known[slot] = entry;
            }
            return entry.home();
        }

        Home standby(String key) {
            List<NodeId> ranking = Rendezvous.ranking(staying, key);
            return ranking.size() < 2 ? null : on(ranking.get(1), key);
        }

        Home on(NodeId node, String key) {
            return members.stream()
                    .filter(member -> member.node().equals(node))
                    .findFirst()
                    .map(member -> new Home(node, Rendezvous.shard(key, member.shards())))
                    .orElse(null);
        }

        private Home home(String key) {
            Member member = Rendezvous.first(staying, key);
            return new Home(member.node(), Rendezvous.shard(key, member.shards()));
        }
    }

    private static final int SLOTS = 1 << 14;

    private final Supplier<List<Member>> members;
    private final List<Home> here;
    private volatile Table table;

    /** A placement that follows these members. */
    public RendezvousPlacement(Members members) {
        this(members::live, homes(members.self()), new Table(members.live()));
    }

    private RendezvousPlacement(Supplier<List<Member>> members, List<Home> here, Table table) {
        this.members = members;
        this.here = here;
        this.table = table;
    }

    @Override
    public Placement now() {
        Table now = table();
        return new RendezvousPlacement(() -> now.members, here, now);
    }

    @Override
    public Home of(RoomId room) {
        return table().of(room.value());
    }

    @Override
    public Home of(AccountId account) {
        return table().of(account.value());
    }

    @Override
    public Home standby(AccountId account) {
        return table().standby(account.value());
    }

    @Override
    public Home ofTopic(String topic) {
        return table().of(topic);
    }

    @Override
    public List<NodeId> ranking(RoomId room) {
        return Rendezvous.ranking(table().members, room.value());
    }

    @Override
    public Home on(NodeId node, RoomId room) {
        return table().on(node, room.value());
    }

    @Override
    public Home here(AccountId account) {
        return here.get(Rendezvous.shard(account.value(), here.size()));
    }

    @Override
    public List<Home> all() {
        return table().members.stream()
                .flatMap(member -> homes(member).stream())
                .toList();
    }

    @Override
    public List<Home> here() {
        return here;
    }

    /** The table of the members there are now; whoever lost a race against a change is corrected by the next call. */
    private Table table() {
        Table current = table;
        List<Member> live = members.get();
        if (current.members != live) {
            current = new Table(live);
            table = current;
        }
        return current;
    }

    private static List<Home> homes(Member member) {
        return IntStream.range(0, member.shards())
                .mapToObj(shard -> new Home(member.node(), shard))
                .toList();
    }
}
