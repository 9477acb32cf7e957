package io.rialto.office;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.bus.Neighbours;
import io.rialto.cluster.NodeId;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.office.Viewers;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** The offices of all nodes, asked together. Safe on any thread. */
public final class Offices {
    private final Bus bus;
    private final Neighbours neighbours;

    /** Those of this node and its neighbours. */
    public Offices(Bus bus, Neighbours neighbours) {
        this.bus = bus;
        this.neighbours = neighbours;
    }

    /** The nodes there are, this one first. */
    List<NodeId> nodes() {
        List<NodeId> nodes = new ArrayList<>();
        nodes.add(neighbours.self());
        nodes.addAll(neighbours.others());
        return nodes;
    }

    /** See {@link io.rialto.contract.office.SessionOffice#view}. */
    public Future<Viewers> view(AccountId account, SessionId session, Viewing viewing) {
        List<Future<Viewers>> answers = nodes().stream()
                .map(node -> this.<Viewers>ask(node, new AskView(account, session, viewing)))
                .toList();
        return Future.all(answers).map(all -> together(account, answers));
    }

    private static Viewers together(AccountId account, List<Future<Viewers>> answers) {
        Viewers all = new Viewers(answers.stream()
                .flatMap(answer -> answer.result().sessions().stream())
                .toList());
        if (all.sessions().isEmpty()) {
            throw new GatewayException(ErrorCode.NOT_FOUND, account + " has no such session now");
        }
        return all;
    }

    <R> Future<R> ask(NodeId node, Object question) {
        return bus.ask(Address.OFFICE, OfficeVerticle.of(node), null, null, question);
    }
}
