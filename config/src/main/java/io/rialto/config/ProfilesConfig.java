package io.rialto.config;

/** What accounts and groups show of themselves. */
public record ProfilesConfig(
        @Setting(value = "Entries of one profile.", def = "64")
        int maxEntries,

        @Setting(value = "Bytes of one profile, names and values together.", def = "16384")
        int maxBytes) {
    /** Checks the ranges. */
    public ProfilesConfig {
        Check.range("maxEntries", maxEntries, 1, 1000);
        Check.range("maxBytes", maxBytes, 1, 1 << 20);
    }
}
