package io.rialto.config;

import java.time.Duration;

/** The durable store. */
public record StorageConfig(
        @Setting(
                value = "Where messages are kept: sqlite:FILE, where {node.data} stands for that directory, or"
                        + " postgresql://USER:PASSWORD@HOST:PORT/DATABASE with ?sslmode=verify-full&sslrootcert=FILE"
                        + " for TLS.",
                def = "sqlite:{node.data}/rialto.db")
        String uri,

        @Setting(
                value = "Messages a commit takes at most; one that is large or goes to many counts once per 8 inboxes"
                        + " or per 16 KiB, whichever is more; on PostgreSQL another one of the same room once"
                        + " per 64 inboxes.",
                def = "256")
        int batchMax,

        @Setting(
                value = "Messages that may wait for a commit, counted alike, before senders are refused.",
                def = "8192")
        int queueMax,

        @Setting(
                value = "Bytes of messages that may wait in one shard for their commit, or for the queues of sessions,"
                        + " before senders are refused; one alone may always.",
                def = "67108864")
        long queueBytes,

        @Setting(
                value = "Connections that append; PostgreSQL only. More of them make smaller commits: raise it where"
                        + " the database has processors to spare.",
                def = "2")
        int writers,

        @Setting(value = "Connections that read.", def = "2")
        int readers,

        @Setting(
                value = "How long a commit or a read may take before it fails, a silent database before it counts as"
                        + " away; PostgreSQL only.",
                def = "10s")
        Duration timeout,

        @Setting(
                value = "How long a start waits for a database that is away, with all doors closed, before it fails;"
                        + " PostgreSQL only.",
                def = "30s")
        Duration startTimeout,

        @Setting(
                value = "Recipients that make a message one to many: its inbox rows are committed as one, then moved"
                        + " into the inboxes, many of one account at a time; SQLite only.",
                def = "64")
        int sheetFrom,

        @Setting(
                value = "Inbox rows that may wait so, with what they say in memory (16 bytes count as a row); above it"
                        + " each commit moves what is too much. As much again that has moved is kept for sheetDelay, to be"
                        + " read. SQLite only.",
                def = "200000")
        int sheetRows,

        @Setting(
                value = "How long an inbox row waits so at most while there is time to move it; SQLite only.",
                def = "1s")
        Duration sheetDelay,

        @Setting(
                value = "Inbox rows that a node keeps in memory when it has written them, with what they say (16 bytes"
                        + " count as a row): who is online reads them there as long as the database has nothing newer;"
                        + " 0 = none. PostgreSQL only.",
                def = "200000")
        int recentRows) {
    /** Checks the ranges. */
    public StorageConfig {
        Check.notBlank("uri", uri);
        Check.range("batchMax", batchMax, 1, 4096);
        Check.range("queueMax", queueMax, 1, 1_000_000);
        Check.range("queueBytes", queueBytes, 65_536, 1L << 40);
        Check.range("writers", writers, 1, 64);
        Check.range("readers", readers, 1, 64);
        Check.range("timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(10));
        Check.range("startTimeout", startTimeout, Duration.ZERO, Duration.ofHours(1));
        Check.range("sheetFrom", sheetFrom, 1, 1_000_000);
        Check.range("sheetRows", sheetRows, 1, 10_000_000);
        Check.range("sheetDelay", sheetDelay, Duration.ZERO, Duration.ofMinutes(1));
        Check.range("recentRows", recentRows, 0, 10_000_000);
    }

    /** The URI without the password that it may hold. */
    public String shownUri() {
        return Secret.hidePasswords(uri);
    }

    /** Without the password that the URI may hold. */
    @Override
    public String toString() {
        return "StorageConfig[uri=" + shownUri() + ", batchMax=" + batchMax + ", queueMax=" + queueMax + ", queueBytes="
                + queueBytes + ", writers="
                + writers + ", readers=" + readers + ", timeout=" + timeout + ", startTimeout=" + startTimeout
                + ", sheetFrom="
                + sheetFrom + ", sheetRows=" + sheetRows + ", sheetDelay=" + sheetDelay + ", recentRows="
                + recentRows + "]";
    }
}
