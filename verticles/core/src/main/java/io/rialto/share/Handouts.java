package io.rialto.share;

import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Run;
import io.rialto.post.HandOver;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the groups of one shard hand out in one turn of its loop: it leaves together, as one task per loop of this node,
 * one word or few per other node. Confined to its shard.
 */
final class Handouts {
    /** Who learns of what a link did not take. */
    @FunctionalInterface
    interface NotSent {
        void notSent(HandOver lost);
    }

    private final Context context;
    private final Home home;
    private final SharePost post;
    private final NotSent notSent;
    private final Runnable before;
    private List<HandOver> here = new ArrayList<>();
    private final Map<NodeId, List<HandOver>> elsewhere = new HashMap<>();
    private boolean due;

    /** @param before has to be done before anything leaves */
    Handouts(Context context, Home home, SharePost post, NotSent notSent, Runnable before) {
        this.context = context;
        this.home = home;
        this.post = post;
        this.notSent = notSent;
        this.before = before;
    }

    /** Hands a run to a member; takes the run over. */
    void hand(Taker taker, int round, long first, Run run) {
        HandOver one = new HandOver(taker.id(), taker.group(), home, round, first, run);
        NodeId node = taker.node();
        if (node == null) {
            here.add(one);
        } else {
            elsewhere.computeIfAbsent(node, any -> new ArrayList<>()).add(one);
        }
        if (!due) {
            due = true;
            context.runOnContext(turnEnds -> leave());
        }
    }

    private void leave() {
        due = false;
        before.run();
        List<HandOver> mine = here;
        here = new ArrayList<>();
        post.bring(mine);
        Map<NodeId, List<HandOver>> theirs = Map.copyOf(elsewhere);
        elsewhere.clear();
        theirs.forEach((node, all) -> {
            post.send(node, all).forEach(notSent::notSent);
            all.forEach(one -> one.run().release());
        });
    }
}
