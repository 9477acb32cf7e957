package io.rialto.stream;

import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Run;
import io.rialto.stream.Repetitions.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the relays of a shard have taken in one turn of its loop, by the nodes it is for: the frames for those with
 * subscribers, the numbers of their publishers for those that only stand by. Confined to its shard.
 */
final class Turn {
    private final Edges edges;
    private final Standbys standbys;
    private final List<Run> runs = new ArrayList<>();
    private final Map<NodeId, List<Run>> away = new HashMap<>(0);
    private final Map<NodeId, List<Note>> notes = new HashMap<>(0);

    Turn(Edges edges, Standbys standbys) {
        this.edges = edges;
        this.standbys = standbys;
    }

    /** Takes what a relay has gathered. */
    void add(Relay relay) {
        Run run = relay.run();
        runs.add(run);
        Set<NodeId> there = relay.edges();
        there.forEach(node -> of(away, node).add(run));
        List<Note> numbers = Note.of(run);
        if (!numbers.isEmpty()) {
            standbys.knowing(relay.room()).stream()
                    .filter(node -> !there.contains(node))
                    .forEach(node -> of(notes, node).addAll(numbers));
        }
    }

    /** Sends everything; nothing of it is kept. */
    void send() {
        away.forEach(edges::send);
        notes.forEach(edges::note);
        edges.here(runs);
    }

    /** Tells whoever stands by for these relays the last numbers of all their publishers. */
    static void note(List<Relay> relays, Edges edges, Standbys standbys) {
        Map<NodeId, List<Note>> notes = new HashMap<>(0);
        for (Relay relay : relays) {
            standbys.knowing(relay.room()).forEach(node -> of(notes, node).addAll(relay.notes()));
        }
        notes.forEach(edges::note);
    }

    private static <T> List<T> of(Map<NodeId, List<T>> byNode, NodeId node) {
        return byNode.computeIfAbsent(node, any -> new ArrayList<>(1));
    }
}
