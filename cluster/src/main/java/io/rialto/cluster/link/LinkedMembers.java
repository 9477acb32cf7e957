package io.rialto.cluster.link;

import io.rialto.cluster.LinkListener;
import io.rialto.cluster.Member;
import io.rialto.cluster.Members;
import io.rialto.cluster.NodeId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members a node has an open link to: who cannot be talked to is no member, whoever else lists it. Changes on the
 * link's context; any thread may ask. To be made before any other listener of the links, so that those find the set that
 * they are told of.
 */
public final class LinkedMembers implements Members, LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(LinkedMembers.class);

    private final LinkMesh mesh;
    private final Map<NodeId, Member> peers = new ConcurrentHashMap<>();
    private final List<Consumer<List<Member>>> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Member> live;

    /** The members that these links reach. */
    public LinkedMembers(LinkMesh mesh) {
        this.mesh = mesh;
        this.live = List.of(mesh.self());
        mesh.listen(this);
    }

    @Override
    public Member self() {
        return mesh.self();
    }

    @Override
    public List<Member> live() {
        return live;
    }

    @Override
    public void drain() {
        mesh.drain(this::publish);
    }

    @Override
    public void listen(Consumer<List<Member>> listener) {
        listeners.add(listener);
    }

    @Override
    public void up(Member peer) {
        peers.put(peer.node(), peer);
        publish();
    }

    @Override
    public void changed(Member peer) {
        up(peer);
    }

    @Override
    public void down(Member peer) {
        peers.remove(peer.node());
        publish();
    }

    private void publish() {
        List<Member> now = Stream.concat(Stream.of(mesh.self()), peers.values().stream())
                .sorted(Comparator.comparing(member -> member.node().value()))
                .toList();
        live = now;
        for (Consumer<List<Member>> listener : listeners) {
            try {
                listener.accept(now);
            } catch (RuntimeException defect) {
                LOG.error("a listener of the members failed", defect);
            }
        }
    }
}
