package io.rialto.spread;

import java.util.Collection;

/** A set in two numbers, the same on both sides where the sets are: how many, the sum of what they hash to. */
record Tally(int count, long sum) {
    static Tally of(Collection<String> all) {
        long sum = 0;
        for (String one : all) {
            sum += mix(one.hashCode());
        }
        return new Tally(all.size(), sum);
    }

    /** After the finalizer of a 64-bit mix, so that sums of near hashes differ. */
    private static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 31)) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }
}
