package io.rialto.adapter.thrift;

import io.rialto.config.SessionsConfig;
import io.rialto.contract.command.Command;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Session;
import java.util.ArrayList;
import java.util.List;

/** What was said in a room, newest first (tim-protocol.md §4.8). Confined to the connection's event loop. */
final class History {
    private static final int OF_USER = 1;
    private static final int OF_ROOM = 2;

    private final Line line;
    private final Session session;
    private final Self self;
    private final SessionsConfig limits;

    History(Line line, Session session, Self self) {
        this.line = line;
        this.session = session;
        this.self = self;
        this.limits = line.door().doors().config().sessions();
    }

    /** Answers TIMPULLMESSAGE; nothing where there is nothing. */
    void pull(Struct request) {
        try {
            session.submit(read(request)).onSuccess(this::send).onFailure(failure -> refuse(request, failure));
        } catch (GatewayException malformed) {
            line.refuse(TimCommand.PULL.number(), TimCode.PARAMETER);
        }
    }

    private Command.ReadHistory read(Struct request) {
        Long mid = request.get(TimReq.REQ_INT);
        Long limit = request.get(TimReq.REQ_INT2);
        if (mid == null || limit == null || limit <= 0) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "no mid, or no limit");
        }
        long before = mid <= 0 || mid == Long.MAX_VALUE ? Long.MAX_VALUE : mid + 1;
        int items = (int) Math.min(limit, limits.pageItems());
        return new Command.ReadHistory(room(request), 0, before, items, limits.pageBytes());
    }

    private RoomId room(Struct request) {
        String node = request.text(TimReq.NODE);
        return switch (request.get(TimReq.RTYPE, 0)) {
            case OF_USER -> RoomId.direct(self.account(), new AccountId(node));
            case OF_ROOM -> RoomId.group(node);
            default -> throw new GatewayException(ErrorCode.BAD_REQUEST, "neither user nor room");
        };
    }

    private void send(HistoryPage page) {
        List<Struct> messages = new ArrayList<>();
        FrameBudget budget = new FrameBudget(line);
        for (int i = page.messages().size() - 1; i >= 0; i--) {
            Struct message = form(page.messages().get(i));
            if (MessageForm.isKept(message) && budget.couldTake(message)) {
                if (!budget.takes(message)) {
                    flush(messages);
                    budget = new FrameBudget(line);
                    budget.takes(message);
                }
                messages.add(message);
            }
        }
        flush(messages);
    }

    private static Struct form(StoredMessage message) {
        return MessageForm.stored(message);
    }

    private void flush(List<Struct> messages) {
        if (!messages.isEmpty()) {
            Struct list = new Struct(TimMessageList.SHAPE).with(TimMessageList.MESSAGES, List.copyOf(messages));
            line.send(TimCommand.PULL, list);
            messages.clear();
        }
    }

    /** A chat that nobody has begun is empty; a room one is not in is none of one's business. */
    private void refuse(Struct request, Throwable failure) {
        boolean unknown = GatewayException.codeOf(failure) == ErrorCode.NOT_FOUND;
        boolean ofUser = request.get(TimReq.RTYPE, 0) == OF_USER;
        if (!unknown || !ofUser) {
            line.refuse(TimCommand.PULL.number(), unknown ? TimCode.DENIED : TimCode.of(failure));
        }
    }
}
