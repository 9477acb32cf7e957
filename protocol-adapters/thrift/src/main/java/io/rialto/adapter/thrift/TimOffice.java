package io.rialto.adapter.thrift;

import io.rialto.adapter.ManagementMount;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.office.AccountOffice;
import io.rialto.contract.office.MessageOffice;
import io.rialto.contract.office.SessionOffice;
import io.rialto.contract.session.AccountAdmin;
import io.rialto.contract.stream.StreamPreset;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the companion tools of TIM 2.0 ask of a server's back office (tim-features.md, "Admin API"): JSON, or a form whose
 * values are JSON where they are no texts; answered with a TimAck as JSON, whatever became of it. Safe on any thread.
 */
public final class TimOffice {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
    private static final int MAKE = 1;
    private static final long PRIVATE = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AccountAdmin accounts;
    private final AccountOffice office;
    private final SessionOffice sessions;
    private final MessageOffice messages;
    private final BiFunction<String, String, Future<AccountId>> proof;

    /**
     * An office on these.
     *
     * @param proof finds out whose login name (first) and password (second) these are; fails with {@code unauthenticated} otherwise
     */
    public TimOffice(
            AccountAdmin accounts,
            AccountOffice office,
            SessionOffice sessions,
            MessageOffice messages,
            BiFunction<String, String, Future<AccountId>> proof) {
        this.accounts = accounts;
        this.office = office;
        this.sessions = sessions;
        this.messages = messages;
        this.proof = proof;
    }

    /** Its paths. */
    public List<ManagementMount> mounts() {
        OfficeLists lists = new OfficeLists(office, sessions);
        return List.of(
                acked("/timToken", "Makes a login token.", TimCommand.TOKEN.number(), this::token),
                acked("/timRegister", "Makes an account.", 0, this::register),
                acked("/timResetAuth", "Gives an account another password.", 0, this::resetAuth),
                acked("/timModifyUserInfo", "Changes what an account shows of itself.", 0, this::modifyUser),
                acked("/timModifyRoomInfo", "Changes a group in the name of who leads it.", 0, this::modifyRoom),
                acked("/timNewRoom", "Makes a group in the name of its founder.", 0, this::newRoom),
                acked("/timVroom", "Makes a virtual room in the name of its owner.", 0, this::virtualRoom),
                acked(
                        "/timBlockUser",
                        "Blocks an account for seconds; lifts that where they are negative.",
                        0,
                        this::block),
                acked("/timMessage", "Says something in the name of the server.", 0, this::message),
                listed("/timBlockList", "Who is blocked, until when (seconds since 1970).", lists::blocked),
                listed("/timOnline", "Who is online.", lists::online));
    }

    private ManagementMount acked(
            String path, String summary, int command, Function<OfficeArgs, Future<Struct>> action) {
        return new ManagementMount(
                path, summary, false, (form, body) -> answer(() -> action.apply(OfficeArgs.of(form, body)))
                        .otherwise(failure -> TimAck.refusal(command, code(failure)))
                        .map(ack -> Buffer.buffer(Flavour.JSON.encode(ack))));
    }

    private static ManagementMount listed(String path, String summary, Supplier<Future<Buffer>> list) {
        return new ManagementMount(path, summary, true, (form, body) -> list.get());
    }

    private static Future<Struct> answer(Supplier<Future<Struct>> action) {
        try {
            return action.get();
        } catch (Refusal | GatewayException refused) {
            return Future.failedFuture(refused);
        }
    }

    private static TimCode code(Throwable failure) {
        if (failure instanceof Refusal refused) {
            return refused.code();
        }
        return switch (GatewayException.codeOf(failure)) {
            case UNAUTHENTICATED -> TimCode.NO_PASS;
            case UNSUPPORTED -> TimCode.INTERFACE;
            case GONE -> TimCode.CANCELLED;
            default -> TimCode.of(failure);
        };
    }

    /** With a password it is checked; without one the name may be a node or a login name (tim-features.md, "Token"). */
    private Future<Struct> token(OfficeArgs args) {
        String login = args.login("name");
        String password = args.text("password");
        Future<AccountId> whose = password.isEmpty() ? named(args, login) : proof.apply(login, password);
        return whose.compose(
                account -> accounts.issueTicket(account, TOKEN_LIFE).map(ticket -> TimAck.ok(TimCommand.TOKEN.number())
                        .with(TimAck.T, ticket)
                        .with(TimAck.N, account.value())));
    }

