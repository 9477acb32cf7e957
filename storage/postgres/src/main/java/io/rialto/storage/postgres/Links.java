package io.rialto.storage.postgres;

import io.rialto.storage.sql.Dialect;
import io.rialto.storage.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** All the links of one store with what runs over them: n writers, one for changes, n readers. Safe on any thread. */
final class Links {
    private final VertxInternal vertx;
    private final Opening opening;
    private final PgHealth health;
    private final List<Link> all = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();
    private final Changes changes;
    private final Readers readers;
    private final Trimmer trimmer;
    private final RecentRows recent;
    private final HeadQuestions heads;

    Links(VertxInternal vertx, Opening opening, PgHealth health, PostgresOptions options, Dialect dialect) {
        this.vertx = vertx;
        this.opening = opening;
        this.health = health;
        Sizes sizes = options.sizes();
        this.recent = new RecentRows(sizes.recentMax());
        for (int i = 0; i < sizes.writers(); i++) {
            Link link = link(AppendTexts.SETTINGS, AppendTexts.ALL);
            writers.add(new Writer(link, health, sizes, recent, i));
        }
        List<String> texts =
                new ArrayList<>(Arrays.stream(Sql.values()).map(dialect::text).toList());
        List<String> readTexts = new ArrayList<>(texts);
        readTexts.add(HeadQuestions.TEXT);
        List<Link> reading = new ArrayList<>();
        for (int i = 0; i < sizes.readers(); i++) {
            Link link = link(List.of(), readTexts);
            link.onOpen(fresh -> Future.succeededFuture(), recent::clear);
            reading.add(link);
        }
        this.heads = new HeadQuestions(reading.get(0), sizes.queueMax());
        this.readers = new Readers(reading, dialect, sizes.queueMax());
        List<String> changeTexts = new ArrayList<>(texts);
        changeTexts.addAll(Trimmer.ALL);
        changeTexts.add(CursorRows.MOVE);
        Link changing = link(List.of(), changeTexts);
        this.changes = new Changes(changing, dialect, health, sizes);
        this.trimmer = new Trimmer(changing.context(), changes, options.retention());
    }

    /** Opens them all; where one fails, all are closed. */
    Future<Void> open() {
        return Future.join(all.stream().map(Link::open).toList())
                .onSuccess(open -> trimmer.start())
                .recover(cause -> closeAll().transform((closed, any) -> Future.failedFuture(cause)))
                .mapEmpty();
    }

    List<Writer> writers() {
        return writers;
    }

    Changes changes() {
        return changes;
    }

    Readers readers() {
        return readers;
    }

    RecentRows recent() {
        return recent;
    }

    HeadQuestions heads() {
        return heads;
    }

    /** Closes them when what was handed over has its answers. */
    Future<Void> close() {
        trimmer.end();
        return Future.join(writers.stream().map(Writer::settled).toList())
                .compose(settled -> changes.settled())
                .compose(settled -> closeAll());
    }

    private Future<Void> closeAll() {
        return Future.join(all.stream().map(Link::close).toList()).mapEmpty();
    }

    private Link link(List<String> settings, Collection<String> texts) {
        Link link = new Link(vertx.createEventLoopContext(), opening, health, settings, texts);
        all.add(link);
        return link;
    }
}
