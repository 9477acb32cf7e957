package io.rialto.access;

import io.rialto.contract.id.AccountId;
import java.util.Set;

/**
 * Whom rules are held against.
 *
 * @param device what {@code %c} stands for; null where the session has none
 * @param roles by the settings and by what they signed in with
 * @param groups the names of the group rooms they are a member of; empty where no rule asks for it
 */
public record Subject(AccountId account, String device, boolean guest, Set<String> roles, Set<String> groups) {
    /** Keeps no set that others change. */
    public Subject {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }

    /** The same as a member of these groups. */
    Subject in(Set<String> memberOf) {
        return new Subject(account, device, guest, roles, memberOf);
    }
}
