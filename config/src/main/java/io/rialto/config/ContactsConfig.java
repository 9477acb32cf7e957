package io.rialto.config;

/** Contacts. */
public record ContactsConfig(
        @Setting(value = "Accounts that one account may have added or blocked.", def = "3000")
        int max,

        @Setting(value = "Characters of what a request to be a contact says.", def = "1000")
        int maxText) {
    /** Checks the ranges. */
    public ContactsConfig {
        Check.range("max", max, 1, 100_000);
        Check.range("maxText", maxText, 0, 10_000);
    }
}
