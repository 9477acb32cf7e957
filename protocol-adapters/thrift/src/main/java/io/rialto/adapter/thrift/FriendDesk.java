package io.rialto.adapter.thrift;

import io.rialto.contract.command.AccountList;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;
import java.util.List;

/** What one client asks about friends (tim-protocol.md §4.10, rows 1, 4, 6, 7, 18). Confined to the connection's event loop. */
final class FriendDesk {
    private final Session session;
    private final Friends watched;

    FriendDesk(Session session, Friends watched) {
        this.session = session;
        this.watched = watched;
    }

    /** Carries one of them out; the future never fails but for defects. */
    Future<?> take(BusinessOp op, Struct request, Reply reply) {
        return switch (op) {
            case ROSTER -> list(new ContactCommand.ListContacts(), NodesType.ROSTER, reply);
            case BLOCKED_FRIENDS -> list(new ContactCommand.ListBlocked(), NodesType.BLOCKED_FRIENDS, reply);
            case ADD_FRIEND -> add(account(request), request.get(TimReq.REQ_STR), reply);
            case REMOVE_FRIEND -> end(new ContactCommand.RemoveContact(account(request)), account(request), op, reply);
            case BLOCK_FRIEND -> end(new ContactCommand.BlockContact(account(request)), account(request), op, reply);
            default -> throw new IllegalArgumentException("not about friends: " + op);
        };
    }

    private Future<?> list(Command<AccountList> command, NodesType type, Reply reply) {
        return session.submit(command)
                .onSuccess(found -> reply.nodes(type, nodes(found.accounts()), null))
                .onFailure(failure -> reply.refuse(TimCode.of(failure)));
    }

    /** In silence: the notices tell both what came of it. */
    private Future<?> add(AccountId account, String text, Reply reply) {
        if (text == null) {
            throw new Refusal(TimCode.PARAMETER);
        }
        return session.submit(new ContactCommand.AddContact(account, text.isEmpty() ? null : text))
                .onFailure(failure -> reply.refuse(addCode(failure)));
    }

    private Future<?> end(Command<?> command, AccountId account, BusinessOp op, Reply reply) {
        return session.submit(command)
                .onSuccess(done -> {
                    watched.gone(account);
                    reply.ok();
                })
                .onFailure(failure -> reply.refuse(endCode(op, failure)));
    }

    private static TimCode addCode(Throwable failure) {
        return switch (GatewayException.codeOf(failure)) {
            case BLOCKED -> TimCode.BLOCKED;
            case ALREADY -> TimCode.REPEATED;
            default -> TimCode.of(failure);
        };
    }

    /** Whom one has nothing to do with cannot be removed: TIM calls that a wrong parameter. */
    private static TimCode endCode(BusinessOp op, Throwable failure) {
        return switch (GatewayException.codeOf(failure)) {
            case NOT_FOUND -> op == BusinessOp.REMOVE_FRIEND ? TimCode.PARAMETER : TimCode.ACCOUNT;
            default -> TimCode.of(failure);
        };
    }

    private static AccountId account(Struct request) {
        String node = request.text(TimReq.NODE);
        if (node.isEmpty()) {
            throw new Refusal(TimCode.PARAMETER);
        }
        try {
            return new AccountId(node);
        } catch (GatewayException malformed) {
            throw new Refusal(TimCode.ACCOUNT);
        }
    }

    private static List<String> nodes(List<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toList();
    }
}
