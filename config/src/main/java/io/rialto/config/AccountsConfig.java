package io.rialto.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;

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
        Duration hashCache,

        @Setting(
                value =
                        "Who finds out who a client is, in the order in which they are asked: certificate (of mutual TLS), token"
                                + " (of this gateway), jwt (of somebody else), scram (MQTT 5, SCRAM-SHA-256 with"
                                + " the accounts of the store), password (of the store), hook (a web server).",
                def = "[certificate, token, jwt, password, hook]")
        List<String> authenticators,

        @Setting(
                value =
                        "Whether an account is made when somebody signs in for the first time whom a certificate, a foreign token"
                                + " or the hook vouches for; without one nobody can write to them.",
                def = "true")
        boolean provision,

        @Setting(
                value =
                        "Rounds of the keys for SCRAM-SHA-256, which are made when a password is set while accounts.authenticators"
                                + " names scram.",
                def = "20000")
        int scramIterations,

        JwtConfig jwt,
        CertificateConfig certificate,
        HookConfig hook) {
    private static final Set<String> AUTHENTICATORS =
            Set.of("certificate", "token", "jwt", "scram", "password", "hook");

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
        authenticators = List.copyOf(authenticators);
        Check.range("scramIterations", scramIterations, 4096, 1_000_000);
        Check.among("authenticators", authenticators, AUTHENTICATORS);
        Check.range("hashThreads", hashThreads, 1, 64);
        Check.range("hashQueue", hashQueue, 1, 1_000_000);
    }

    /** Whether keys for SCRAM are made of passwords. */
    public boolean makesScramKeys() {
        return authenticators.contains("scram");
    }
}
