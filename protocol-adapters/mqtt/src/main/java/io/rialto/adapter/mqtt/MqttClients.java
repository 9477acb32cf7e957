package io.rialto.adapter.mqtt;

import io.rialto.adapter.tcp.TcpConversations;
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
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The MQTT clients of this node for its operators. Nothing is kept for it: each loop looks through its connections when
 * somebody asks, in one turn, and answers with one page at most. Safe on any thread.
 */
final class MqttClients implements ClientOffice {
    /** Of each client in a page, so that a page stays small. */
    private static final int SHOWN = 20;

    private static final Comparator<SessionInfo> ORDER = Comparator.comparing(
                    (SessionInfo info) -> info.account().value())
            .thenComparing(info -> info.device().value());

    private final TcpConversations connections;
    private final String node;

    /** The clients of the node of this name. */
    MqttClients(TcpConversations connections, String node) {
        this.connections = connections;
        this.node = node;
    }

    @Override
    public Future<Page> clients(Query query) {
        Predicate<SessionInfo> wanted = wanted(query);
        return connections
                .ask(Conversation.class, all -> first(all, wanted, query.limit() + 1))
                .map(loops -> page(loops, query.limit()));
    }

    @Override
    public Future<ClientState> client(AccountId account, DeviceId device) {
        return connections
                .ask(Conversation.class, all -> all.stream()
                        .filter(one -> is(one.info(), account, device))
                        .findFirst()
                        .map(one -> one.state(node, Integer.MAX_VALUE)))
                .map(loops ->
                        loops.stream().flatMap(Optional::stream).findFirst().orElseThrow(this::missing));
    }

    @Override
    public Future<Void> kick(AccountId account, DeviceId device) {
        return connections
                .tell(
                        Conversation.class,
                        one -> is(one.info(), account, device),
                        one -> one.goodbye(ReasonCodes.ADMINISTRATIVE_ACTION))
                .map(told -> {
                    if (told == 0) {
                        throw missing();
                    }
                    return null;
                });
    }

    private GatewayException missing() {
        return new GatewayException(ErrorCode.NOT_FOUND, "no such client is connected to " + node);
    }

    /** The first of one loop; on it. */
    private List<ClientState> first(List<Conversation> all, Predicate<SessionInfo> wanted, int limit) {
        PriorityQueue<Conversation> first =
                new PriorityQueue<>(Comparator.comparing(Conversation::info, ORDER.reversed()));
        for (Conversation one : all) {
            if (one.info() != null && wanted.test(one.info())) {
                first.add(one);
                if (first.size() > limit) {
                    first.poll();
                }
            }
        }
        return first.stream().map(one -> one.state(node, SHOWN)).toList();
    }

    private static Page page(List<List<ClientState>> loops, int limit) {
        List<ClientState> all = new ArrayList<>();
        loops.forEach(all::addAll);
        all.sort(Comparator.comparing(ClientState::session, ORDER));
        return new Page(all.subList(0, Math.min(limit, all.size())), all.size() > limit, List.of());
    }

    private static Predicate<SessionInfo> wanted(Query query) {
        return info -> info.account().value().startsWith(query.prefix())
                && (query.afterAccount() == null || isBehind(info, query));
    }

    private static boolean isBehind(SessionInfo info, Query query) {
        int account = info.account().value().compareTo(query.afterAccount().value());
        boolean device = query.afterDevice() == null
                || info.device().value().compareTo(query.afterDevice().value()) > 0;
        return account > 0 || (account == 0 && device);
    }

    private static boolean is(SessionInfo info, AccountId account, DeviceId device) {
        return info != null && info.account().equals(account) && device.equals(info.device());
    }
}
