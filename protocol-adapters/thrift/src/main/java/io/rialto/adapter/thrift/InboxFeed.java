package io.rialto.adapter.thrift;

import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Session;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's inbox to one client. What stood there before the sign-in waits for the client to ask for it
 * (OFFLINEMSG) and goes out in pages; a client that does not ask within a moment gets it one by one, as it gets what
 * comes later. Confined to the connection's event loop.
 */
final class InboxFeed {
    /** Items under way at a time; two pages. */
    static final int WINDOW = 20;

    private static final Logger LOG = LoggerFactory.getLogger(InboxFeed.class);
    private static final int PAGE = 10;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Line line;
    private final Session session;
    private final Deliveries deliveries;
    private final Deque<InboxItem> waiting = new ArrayDeque<>(0);
    private InboxOpened opened;
    private long patientUntil;
    private long quietSince;
    private long seen;
    private boolean asked;
    private boolean failed;
    private long retryAt;
    private int pagesOpen;
    /** What has been taken away while it was under way: it is not sent again. Bounded by what is under way. */
    private final Set<Long> underWay = new HashSet<>(0);

    private final Set<Long> gone = new HashSet<>(0);

    InboxFeed(Line line, Session session, Deliveries deliveries) {
        this.line = line;
        this.session = session;
        this.deliveries = deliveries;
    }

    /**
     * Asks core for the inbox, again after a moment where that fails: a client that asks for nothing would never hear of it.
     * The client may ask for pages before it is answered.
     */
    void open() {
        session.submit(new InboxCommand.OpenInbox(InboxMode.window(WINDOW)))
                .onSuccess(this::begin)
                .onFailure(this::fail);
    }

    private void begin(InboxOpened where) {
        opened = where;
        seen = where.cursor();
        patientUntil = line.now() + PATIENCE_MILLIS;
        pump();
    }

    private void fail(Throwable cause) {
        LOG.debug("inbox of {} did not open: {}", session.info().account(), cause.getMessage());
        failed = true;
        retryAt = line.now() + PATIENCE_MILLIS;
        if (asked) {
            asked = false;
            line.refuse(TimCommand.OFFLINE.number(), TimCode.of(cause));
        }
    }

    /** The client wants what stood there before its sign-in. */
    void ask() {
        if (failed) {
            line.refuse(TimCommand.OFFLINE.number(), TimCode.DATABASE);
            return;
        }
        asked = true;
        quietSince = line.now();
        pump();
    }

    /** Takes an item from core. */
    void offer(InboxItem item) {
        Erasure.in(item.message().content()).ifPresent(erasure -> forget(item.message(), erasure));
        waiting.add(item);
        pump();
    }

    /** What waits here still is not shown any more once its content has been taken away. */
    private void forget(StoredMessage entry, Erasure erasure) {
        if (underWay.contains(erasure.mid().value())) {
            gone.add(erasure.mid().value());
        }
        int size = waiting.size();
        for (int i = 0; i < size; i++) {
            InboxItem item = waiting.poll();
            StoredMessage message = item.message();
            boolean meant = message.cseq() == erasure.cseq() && message.room().equals(entry.room());
            waiting.add(
                    meant
                            ? new InboxItem(
                                    item.iseq(),
                                    item.its(),
                                    item.direction(),
                                    message.saying(erasure.left(entry.from(), entry.ts())))
                            : item);
        }
    }

    /** Sends what waits, as far as it is its turn, and the socket takes it. */
    void pump() {
        if (opened == null) {
            return;
        }
        while (!waiting.isEmpty() && line.isOpen()) {
            InboxItem next = waiting.peek();
            if (isBacklog(next) && mayBeAskedFor()) {
                break;
            }
            deliver(waiting.poll());
        }
        page(false);
    }