    private Future<AccountId> named(OfficeArgs args, String login) {
        return office.byLogin(login).recover(unknown -> {
            if (GatewayException.codeOf(unknown) != ErrorCode.NOT_FOUND) {
                return Future.failedFuture(unknown);
            }
            AccountId node = args.account("name");
            return office.state(node).map(node);
        });
    }

    private Future<Struct> register(OfficeArgs args) {
        return accounts.create(null, args.login("username"), args.need("password"))
                .map(account -> TimAck.ok(0).with(TimAck.N, account.value()));
    }

    private Future<Struct> resetAuth(OfficeArgs args) {
        String password = args.need("pwd");
        return office.byLogin(args.login("loginname"))
                .compose(account -> office.setPassword(account, password))
                .map(done -> TimAck.ok(0).with(TimAck.N, args.text("loginname")));
    }

    private Future<Struct> modifyUser(OfficeArgs args) {
        Struct bean = args.struct("userbean", TimUserBean.SHAPE);
        return actFor(args.account("node"), new ProfileCommand.UpdateProfile(Bean.USER.entries(bean)))
                .map(done -> TimAck.ok(0));
    }

    private Future<Struct> modifyRoom(OfficeArgs args) {
        Struct bean = args.struct("roombean", TimRoomBean.SHAPE);
        List<String> named = bean.get(TimRoomBean.MANAGERS);
        Set<AccountId> managers = null;
        if (named != null) {
            managers = new HashSet<>();
            for (String node : named) {
                managers.add(new AccountId(node));
            }
        }
        RoomId room = RoomId.group(args.need("gnode"));
        return actFor(
                        args.account("unode"),
                        new RoomCommand.UpdateRoom(
                                room, bean.get(TimRoomBean.TOPIC), null, managers, Bean.ROOM.entries(bean)))
                .map(done -> TimAck.ok(0));
    }

    private Future<Struct> newRoom(OfficeArgs args) {
        RoomId room = RoomId.group(Base58.of(RANDOM.nextLong() | Long.MIN_VALUE));
        JoinPolicy join = args.number("gtype") == PRIVATE ? JoinPolicy.APPROVAL : JoinPolicy.OPEN;
        return actFor(args.account("node"), new RoomCommand.CreateRoom(room, args.need("topic"), join, Set.of()))
                .map(made -> TimAck.ok(0).with(TimAck.N, made.room().name()));
    }

    private Future<Struct> virtualRoom(OfficeArgs args) {
        if (args.number("rtype") != MAKE) {
            throw new Refusal(TimCode.PARAMETER);
        }
        return actFor(args.account("node"), new StreamCommand.CreateStream(null, StreamPreset.VROOM))
                .map(made -> TimAck.ok(0).with(TimAck.N, made.room().name()));
    }

    private Future<Struct> block(OfficeArgs args) {
        AccountId account = args.account("account");
        long seconds = args.number("time");
        Future<Void> done = seconds > 0
                ? office.block(
                        account,
                        System.currentTimeMillis() + Duration.ofSeconds(seconds).toMillis())
                : office.unblock(account);
        return done.map(blocked -> TimAck.ok(0).with(TimAck.N, account.value()));
    }

    private Future<Struct> message(OfficeArgs args) {
        Struct message = args.struct("message", TimMessage.SHAPE);
        Set<AccountId> to = new TreeSet<>();
        for (String node : args.nodes("nodes")) {
            to.add(new AccountId(node));
        }
        if (to.isEmpty()) {
            throw new Refusal(TimCode.PARAMETER);
        }
        Content content = Outgoing.content(message, TimAttrs.ofServer(message));
        return messages.announce(to, Set.of(), content, null).map(told -> {
            if (told.sent() == 0) {
                throw new Refusal(TimCode.ACCOUNT);
            }
            return TimAck.ok(0);
        });
    }

    private <R> Future<R> actFor(AccountId account, Command<R> command) {
        return sessions.actFor(account, push -> {})
                .compose(session -> session.submit(command).onComplete(done -> session.close()));
    }
}
