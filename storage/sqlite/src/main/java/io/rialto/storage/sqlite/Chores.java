package io.rialto.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** What the writer does between commits: trims what has expired, probes while the file refuses. Confined to its thread. */
final class Chores {
    private static final long PROBE_NANOS = Duration.ofMillis(250).toNanos();
    private static final long BEHIND_NANOS = Duration.ofMillis(20).toNanos();
    /** Enough to be a fair question: a disk that takes this takes a commit. */
    private static final int PROBE_BYTES = 64 * 1024;

    private final Committer committer;
    private final SqliteHealth health;
    private final Trimmer trimmer;
    private final long trimNanos;
    private final long sheetNanos;
    private long lastProbe = System.nanoTime();
    private long lastTrim = System.nanoTime();
    private long lastSheets = System.nanoTime();
    private boolean trimBehind;

    Chores(Committer committer, SqliteHealth health, SqliteOptions options) {
        this.committer = committer;
        this.health = health;
        this.trimmer = new Trimmer(options.retention());
        this.trimNanos = options.retention().pause().toNanos();
        this.sheetNanos = Math.max(BEHIND_NANOS, options.sheets().delay().toNanos() / 2);
    }

    /** How long the writer may wait for work before it should look here again. */
    long patienceMillis() {
        boolean refused = health.refusal() != null && !health.stopped();
        long nanos = refused ? PROBE_NANOS : Math.min(trimPause(), sheetPause());
        return Math.max(1, Duration.ofNanos(nanos).toMillis());
    }

    /** Does what is due. */
    void run() {
        if (health.stopped()) {
            return;
        }
        long now = System.nanoTime();
        if (health.refusal() != null) {
            probe(now);
        } else if (now - lastTrim >= trimPause()) {
            committer.errand(session -> trimBehind = trimmer.step(session.statements()));
            lastTrim = System.nanoTime();
        } else if (now - lastSheets >= sheetPause() && now - committer.movedNanos() >= BEHIND_NANOS) {
            committer.errand(session -> session.log().sheets().moveDue());
            lastSheets = System.nanoTime();
        }
    }

    /** Leaves no sheet behind; what cannot be moved now will be when the file is opened again. */
    void end() {
        boolean works = health.refusal() == null && !health.stopped();
        if (works && !committer.sheets().isEmpty() && committer.errand(Chores::moveAll)) {
            committer.errand(Chores::moveAll);
        }
    }

    private static void moveAll(WriteSession session) throws SQLException {
        session.log().sheets().moveAll();
    }

    /** Every commit moves some of what is due; this is for the time after the last one. */
    private long sheetPause() {
        if (committer.sheets().isAtRest()) {
            return Long.MAX_VALUE;
        }
        return committer.sheets().isBehind() ? Math.min(sheetNanos, BEHIND_NANOS) : sheetNanos;
    }

    /** What is due already is worked off in small steps, with room for commits in between. */
    private long trimPause() {
        return trimBehind ? Math.min(trimNanos, BEHIND_NANOS) : trimNanos;
    }

    private void probe(long now) {
        if (now - lastProbe < PROBE_NANOS) {
            return;
        }
        lastProbe = now;
        if (committer.errand(session -> fill(session.statements()))
                && committer.errand(session -> empty(session.statements()))) {
            health.works();
        }
    }

    private static void fill(Statements statements) throws SQLException {
        try (PreparedStatement fill =
                statements.prepare("insert or replace into probe (id, filler) values (1, zeroblob(?1))")) {
            Statements.update(fill, PROBE_BYTES);
        }
    }

    private static void empty(Statements statements) throws SQLException {
        try (PreparedStatement empty = statements.prepare("delete from probe")) {
            empty.executeUpdate();
        }
    }
}
