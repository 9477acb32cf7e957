package io.rialto.config;

import java.time.Duration;

/** Accounts. */
public record AccountsConfig(
        @Setting(
                value = "Who has an account: stored (whoever was given one), none (any name signs in with any password;"
                        + " nothing at all is stored, so there are no durable messages, friends, groups; one node).",
                def = "stored")
        Mode mode,

        @Setting(
                value = "Whether guests may enter: on, off, auto (only at doors that listen on loopback).",
                def = "auto")
        Anonymous anonymous,

        @Setting(value = "Threads that check passwords.", def = "1")
        int hashThreads,

        @Setting(value = "Sign-ins that may wait for a password check before they are refused.", def = "1000")
        int hashQueue,

        @Setting(value = "How long a checked password is remembered.", def = "10m")
        Duration hashCache) {
    /** Who has an account. */
    public enum Mode {
        STORED,
        NONE
    }

    /** Whether guests may enter. */
    public enum Anonymous {
        AUTO,
        ON,
        OFF
    }

    /** Checks the ranges. */
    public AccountsConfig {
        Check.range("hashThreads", hashThreads, 1, 64);
        Check.range("hashQueue", hashQueue, 1, 1_000_000);
    }
}
