package io.rialto.storage.postgres;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Byte strings, numbered from 0, of which the oldest go first. They stand in chunks that are used again: the garbage collector
 * finds nothing to copy, to trace. Used under a lock.
 */
final class RecentBytes {
    private static final int CHUNK = 64 * 1024;
    private static final int FEW = 16;

    private static final class Chunk {
        private final byte[] bytes;
        private int used;
        /** Of the strings in it, the newest. */
        private long last;

        Chunk(int size) {
            this.bytes = new byte[size];
        }

        boolean takes(int length) {
            return used + length <= bytes.length;
        }
    }

    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private Chunk spare = new Chunk(0);
    /** By number, in a circle, where a string stands. */
    private Chunk[] places = new Chunk[FEW];

    private int[] ends = new int[FEW];
    private int[] lengths = new int[FEW];
    private int[] weights = new int[FEW];
    private long oldest;
    private long next;

    /** Takes one; its number. What it weighs is told when it goes. */
    long add(byte[] string, int weight) {
        if (next - oldest == places.length) {
            grow();
        }
        Chunk chunk = chunkFor(string.length);
        System.arraycopy(string, 0, chunk.bytes, chunk.used, string.length);
        chunk.used += string.length;
        chunk.last = next;
        int place = place(next);
        places[place] = chunk;
        ends[place] = chunk.used;
        lengths[place] = string.length;
        weights[place] = weight;
        return next++;
    }

    /** Whether there is one of this number. */
    boolean has(long number) {
        return oldest <= number && number < next;
    }

    /** A copy of the one of this number, which must be there. */
    byte[] get(long number) {
        int place = place(number);
        return Arrays.copyOfRange(places[place].bytes, ends[place] - lengths[place], ends[place]);
    }

    /** The number of the oldest one: the next one's where there is none. */
    long oldest() {
        return oldest;
    }

    /** Drops the oldest one, which must be there; what it weighed. */
    int drop() {
        int place = place(oldest);
        Chunk chunk = places[place];
        places[place] = null;
        if (chunk.last == oldest) {
            retire(chunks.remove());
        }
        oldest++;
        return weights[place];
    }

    /** Drops all; numbers go on. */
    void clear() {
        chunks.clear();
        places = new Chunk[FEW];
        ends = new int[FEW];
        lengths = new int[FEW];
        weights = new int[FEW];
        oldest = next;
    }

    private Chunk chunkFor(int length) {
        Chunk last = chunks.peekLast();
        if (last != null && last.takes(length)) {
            return last;
        }
        Chunk fresh = spare.takes(length) ? spare : new Chunk(Math.max(CHUNK, length));
        spare = fresh == spare ? new Chunk(0) : spare;
        chunks.add(fresh);
        return fresh;
    }

    private void retire(Chunk chunk) {
        if (chunk.bytes.length == CHUNK) {
            chunk.used = 0;
            spare = chunk;
        }
    }

    private int place(long number) {
        return (int) (number & (places.length - 1));
    }

    private void grow() {
        Chunk[] oldPlaces = places;
        int[] oldEnds = ends;
        int[] oldLengths = lengths;
        int[] oldWeights = weights;
        places = new Chunk[2 * oldPlaces.length];
        ends = new int[places.length];
        lengths = new int[places.length];
        weights = new int[places.length];
        for (long number = oldest; number < next; number++) {
            int from = (int) (number & (oldPlaces.length - 1));
            places[place(number)] = oldPlaces[from];
            ends[place(number)] = oldEnds[from];
            lengths[place(number)] = oldLengths[from];
            weights[place(number)] = oldWeights[from];
        }
    }
}
