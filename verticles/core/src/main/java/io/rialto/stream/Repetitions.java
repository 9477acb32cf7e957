package io.rialto.stream;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last own numbers of the publishers that this node has heard, or heard of: what a publisher sends again behind a
 * change of its relay, since the receipt was lost with the old one, is known by them (docs/spec/streams.md §2). Inside an
 * epoch the relay compares. Bounded: the publisher that was heard of longest ago is forgotten first. Safe on any thread.
 */
public final class Repetitions {
    /** The number of a publisher, known in this epoch of its room. */
    record Note(long publisher, long epoch, long number) {
        /** One of each publisher of a run that numbers its frames. */
        static List<Note> of(Run run) {
            Map<Long, Note> last = new LinkedHashMap<>(2);
            for (Frame frame : run.frames()) {
                LanePart lane = frame.lane();
                if (lane.publisher() != 0) {
                    last.put(lane.publisher(), new Note(lane.publisher(), run.epoch(), lane.publication()));
                }
            }
            return new ArrayList<>(last.values());
        }
    }

    /** Confined to the lock of its stripe. */
    private static final class Known {
        private long epoch;
        private long last;
        /** The last one of earlier epochs. */
        private long before;

        /** Whether this number of this epoch was known in an earlier one. */
        boolean has(long in, long number) {
            return number <= (in > epoch ? last : before);
        }

        void add(long in, long number) {
            if (in > epoch) {
                before = last;
                epoch = in;
            } else if (in < epoch) {
                before = Math.max(before, number);
            }
            last = Math.max(last, number);
        }
    }

    /** Confined to its lock. */
    private static final class Stripe extends LinkedHashMap<Long, Known> {
        private static final long serialVersionUID = 1L;

        private final transient ReentrantLock lock = new ReentrantLock();
        private final int limit;

        Stripe(int limit) {
            super(16, 0.75f, true);
            this.limit = limit;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
            return size() > limit;
        }
    }

    private static final int STRIPES = 16;

    private final Stripe[] stripes = new Stripe[STRIPES];

    /** Remembers so many publishers, rounded up to sixteens. */
    public Repetitions(int publishers) {
        int each = (publishers + STRIPES - 1) / STRIPES;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe(each);
        }
    }

    /** Learns of a number; true where it was known in an earlier epoch. */
    boolean add(long publisher, long epoch, long number) {
        Stripe stripe = stripe(publisher);
        stripe.lock.lock();
        try {
            Known known = stripe.computeIfAbsent(publisher, first -> new Known());
            boolean repeated = known.has(epoch, number);
            known.add(epoch, number);
            return repeated;
        } finally {
            stripe.lock.unlock();
        }
    }

    void add(Note note) {
        add(note.publisher(), note.epoch(), note.number());
    }

    /** Whether a number of this epoch was known in an earlier one. */
    boolean has(long publisher, long epoch, long number) {
        Stripe stripe = stripe(publisher);
        stripe.lock.lock();
        try {
            Known known = stripe.get(publisher);
            return known != null && known.has(epoch, number);
        } finally {
            stripe.lock.unlock();
        }
    }

    /** The last number of a publisher, 0 where none is known. */
    long last(long publisher) {
        Stripe stripe = stripe(publisher);
        stripe.lock.lock();
        try {
            Known known = stripe.get(publisher);
            return known == null ? 0 : known.last;
        } finally {
            stripe.lock.unlock();
        }
    }

    private Stripe stripe(long publisher) {
        return stripes[(int) (publisher & (STRIPES - 1))];
    }
}
