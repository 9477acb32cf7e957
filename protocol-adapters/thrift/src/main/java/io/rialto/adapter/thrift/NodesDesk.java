package io.rialto.adapter.thrift;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.command.RoomProfiles;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What accounts and groups show of themselves: TIMNODES (tim-protocol.md §4.11). Confined to the connection's event loop. */
final class NodesDesk {
    /** More than this at a time is refused (W-62). */
    private static final int MAX_NODES = 200;
    /** Of more groups than this only that they are there is told, with what they show. */
    private static final int MAX_ROOMS = 50;

    private static final int PRIVATE = 1;
    private static final int OPEN = 2;

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
            case UNSAID -> meant(request);
            case USER_INFO -> users(nodes(request));
            case ROOM_INFO -> rooms(nodes(request));
            case MODIFY_USER -> modify(only(request.get(TimNodes.USERS)).getValue());
            case MODIFY_ROOM -> modifyRoom(only(request.get(TimNodes.ROOMS)));
            default -> throw new Refusal(TimCode.PARAMETER);
        };
    }

    /** atim never says which it means, not even whether nodes are accounts or groups (tim-protocol.md §7.3). */
    private Future<?> meant(Struct request) {
        if (request.get(TimNodes.USERS) != null) {
            return take(NodesType.MODIFY_USER, request);
        }
        return request.get(TimNodes.ROOMS) != null
                ? take(NodesType.MODIFY_ROOM, request)
                : Future.join(users(nodes(request)), rooms(nodes(request)));
    }

    /** Of a group only its members learn more than that it is there, and what it shows. */
    private Future<?> rooms(List<String> nodes) {
        List<RoomId> asked = groups(nodes);
        List<Future<RoomInfo>> known = new ArrayList<>();
        asked.stream().limit(MAX_ROOMS).forEach(room -> known.add(session.submit(new RoomCommand.GetRoom(room))));
        return Future.join(known).transform((all, some) -> session.submit(new ProfileCommand.ReadRoomProfiles(asked))
                .onSuccess(found -> send(NodesType.ROOM_INFO, TimNodes.ROOMS, roomBeans(found, known)))
                .onFailure(failure -> reply(NodesType.ROOM_INFO).refuse(TimCode.of(failure))));
    }

    private static Map<String, Struct> roomBeans(RoomProfiles found, List<Future<RoomInfo>> known) {
        Map<String, Struct> beans = new LinkedHashMap<>();
        found.profiles()
                .forEach((room, profile) -> beans.put(
                        room.name(),
                        Bean.ROOM.of(profile).with(TimRoomBean.CREATE_TIME, MessageForm.nanos(profile.createdAt()))));
        for (Future<RoomInfo> one : known) {
            Struct bean = one.succeeded() ? beans.get(one.result().room().name()) : null;
            if (bean != null) {
                describe(bean, one.result());
            }
        }
        return beans;
    }

    private static void describe(Struct bean, RoomInfo room) {
        List<String> managers = room.managers().stream().map(AccountId::value).toList();
        bean.with(TimRoomBean.FOUNDER, room.owner().value())
                .with(TimRoomBean.MANAGERS, managers.isEmpty() ? null : managers)
                .with(TimRoomBean.TOPIC, room.title().isEmpty() ? null : room.title())
                .with(TimRoomBean.GTYPE, (byte) (room.join() == JoinPolicy.OPEN ? OPEN : PRIVATE));
    }

    /** Founder, type, time of making are not a client's to say. */
    private Future<?> modifyRoom(Map.Entry<String, Struct> changed) {
        Reply reply = reply(NodesType.MODIFY_ROOM);
        List<RoomId> room = groups(List.of(changed.getKey()));
        if (room.isEmpty()) {
            throw new Refusal(TimCode.ACCOUNT);
        }
        String topic = changed.getValue().get(TimRoomBean.TOPIC);
        List<String> named = changed.getValue().get(TimRoomBean.MANAGERS);
        Set<AccountId> managers = named == null ? null : new HashSet<>(accounts(named));
        return session.submit(new RoomCommand.UpdateRoom(
                        room.get(0), topic, null, managers, Bean.ROOM.entries(changed.getValue())))
                .onSuccess(done -> reply.ok())
                .onFailure(failure -> reply.refuse(roomCode(failure)));
    }

    private static TimCode roomCode(Throwable failure) {
        return switch (GatewayException.codeOf(failure)) {
            case GONE -> TimCode.CANCELLED;
            case NOT_FOUND -> TimCode.NO_SUCH_OBJECT;
            default -> TimCode.of(failure);
        };
    }

    private static List<RoomId> groups(List<String> nodes) {
        return possible(nodes, RoomId::group);
    }

    private Future<?> users(List<String> nodes) {
        Reply reply = reply(NodesType.USER_INFO);
        return session.submit(new ProfileCommand.ReadProfiles(accounts(nodes)))
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
        return session.submit(new ProfileCommand.UpdateProfile(Bean.USER.entries(bean)))
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

    private static List<AccountId> accounts(List<String> nodes) {
        return possible(nodes, AccountId::new);
    }

    /** What these nodes name, as far as they can name anything: of others nothing is known. */
    private static <T> List<T> possible(List<String> nodes, Function<String, T> naming) {
        return nodes.stream().flatMap(node -> named(node, naming).stream()).toList();
    }

    private static <T> Optional<T> named(String node, Function<String, T> naming) {
        try {
            return Optional.of(naming.apply(node));
        } catch (GatewayException malformed) {
            return Optional.empty();
        }
    }

    /** The one bean of a map that must have exactly one. */
    private static Map.Entry<String, Struct> only(Map<String, Struct> beans) {
        if (beans == null || beans.size() != 1) {
            throw new Refusal(TimCode.PARAMETER);
        }
        return beans.entrySet().iterator().next();
    }
}