    /** Sends the rest of a page that does not fill up; ends the pages when nothing more comes. */
    void tick(long now) {
        if (failed && now >= retryAt) {
            failed = false;
            open();
        } else if (opened != null) {
            page(true);
            pump();
            endIf(pagesOpen == 0 && now - quietSince > PATIENCE_MILLIS);
        }
    }

    void close() {
        waiting.clear();
    }

    private boolean isBacklog(InboxItem item) {
        return item.iseq() <= opened.head();
    }

    private boolean mayBeAskedFor() {
        return asked || line.now() < patientUntil;
    }

    private void deliver(InboxItem item) {
        seen = item.iseq();
        if (Erasure.isLeft(item.message().content())) {
            acknowledge(item); // gone before this client asked for it: nothing to show
            return;
        }
        MessageForm.Deliverable form = MessageForm.of(item.message(), line.flavour());
        byte[] body = form.body().get();
        if (!line.takes(body.length)) {
            line.skipped();
            acknowledge(item);
            return;
        }
        line.door().metrics().delivered(1);
        if (form.wantsAck()) {
            long mid = item.message().mid().value();
            underWay.add(mid);
            deliveries.send(
                    form.command(),
                    () -> gone.contains(mid) ? null : form.body().get(),
                    new OfOne(item));
        } else {
            line.send(form.command(), body);
            acknowledge(item);
        }
    }

    /** The next page, if it is full, or complete, or {@code any} will do. */
    private void page(boolean any) {
        if (!asked || pagesOpen > 0 || !line.isOpen()) {
            return;
        }
        List<InboxItem> backlog = waiting.stream().filter(this::isBacklog).toList();
        boolean last = !backlog.isEmpty() && backlog.get(backlog.size() - 1).iseq() == opened.head();
        if (backlog.size() >= PAGE || last || (any && !backlog.isEmpty())) {
            send(OfflinePage.of(backlog.subList(0, Math.min(PAGE, backlog.size())), line));
        }
        endIf(pagesOpen == 0 && seen >= opened.head());
    }

    private void send(OfflinePage page) {
        page.items().forEach(item -> waiting.poll());
        seen = page.items().get(page.items().size() - 1).iseq();
        if (page.isEmpty()) {
            page.items().forEach(this::acknowledge);
            page(true);
            return;
        }
        pagesOpen++;
        line.door().metrics().delivered(page.items().size());
        page.mids().forEach(underWay::add);
        deliveries.send(TimCommand.OFFLINE, () -> page.body(gone), new OfPage(page));
    }

    private void endIf(boolean complete) {
        if (asked && complete && waiting.stream().noneMatch(this::isBacklog)) {
            asked = false;
            line.send(TimCommand.OFFLINE_END);
            pump();
        }
    }

    /** Beyond the rate limit of requests, since it answers what the server sent. */
    private void acknowledge(InboxItem item) {
        forget(item);
        session.submit(new InboxCommand.AckInbox(item.iseq()));
    }

    private void forget(InboxItem item) {
        underWay.remove(item.message().mid().value());
        gone.remove(item.message().mid().value());
    }

    private final class OfOne implements Deliveries.Fate {
        private final InboxItem item;

        OfOne(InboxItem item) {
            this.item = item;
        }

        @Override
        public void acknowledged() {
            acknowledge(item);
        }

        @Override
        public int abandoned() {
            forget(item);
            return 1;
        }
    }

    private final class OfPage implements Deliveries.Fate {
        private final OfflinePage page;

        OfPage(OfflinePage page) {
            this.page = page;
        }

        @Override
        public void acknowledged() {
            pagesOpen--;
            quietSince = line.now();
            page.items().forEach(InboxFeed.this::acknowledge);
            pump();
        }

        /** No more pages, no end of them (tim-protocol.md §4.7); what waits still goes out one by one. */
        @Override
        public int abandoned() {
            pagesOpen--;
            asked = false;
            page.items().forEach(InboxFeed.this::forget);
            return page.items().size();
        }
    }
}
