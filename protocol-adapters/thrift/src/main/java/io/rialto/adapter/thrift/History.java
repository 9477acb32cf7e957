package io.rialto.adapter.thrift;

import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** What was said in a room, newest first (tim-protocol.md §4.8). Confined to the connection's event loop. */
final class History {
    private static final int OF_USER = 1;
    private static final int OF_ROOM = 2;
    /** Pages of the log that are read for one answer, however many of their entries TIM does not show. */
    private static final int MAX_PAGES = 50;

    private final Line line;
    private final Session session;
    private final Self self;

    History(Line line, Session session, Self self) {
        this.line = line;
        this.session = session;
        this.self = self;
    }

    /** Answers TIMPULLMESSAGE; nothing where there is nothing. */
    void pull(Struct request) {
        try {
            Question question = question(request);
            gather(question, question.before(), new ArrayList<>(), MAX_PAGES)
                    .onSuccess(this::send)
                    .onFailure(failure -> refuse(request, failure));
        } catch (GatewayException | NumberFormatException malformed) {
            line.refuse(TimCommand.PULL.number(), TimCode.PARAMETER);
        }
    }

    /**
     * What is asked for.
     *
     * @param before the position in the room before which it ends
     * @param until nanoseconds since 1970 when it ends
     */
    private record Question(RoomId room, long before, long until, int limit) {
        boolean wants(StoredMessage message) {
            return OdType.isHistory(message) && MessageForm.nanos(message.ts()) <= until;
        }
    }

    private Question question(Struct request) {
        Long mid = request.get(TimReq.REQ_INT);
        Long limit = request.get(TimReq.REQ_INT2);
        if (mid == null || limit == null || limit <= 0) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "no mid, or no limit");
        }
        boolean newest = mid <= 0 || mid == Long.MAX_VALUE;
        String until = newest ? request.text(TimReq.NODE2) : "";
        int most = line.door().doors().config().sessions().pageItems();
        return new Question(
                room(request),
                newest ? Long.MAX_VALUE : mid + 1,
                until.isEmpty() ? Long.MAX_VALUE : Long.parseLong(until),
                (int) Math.min(limit, most));
    }

    /** The membership of whoever asks is core's to check, whatever the type of the request says (W-42). */
    private RoomId room(Struct request) {
        String node = request.text(TimReq.NODE);
        return switch (request.get(TimReq.RTYPE, 0)) {
            case OF_USER -> RoomId.direct(self.account(), new AccountId(node));
            case OF_ROOM -> RoomId.group(node);
            default -> throw new GatewayException(ErrorCode.BAD_REQUEST, "neither user nor room");
        };
    }

    /** Reads on until there is as much as was asked for: the log holds entries that TIM's history does not show. */
    private Future<List<StoredMessage>> gather(Question question, long before, List<StoredMessage> found, int pages) {
        int bytes = line.door().doors().config().sessions().pageBytes();
        return session.submit(new MessageCommand.ReadHistory(question.room(), 0, before, question.limit(), bytes))
                .compose(page -> {
                    take(question, page, found);
                    boolean complete = found.size() >= question.limit() || !page.more() || pages == 1;
                    return complete || page.messages().isEmpty()
                            ? Future.succeededFuture(found)
                            : gather(question, page.messages().get(0).cseq(), found, pages - 1);
                });
    }

    private static void take(Question question, HistoryPage page, List<StoredMessage> found) {
        for (int i = page.messages().size() - 1; i >= 0 && found.size() < question.limit(); i--) {
            StoredMessage message = page.messages().get(i);
            if (question.wants(message)) {
                found.add(message);
            }
        }
    }

    private void send(List<StoredMessage> found) {
        List<Struct> messages = new ArrayList<>();
        FrameBudget budget = new FrameBudget(line);
        for (StoredMessage one : found) {
            Struct message = MessageForm.stored(one);
            if (budget.couldTake(message)) {
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
