package io.rialto.config;

import java.util.List;

/** Who may publish to, subscribe to which topics, at every door. */
public record AccessConfig(
        @Setting(
                value = "Rules, the first that speaks of somebody, a deed and a topic decides: allow|deny, then whom"
                        + " (*, user, guest, role:NAME, account:PATTERN, group:NAME), then publish|subscribe|all,"
                        + " then a topic filter in which %u is the account, %c the device (client id). See"
                        + " docs/access.md.",
                def = "")
        List<String> rules,

        @Setting(
                value = "What becomes of channels, rooms that no rule speaks of: allow, deny. Other trees that begin"
                        + " with $ are denied.",
                def = "allow")
        Otherwise otherwise,

        @Setting(
                value = "Roles that accounts have by their id: a role's name, then patterns of accounts: operator"
                        + " alice ops-*.",
                def = "")
        List<String> roles) {
    /** What becomes of topics that no rule speaks of. */
    public enum Otherwise {
        ALLOW,
        DENY
    }

    /** Keeps no list that others change. */
    public AccessConfig {
        rules = List.copyOf(rules);
        roles = List.copyOf(roles);
    }
}
