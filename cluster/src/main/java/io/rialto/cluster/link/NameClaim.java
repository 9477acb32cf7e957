package io.rialto.cluster.link;

import io.rialto.cluster.NodeId;
import io.rialto.config.ConfigException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import java.time.Duration;
import java.util.List;

/**
 * Makes sure that no other process runs under this node's number before anything is said or written under it: epochs and
 * message ids contain it. One that membership lists but nobody can reach is this node's own crash a moment ago, and waited
 * out. Safe on any thread.
 */
public final class NameClaim {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Vertx vertx;
    private final Roster roster;
    private final NodeId self;
    private final Duration reachable;
    private final Duration listed;
    private final long start = System.nanoTime();

    /**
     * A claim by a process that membership lists already.
     *
     * @param reachable how long another process is waited for that accepts connections: it may be about to end
     * @param listed how long one is waited for that is only listed
     */
    public NameClaim(Vertx vertx, Roster roster, NodeId self, Duration reachable, Duration listed) {
        this.vertx = vertx;
        this.roster = roster;
        this.self = self;
        this.reachable = reachable;
        this.listed = listed;
    }

    /** Done when this process is the only one of its name; fails with the other one's address. */
    public Future<Void> settle() {
        NetClient client = vertx.createNetClient();
        return attempt(client).eventually(client::close);
    }

    private Future<Void> attempt(NetClient client) {
        List<Listed> elders = roster.elders();
        if (elders.isEmpty()) {
            return Future.succeededFuture();
        }
        Listed elder = elders.get(0);
        return client.connect(elder.port(), elder.host())
                .compose(socket -> socket.close().map(true))
                .otherwise(false)
                .compose(answers -> {
                    Duration patience = answers ? reachable : listed;
                    return System.nanoTime() - start < patience.toNanos()
                            ? pause().compose(later -> attempt(client))
                            : Future.failedFuture(taken(elder));
                });
    }

    private Future<Void> pause() {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(PAUSE.toMillis(), timer -> over.complete());
        return over.future();
    }

    private ConfigException taken(Listed elder) {
        return new ConfigException("node.number is taken: another process runs as " + self + " at " + elder.host() + ":"
                + elder.port() + " (cluster.link.port), expected a number that no other node of the cluster has");
    }
}
