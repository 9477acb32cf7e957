package io.rialto.office;

import io.rialto.cluster.NodeId;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.ClientState;
import io.rialto.contract.session.SessionInfo;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The clients of all nodes, each of which is asked and answers with one page at most; who gives no answer in time is named.
 * Safe on any thread.
 */
public final class ClusterClients implements ClientOffice {
    private static final Comparator<ClientState> ORDER = Comparator.comparing(ClientState::session, byPlace());

    private final Offices offices;
    private final long patienceMillis;

    /** Those of these offices, each of which is waited for for so long. */
    public ClusterClients(Offices offices, long patienceMillis) {
        this.offices = offices;
        this.patienceMillis = patienceMillis;
    }

    private static Comparator<SessionInfo> byPlace() {
        return Comparator.comparing((SessionInfo info) -> info.account().value())
                .thenComparing(info -> info.device().value());
    }

    @Override
    public Future<Page> clients(Query query) {
        List<NodeId> nodes = offices.nodes().stream()
                .filter(node -> query.node() == null || node.value().equals(query.node()))
                .toList();
        if (nodes.isEmpty()) {
            return Future.failedFuture(
                    new GatewayException(ErrorCode.NOT_FOUND, "there is no node " + query.node() + " now"));
        }
        Map<NodeId, Future<Page>> answers = ask(nodes, new AskClients(query));
        return Future.join(List.copyOf(answers.values())).transform((all, failure) -> merged(answers, query.limit()));
    }

    @Override
    public Future<ClientState> client(AccountId account, DeviceId device) {
        return first(new AskClient(account, device));
    }

    @Override
    public Future<Void> kick(AccountId account, DeviceId device) {
        return this.<Done>first(new KickClient(account, device)).mapEmpty();
    }

    static GatewayException missing() {
        return new GatewayException(ErrorCode.NOT_FOUND, "no such client is connected");
    }

    private <R> Map<NodeId, Future<R>> ask(List<NodeId> nodes, Object question) {
        Map<NodeId, Future<R>> answers = new LinkedHashMap<>();
        nodes.forEach(node ->
                answers.put(node, offices.<R>ask(node, question).timeout(patienceMillis, TimeUnit.MILLISECONDS)));
        return answers;
    }

    /** What one of them says who knows, else that none does, or that one says nothing. */
    private <R> Future<R> first(Object question) {
        Map<NodeId, Future<R>> answers = ask(offices.nodes(), question);
        return Future.join(List.copyOf(answers.values())).transform((all, failure) -> {
            for (Future<R> answer : answers.values()) {
                if (answer.succeeded()) {
                    return answer;
                }
            }
            for (Map.Entry<NodeId, Future<R>> answer : answers.entrySet()) {
                if (isSilent(answer.getValue())) {
                    return Future.failedFuture(new GatewayException(
                            ErrorCode.TIMEOUT, "node " + answer.getKey() + " gave no answer in time"));
                }
            }
            return answers.values().iterator().next();
        });
    }

    /** What is no outcome of ours is that of the timer. */
    private static boolean isSilent(Future<?> answer) {
        return answer.failed()
                && (!(answer.cause() instanceof GatewayException refusal) || refusal.code() == ErrorCode.TIMEOUT);
    }

    /**
     * Behind the last client of a page that does not hold all there may be others of the same node: the merged page ends there.
     */
    private static Future<Page> merged(Map<NodeId, Future<Page>> answers, int limit) {
        List<ClientState> all = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        ClientState end = null;
        for (Map.Entry<NodeId, Future<Page>> answer : answers.entrySet()) {
            if (answer.getValue().succeeded()) {
                Page page = answer.getValue().result();
                all.addAll(page.clients());
                end = page.more()
                        ? earlier(end, page.clients().get(page.clients().size() - 1))
                        : end;
            } else if (isSilent(answer.getValue())) {
                silent.add(answer.getKey().value());
            } else {
                return Future.failedFuture(answer.getValue().cause());
            }
        }
        ClientState last = end;
        all.removeIf(client -> last != null && ORDER.compare(client, last) > 0);
        all.sort(ORDER);
        boolean more = last != null || all.size() > limit;
        return Future.succeededFuture(new Page(all.subList(0, Math.min(limit, all.size())), more, silent));
    }

    private static ClientState earlier(ClientState one, ClientState other) {
        return one == null || ORDER.compare(other, one) < 0 ? other : one;
    }
}
