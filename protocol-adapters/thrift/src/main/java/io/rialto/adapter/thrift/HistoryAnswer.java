package io.rialto.adapter.thrift;

import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One answer to TIMPULLMESSAGE: read from the log and sent bit by bit, as the socket takes it, so that whoever reads gets
 * all of it and no more than a page is in memory. Confined to the connection's event loop.
 */
final class HistoryAnswer {
    /** What is read at a time: the rest is read when this has been sent. */
    private static final int PAGE_BYTES = 1024 * 1024;
    /** Pages in a row of which nothing is shown: the log holds entries that are no part of TIM's history. */
    private static final int MAX_EMPTY_PAGES = 50;

    private final Line line;
    private final Session session;
    private final History.Question question;
    private final Promise<Void> sent = Promise.promise();
    /** Newest first. */
    private final Deque<StoredMessage> found = new ArrayDeque<>();

    private final List<Struct> frame = new ArrayList<>();
    private FrameBudget budget;
    private long before;
    private int wanted;
    private int emptyPages;
    private boolean hasMore = true;
    private boolean reading;
    private boolean going;

    HistoryAnswer(Line line, Session session, History.Question question) {
        this.line = line;
        this.session = session;
        this.question = question;
        this.budget = new FrameBudget(line);
        this.before = question.before();
        this.wanted = question.limit();
    }

    /** Begins; done when the last frame is out. */
    Future<Void> send() {
        goOn();
        return sent.future();
    }

    /** Goes on as far as the socket takes it. */
    void goOn() {
        if (going) {
            return; // read at once: the loop below goes on
        }
        going = true;
        try {
            while (!reading && !sent.future().isComplete() && line.isOpen()) {
                step();
            }
        } finally {
            going = false;
        }
    }

    private void step() {
        if (!found.isEmpty()) {
            put(found.remove());
        } else if (wanted > 0 && hasMore && emptyPages < MAX_EMPTY_PAGES) {
            read();
        } else {
            flush();
            sent.complete();
        }
    }

    private void read() {
        reading = true;
        int bytes = Math.min(PAGE_BYTES, line.door().doors().config().sessions().pageBytes());
        session.submit(new MessageCommand.ReadHistory(question.room(), 0, before, wanted, bytes))
                .onSuccess(this::take)
                .onFailure(sent::fail)
                .onComplete(done -> {
                    reading = false;
                    goOn();
                });
    }

    private void take(HistoryPage page) {
        List<StoredMessage> messages = page.messages();
        for (int i = messages.size() - 1; i >= 0 && wanted > 0; i--) {
            if (question.wants(messages.get(i))) {
                found.add(messages.get(i));
                wanted--;
            }
        }
        hasMore = page.more() && !messages.isEmpty();
        before = hasMore ? messages.get(0).cseq() : before;
        emptyPages = found.isEmpty() ? emptyPages + 1 : 0;
    }

    private void put(StoredMessage one) {
        Struct message = MessageForm.stored(one);
        if (!budget.couldTake(message)) {
            return;
        }
        if (!budget.takes(message)) {
            flush();
            budget = new FrameBudget(line);
            budget.takes(message);
        }
        frame.add(message);
    }

    private void flush() {
        if (!frame.isEmpty()) {
            Struct list = new Struct(TimMessageList.SHAPE).with(TimMessageList.MESSAGES, List.copyOf(frame));
            line.send(TimCommand.PULL, list);
            frame.clear();
        }
    }
}
