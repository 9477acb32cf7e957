package io.rialto.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Someone who may use the management port besides the operator, written {@code NAME:ROLE:SECRET}.
 *
 * @param name what it is called: letters, digits, dots, underscores, dashes
 * @param secret what it must know
 */
public record AdminAccount(String name, Role role, Secret secret) {
    static final String EXPECTED =
            "a list such as [ann:administrator:SECRET, bob:observer:SECRET], secrets of 8 characters"
                    + " or more, not the stars that print-config shows";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MIN_SECRET = 8;

    /** What someone may do. */
    public enum Role {
        /** Everything. */
        ADMINISTRATOR,
        /** Look at everything, change nothing. */
        OBSERVER
    }

    /** Refuses what cannot be told apart, or guessed. */
    public AdminAccount {
        if (!NAME.matcher(name).matches()
                || secret.value().length() < MIN_SECRET
                || secret.value().equals(Secret.STARS)) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    /** The account in {@code NAME:ROLE:SECRET}; the secret may have colons. */
    static AdminAccount parse(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(EXPECTED);
        }
        Role role = Arrays.stream(Role.values())
                .filter(one -> Form.word(one).equals(parts[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(EXPECTED));
        return new AdminAccount(parts[0], role, new Secret(parts[2]));
    }

    /** As it is written, the secret as stars. */
    @Override
    public String toString() {
        return name + ":" + role.name().toLowerCase(Locale.ROOT) + ":" + secret;
    }
}
