package io.rialto.office;

import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.bus.Shard;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.ClientState;
import io.rialto.contract.office.Viewers;
import io.rialto.post.LiveSessions;
import io.rialto.post.LocalSeat;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Answers what operators ask of this node, whichever node they are at. One instance per node, confined to its context. */
public final class OfficeVerticle extends VerticleBase {
    private final Bus bus;
    private final NodeId self;
    private final LiveSessions live;
    private final ClientDesk clients;

    /** Answers for this node, whose sessions and clients these are. */
    public OfficeVerticle(Bus bus, NodeId self, LiveSessions live, ClientDesk clients) {
        this.clients = clients;
        this.bus = bus;
        this.self = self;
        this.live = live;
    }

    /** Where the office of a node is. */
    static Home of(NodeId node) {
        return new Home(node, 0);
    }

    @Override
    public Future<?> start() {
        return bus.receive(Address.OFFICE, of(self), this::onMessage);
    }

    @SuppressWarnings("unchecked")
    private void onMessage(Object message) {
        Ask<?, ?> ask = (Ask<?, ?>) message;
        if (ask.question() instanceof AskView asked) {
            Shard.answer((Ask<?, Viewers>) ask, () -> view(asked));
        } else if (ask.question() instanceof AskClients asked) {
            Shard.answer((Ask<?, ClientOffice.Page>) ask, () -> clients.clients(asked.query()));
        } else if (ask.question() instanceof AskClient asked) {
            Shard.answer((Ask<?, ClientState>) ask, () -> clients.client(asked.account(), asked.device()));
        } else if (ask.question() instanceof KickClient asked) {
            Shard.answer((Ask<?, Done>) ask, () -> clients.kick(asked.account(), asked.device())
                    .map(gone -> Done.DONE));
        } else {
            Shard.unknown(ask);
        }
    }

    private Future<Viewers> view(AskView asked) {
        List<Future<Viewers.Viewer>> all = live.of(asked.account()).stream()
                .filter(session ->
                        asked.session() == null || session.info().id().equals(asked.session()))
                .map(session -> view(session, asked))
                .toList();
        return Future.all(all)
                .map(done -> new Viewers(all.stream().map(Future::result).toList()));
    }

    private static Future<Viewers.Viewer> view(LocalSeat session, AskView asked) {
        return session.view(asked.viewing())
                .map(done -> viewer(session, null))
                .recover(failure -> failure instanceof GatewayException refusal
                        ? Future.succeededFuture(viewer(session, refusal))
                        : Future.failedFuture(failure));
    }

    private static Viewers.Viewer viewer(LocalSeat session, GatewayException refusal) {
        return new Viewers.Viewer(
                session.info().id(),
                session.info().protocol(),
                refusal == null ? null : refusal.code(),
                refusal == null ? null : refusal.getMessage());
    }
}
