package io.rialto.cluster;

import java.util.List;

/**
 * The cluster as one node sees it at a moment, for whoever shows it.
 *
 * @param self this node
 * @param members all live nodes
 * @param links what goes on between this node and each peer
 * @param refused frames that came for nobody
 */
public record ClusterPicture(Member self, List<Member> members, List<LinkFigures> links, long refused) {
    /** Keeps copies. */
    public ClusterPicture {
        members = List.copyOf(members);
        links = List.copyOf(links);
    }

    /** The picture now; any thread. */
    public static ClusterPicture of(Members members, NodeLink link) {
        return new ClusterPicture(members.self(), members.live(), link.figures(), link.refused());
    }
}
