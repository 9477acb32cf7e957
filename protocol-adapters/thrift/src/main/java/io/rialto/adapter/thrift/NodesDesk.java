package io.rialto.adapter.thrift;

import io.rialto.contract.command.Command;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What accounts and groups show of themselves: TIMNODES (tim-protocol.md §4.11). Confined to the connection's event loop. */
final class NodesDesk {
    /** More than this at a time is refused (W-62). */
    private static final int MAX_NODES = 200;

    private final Line line;
    private final Session session;

    NodesDesk(Line line, Session session) {
        this.line = line;
        this.session = session;
    }

    /** Carries one out; the future completes when it has been answered. */
    Future<?> take(Struct request) {
        NodesType type = NodesType.of(request.get(TimNodes.NTYPE, 0));
        Reply reply = new Reply(line, TimCommand.NODES, null, null, null);
        try {
            return type == null ? refuse(reply, TimCode.PARAMETER) : take(type, request);
        } catch (Refusal refused) {
            return refuse(reply, refused.code());
        }
    }

    private Future<?> take(NodesType type, Struct request) {
        return switch (type) {
            case UNSAID -> take(meant(request), request);
            case USER_INFO -> users(nodes(request));
            case MODIFY_USER -> modify(only(request.get(TimNodes.USERS)));
            default -> throw new Refusal(TimCode.PARAMETER);
        };
    }

    /** atim never says which it means (tim-protocol.md §7.3). */
    private static NodesType meant(Struct request) {
        if (request.get(TimNodes.USERS) != null) {
            return NodesType.MODIFY_USER;
        }
        return request.get(TimNodes.ROOMS) != null ? NodesType.MODIFY_ROOM : NodesType.USER_INFO;
    }

    private Future<?> users(List<String> nodes) {
        Reply reply = reply(NodesType.USER_INFO);
        return session.submit(new Command.ReadProfiles(accounts(nodes)))
                .onSuccess(found -> {
                    Map<String, Struct> beans = new LinkedHashMap<>();
                    found.profiles().forEach((account, profile) -> {
                        if (!profile.entries().isEmpty()) {
                            beans.put(
                                    account.value(),
                                    Bean.USER
                                            .of(profile)
                                            .with(TimUserBean.CREATE_TIME, MessageForm.nanos(profile.createdAt())));
                        }
                    });
                    send(NodesType.USER_INFO, TimNodes.USERS, beans);
                })
                .onFailure(failure -> reply.refuse(TimCode.of(failure)));
    }

    private Future<?> modify(Struct bean) {
        Reply reply = reply(NodesType.MODIFY_USER);
        return session.submit(new Command.UpdateProfile(Bean.USER.entries(bean)))
                .onSuccess(done -> reply.ok())
                .onFailure(failure -> reply.refuse(TimCode.of(failure)));
    }

    /** In as many frames as the client needs; none where there is nothing. */
    private void send(NodesType type, Field<Map<String, Struct>> field, Map<String, Struct> beans) {
        Map<String, Struct> some = new LinkedHashMap<>();
        FrameBudget budget = new FrameBudget(line);
        for (Map.Entry<String, Struct> bean : beans.entrySet()) {
            if (budget.couldTake(bean.getValue())) {
                if (!budget.takes(bean.getValue(), bean.getKey())) {
                    flush(type, field, some);
                    budget = new FrameBudget(line);
                    budget.takes(bean.getValue(), bean.getKey());
                }
                some.put(bean.getKey(), bean.getValue());
            }
        }
        flush(type, field, some);
    }

    private void flush(NodesType type, Field<Map<String, Struct>> field, Map<String, Struct> beans) {
        if (!beans.isEmpty()) {
            Struct nodes = new Struct(TimNodes.SHAPE).with(TimNodes.NTYPE, type.number());
            line.send(TimCommand.NODES, nodes.with(field, Map.copyOf(beans)));
            beans.clear();
        }
    }

    private Reply reply(NodesType type) {
        return new Reply(line, TimCommand.NODES, type.number(), null, null);
    }

    private static Future<?> refuse(Reply reply, TimCode code) {
        reply.refuse(code);
        return Future.succeededFuture();
    }

    private static List<String> nodes(Struct request) {
        List<String> nodes = request.get(TimNodes.NODE_LIST, List.of());
        if (nodes.isEmpty() || nodes.size() > MAX_NODES) {
            throw new Refusal(TimCode.PARAMETER);
        }
        return nodes;
    }

    /** Those that can be accounts: of others nothing is known. */
    private static List<AccountId> accounts(List<String> nodes) {
        List<AccountId> accounts = new ArrayList<>();
        for (String node : nodes) {
            try {
                accounts.add(new AccountId(node));
            } catch (GatewayException malformed) {
                continue;
            }
        }
        return accounts;
    }

    /** The one bean of a map that must have exactly one. */
    private static Struct only(Map<String, Struct> beans) {
        if (beans == null || beans.size() != 1) {
            throw new Refusal(TimCode.PARAMETER);
        }
        return beans.values().iterator().next();
    }
}
