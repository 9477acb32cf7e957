package io.rialto.launcher.it.kit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody saw of one room, in the order he saw it; what is wrong with it is said in words.
 *
 * @param observer who saw it
 * @param seen what
 */
public record History(String observer, List<Entry> seen) {
    /**
     * One message.
     *
     * @param cseq its place in the room
     * @param hash what stands for its payload
     */
    public record Entry(long cseq, String hash) {}

    private static final int MAX_FAULTS = 10;

    /** Copies. */
    public History {
        seen = List.copyOf(seen);
    }

    /** The payloads alone. */
    public List<String> hashes() {
        return seen.stream().map(Entry::hash).toList();
    }

    /** What is wrong with it as a whole log from 1 on: holes, repetitions, disorder. */
    public List<String> faultsOfNumbers() {
        List<String> faults = new ArrayList<>();
        long expected = 1;
        for (Entry entry : seen) {
            if (entry.cseq() != expected) {
                note(faults, "cseq " + entry.cseq() + " where " + expected + " belongs");
            }
            expected = entry.cseq() + 1;
        }
        return faults;
    }

    /**
     * What is wrong with it against what senders know: an acknowledged message missing or at another place, a message
     * twice, a message nobody sent.
     *
     * @param acknowledged what was acknowledged, with its place
     * @param sent the payloads of all that was ever sent, acknowledged or not
     */
    public List<String> faultsAgainst(List<Entry> acknowledged, Set<String> sent) {
        List<String> faults = new ArrayList<>();
        Set<Entry> entries = new HashSet<>(seen);
        for (Entry ack : acknowledged) {
            if (!entries.contains(ack)) {
                note(faults, "acknowledged but not there: " + ack);
            }
        }
        Set<String> once = new HashSet<>();
        for (Entry entry : seen) {
            if (!once.add(entry.hash())) {
                note(faults, "there twice: " + entry);
            }
            if (!sent.contains(entry.hash())) {
                note(faults, "there but never sent: " + entry);
            }
        }
        return faults;
    }

    /** Where it differs from what another saw. */
    public List<String> differencesFrom(History other) {
        List<String> faults = new ArrayList<>();
        if (seen.size() != other.seen.size()) {
            note(faults, observer + " saw " + seen.size() + ", " + other.observer + " " + other.seen.size());
        }
        for (int i = 0; i < Math.min(seen.size(), other.seen.size()); i++) {
            if (!seen.get(i).equals(other.seen.get(i))) {
                note(
                        faults,
                        "at " + i + " " + observer + " saw " + seen.get(i) + ", " + other.observer + " "
                                + other.seen.get(i));
            }
        }
        return faults;
    }

    private void note(List<String> faults, String fault) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(observer + ": " + fault);
        }
    }
}
