package io.rialto.share;

import io.rialto.post.MemberId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who is a member of a share group, who is not any more but has not acknowledged everything. Confined to its shard. */
final class Roster {
    private final List<Taker> members = new ArrayList<>(2);
    private final List<Taker> retired = new ArrayList<>(0);
    /** Who joined here though the group is served elsewhere: one of both does not know yet what has become of it. */
    private final Set<MemberId> late = new HashSet<>(0);

    /** The members, in the order in which they joined. */
    List<Taker> members() {
        return members;
    }

    /** Members and those that are none any more. */
    List<Taker> all() {
        List<Taker> all = new ArrayList<>(members);
        all.addAll(retired);
        return all;
    }

    /** Whoever has this number; null where nobody has. */
    Taker find(MemberId id) {
        Taker member = find(id, members);
        return member == null ? find(id, retired) : member;
    }

    private static Taker find(MemberId id, List<Taker> among) {
        for (int i = 0; i < among.size(); i++) {
            if (among.get(i).id().equals(id)) {
                return among.get(i);
            }
        }
        return null;
    }

    void add(Taker member) {
        members.add(member);
    }

    /** It is no member, but has something to acknowledge. */
    void addRetired(Taker one) {
        retired.add(one);
    }

    /** Whether it was a member; it takes nothing more. */
    boolean retire(Taker member) {
        late.remove(member.id());
        return members.remove(member) && retired.add(member);
    }

    /** Nothing more is heard of it. */
    void forget(Taker member) {
        retired.remove(member);
    }

    /** It joined though the group is served elsewhere. */
    void late(MemberId id) {
        late.add(id);
    }

    /** Where the group is served now everybody knows. */
    void forgetLate() {
        late.clear();
    }

    /** Whether nobody is late, nobody has anything to acknowledge. */
    boolean isDone() {
        return late.isEmpty() && all().stream().allMatch(one -> one.load() == 0);
    }
}
