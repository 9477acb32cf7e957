package io.rialto.config;

/** Groups. */
public record RoomsConfig(
        @Setting(value = "Members of one group who lead it beside its owner.", def = "10")
        int maxManagers,

        @Setting(value = "Applications to one group that wait for a decision.", def = "200")
        int maxApplicants,

        @Setting(value = "Accounts banned from one group.", def = "1000")
        int maxBanned,

        @Setting(value = "Groups blocked by one account.", def = "1000")
        int maxBlocked,

        @Setting(value = "Characters of what is said with an application to a group, or with its refusal.", def = "500")
        int maxText) {
    /** Checks the ranges. */
    public RoomsConfig {
        Check.range("maxManagers", maxManagers, 0, 500);
        Check.range("maxApplicants", maxApplicants, 1, 10_000);
        Check.range("maxBanned", maxBanned, 1, 10_000);
        Check.range("maxBlocked", maxBlocked, 1, 10_000);
        Check.range("maxText", maxText, 0, 4096);
    }
}
