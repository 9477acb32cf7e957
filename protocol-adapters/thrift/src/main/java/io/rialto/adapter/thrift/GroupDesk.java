package io.rialto.adapter.thrift;

import io.rialto.contract.command.Command;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.RoomList;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.ErrorKind;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** What one client asks about groups (tim-protocol.md §4.10). Confined to the connection's event loop. */
final class GroupDesk {
    /** The reqInt of a group into which one is let by its founder or a manager; any other is open. */
    private static final long PRIVATE = 1;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Session session;
    private final Self self;

    GroupDesk(Session session, Self self) {
        this.session = session;
        this.self = self;
    }

    /** Carries one of them out; the future completes when it has been answered. */
    Future<?> take(BusinessOp op, Struct request, Reply reply) {
        return switch (op) {
            case ROOMS -> rooms(new RoomCommand.ListRooms(), NodesType.ROOMS, reply);
            case MEMBERS -> members(room(request), reply);
            case NEW_ROOM -> create(request, reply);
            case APPLY -> apply(room(request), text(request), reply);
            case REJECT -> reject(request, reply);
            case PULL_IN -> change(op, new RoomCommand.AddMembers(room(request), Set.of(other(request))), reply);
            case KICK -> change(op, new RoomCommand.RemoveMembers(room(request), Set.of(other(request))), reply);
            case LEAVE -> change(op, new RoomCommand.LeaveRoom(room(request)), reply);
            case BAN -> change(op, new RoomCommand.BanMember(room(request), other(request)), reply);
            case BLOCK_ROOM -> change(op, new RoomCommand.BlockRoom(room(request)), reply);
            case CANCEL -> cancel(room(request), reply);
            case BANNED -> banned(room(request), reply);
            case BLOCKED_ROOMS -> rooms(new RoomCommand.ListBlockedRooms(), NodesType.BLOCKED_ROOMS, reply);
            default -> throw new IllegalArgumentException("not about groups: " + op);
        };
    }

    private Future<?> rooms(Command<RoomList> command, NodesType type, Reply reply) {
        return session.submit(command)
                .onSuccess(found -> reply.nodes(type, names(found.rooms()), null))
                .onFailure(failure -> reply.refuse(TimCode.of(failure)));
    }

    private Future<?> members(RoomId room, Reply reply) {
        return session.submit(new RoomCommand.GetRoom(room))
                .onSuccess(found -> reply.nodes(NodesType.MEMBERS, nodes(found.members()), room.name()))
                .onFailure(failure -> reply.refuse(code(BusinessOp.MEMBERS, failure)));
    }

    /** TIM gives the node out, the client says only how the group is called. */
    private Future<?> create(Struct request, Reply reply) {
        String title = request.get(TimReq.NODE);
        Long gtype = request.get(TimReq.REQ_INT);
        if (title == null || gtype == null) {
            throw new Refusal(TimCode.PARAMETER);
        }
        RoomId room = RoomId.group(Base58.of(RANDOM.nextLong() | Long.MIN_VALUE));
        JoinPolicy join = gtype == PRIVATE ? JoinPolicy.APPROVAL : JoinPolicy.OPEN;
        return session.submit(new RoomCommand.CreateRoom(room, title, join, Set.of()))
                .onSuccess(made -> reply.ok(made.room().name()))
                .onFailure(failure -> reply.refuse(TimCode.of(failure)));
    }

    /** In silence: notices tell who has come in, or who wants to. */
    private Future<?> apply(RoomId room, String text, Reply reply) {
        return session.submit(new RoomCommand.ApplyToRoom(room, text))
                .onFailure(failure -> reply.refuse(code(BusinessOp.APPLY, failure)));
    }

    private Future<?> reject(Struct request, Reply reply) {
        String text = request.text(TimReq.REQ_STR);
        return change(BusinessOp.REJECT, new RoomCommand.RejectApplicant(room(request), other(request), text), reply);
    }

    /** Whoever does not lead the group hears nothing, as with a list that is empty. */
    private Future<?> banned(RoomId room, Reply reply) {
        return session.submit(new RoomCommand.ListBannedMembers(room))
                .onSuccess(found -> reply.nodes(NodesType.BANNED, nodes(found.accounts()), null))
                .recover(failure -> GatewayException.codeOf(failure).kind() == ErrorKind.UNAVAILABLE
                        ? Future.failedFuture(failure)
                        : Future.succeededFuture())
                .onFailure(failure -> reply.refuse(TimCode.of(failure)));
    }

    /** TIM ends a group only when nobody but its founder is left. */
    private Future<?> cancel(RoomId room, Reply reply) {
        return session.submit(new RoomCommand.GetRoom(room))
                .compose(found -> found.members().size() > 1
                        ? Future.failedFuture(new GatewayException(ErrorCode.FORBIDDEN, "others are in it still"))
                        : session.submit(new RoomCommand.DeleteRoom(room)))
                .onSuccess(done -> reply.ok())
                .onFailure(failure -> reply.refuse(code(BusinessOp.CANCEL, failure)));
    }

    private Future<?> change(BusinessOp op, Command<?> command, Reply reply) {
        return session.submit(command)
                .onSuccess(done -> reply.ok())
                .onFailure(failure -> reply.refuse(code(op, failure)));
    }

    /** The numbers of TIM's table, which differ from one request to the other. */
    private static TimCode code(BusinessOp op, Throwable failure) {
        ErrorCode code = GatewayException.codeOf(failure);
        return switch (code) {
            case NOT_FOUND -> unknown(op);
            case NOT_MEMBER -> op == BusinessOp.MEMBERS ? TimCode.PARAMETER : notMember(op);
            case GONE -> TimCode.CANCELLED;
            case BLOCKED -> TimCode.BLOCKED;
            case ALREADY -> TimCode.EXISTS;
            default -> TimCode.of(failure);
        };
    }

    private static TimCode unknown(BusinessOp op) {
        return switch (op) {
            case MEMBERS -> TimCode.ACCOUNT;
            case APPLY -> TimCode.PARAMETER;
            default -> TimCode.NO_SUCH_OBJECT;
        };
    }

    private static TimCode notMember(BusinessOp op) {
        return op == BusinessOp.LEAVE ? TimCode.NO_SUCH_OBJECT : TimCode.DENIED;
    }

    private static RoomId room(Struct request) {
        try {
            return RoomId.group(request.text(TimReq.NODE));
        } catch (GatewayException malformed) {
            throw new Refusal(TimCode.PARAMETER);
        }
    }

    /** The account it is about, which is never the caller's own. */
    private AccountId other(Struct request) {
        try {
            AccountId account = new AccountId(request.text(TimReq.NODE2));
            if (account.equals(self.account())) {
                throw new Refusal(TimCode.DENIED);
            }
            return account;
        } catch (GatewayException malformed) {
            throw new Refusal(TimCode.PARAMETER);
        }
    }

    private static List<String> names(List<RoomId> rooms) {
        return rooms.stream().map(RoomId::name).toList();
    }

    private static String text(Struct request) {
        String text = request.get(TimReq.REQ_STR);
        if (text == null) {
            throw new Refusal(TimCode.PARAMETER);
        }
        return text;
    }

    private static List<String> nodes(List<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toList();
    }
}
