package io.rialto.launcher;

import io.rialto.access.AccessRules;
import io.rialto.config.AccessConfig;
import io.rialto.config.ConfigException;

/** The access rules of the settings, as core has them. */
public final class AccessSettings {
    private AccessSettings() {}

    /** The rules; a {@link ConfigException} says which one is wrong, and how. */
    public static AccessRules rules(AccessConfig access) {
        boolean open =
                switch (access.otherwise()) {
                    case ALLOW -> true;
                    case DENY -> false;
                };
        try {
            return AccessRules.parse(access.rules(), open, access.roles());
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException(wrong.getMessage());
        }
    }
}
