package io.rialto.config;

/** Durable messages. */
public record MessagesConfig(
        @Setting(value = "Bytes of one durable message, at most 10 MiB.", def = "1048576")
        int maxBytes,

        @Setting(value = "Members of one group.", def = "500")
        int maxMembers) {
    /** Checks the ranges. */
    public MessagesConfig {
        Check.range("maxBytes", maxBytes, 1, 10 << 20);
        Check.range("maxMembers", maxMembers, 2, 500);
    }
}
