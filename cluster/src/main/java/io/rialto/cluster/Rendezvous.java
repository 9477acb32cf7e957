package io.rialto.cluster;

import java.util.Comparator;
import java.util.List;

/**
 * Rendezvous hashing: each node gets a score for a key, the highest serves it. A node that leaves hands its keys to their
 * second choices and moves no other; the order in which members are listed does not matter. Pure.
 */
final class Rendezvous {
    private record Scored(Member member, double score) {}

    private static final double UNIT = 0x1.0p-53;

    private Rendezvous() {}

    /** The best node for a key among some. */
    static Member first(List<Member> members, String key) {
        long hash = hash(key);
        Member best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (Member member : members) {
            double score = score(member, hash);
            if (best == null || score > bestScore || (score == bestScore && precedes(member, best))) {
                best = member;
                bestScore = score;
            }
        }
        return best;
    }

    /** All nodes, the best first; those about to leave behind all others. */
    static List<NodeId> ranking(List<Member> members, String key) {
        long hash = hash(key);
        return members.stream()
                .map(member -> new Scored(member, score(member, hash)))
                .sorted(Comparator.comparing((Scored scored) -> scored.member().draining())
                        .thenComparing(Comparator.comparingDouble(Scored::score).reversed())
                        .thenComparing(scored -> scored.member().node().value()))
                .map(scored -> scored.member().node())
                .toList();
    }

    /** The shard of a key on a node with so many; the same on every node. */
    static int shard(String key, int shards) {
        int hash = key.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), shards);
    }

    private static boolean precedes(Member one, Member other) {
        return one.node().value().compareTo(other.node().value()) < 0;
    }

    /** weight / −ln(u), where u in (0, 1) is a mix of key and node: shares are in proportion to weights. */
    private static double score(Member member, long keyHash) {
        long mixed = mix(keyHash ^ mix(hash(member.node().value())));
        double u = ((mixed >>> 11) + 0.5) * UNIT;
        return member.shards() / -Math.log(u);
    }

    /** FNV-1a over the characters, then mixed: names that differ in one character are as different as any. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** A bijection of 64 bits in which every bit of the input turns half of the output's. */
    private static long mix(long value) {
        long v = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        v = (v ^ (v >>> 27)) * 0x94d049bb133111ebL;
        return v ^ (v >>> 31);
    }
}
