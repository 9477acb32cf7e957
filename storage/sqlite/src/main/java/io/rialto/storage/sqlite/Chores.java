package io.rialto.storage.sqlite;

import io.rialto.storage.sql.Retention;
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
    private long lastProbe = System.nanoTime();
    private long lastTrim = System.nanoTime();
    private boolean trimBehind;

    Chores(Committer committer, SqliteHealth health, Retention retention) {
        this.committer = committer;
        this.health = health;
        this.trimmer = new Trimmer(retention);
        this.trimNanos = retention.pause().toNanos();
    }

    /** How long the writer may wait for work before it should look here again. */
    long patienceMillis() {
        long nanos = health.refusal() != null && !health.stopped() ? PROBE_NANOS : trimPause();
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
            committer.errand(statements -> trimBehind = trimmer.step(statements));
            lastTrim = System.nanoTime();
        }
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
        if (committer.errand(Chores::fill) && committer.errand(Chores::empty)) {
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
