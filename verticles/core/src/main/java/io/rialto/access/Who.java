package io.rialto.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whom a rule is about.
 *
 * @param name the role, the group's name, the pattern of accounts, in which {@code *} stands for anything; empty where the
 *     kind says it all
 */
record Who(Kind kind, String name) {
    /** What sort of description it is. */
    enum Kind {
        /** {@code *}. */
        ANYBODY,
        /** {@code user}: whoever has proved to be an account. */
        USER,
        /** {@code guest}: whoever came without credentials. */
        GUEST,
        /** {@code role:NAME}. */
        ROLE,
        /** {@code account:PATTERN}. */
        ACCOUNT,
        /** {@code group:NAME}: the members of the group room. */
        GROUP
    }

    private static final Set<Kind> NAMED = EnumSet.of(Kind.ROLE, Kind.ACCOUNT, Kind.GROUP);
    private static final String EXPECTED = "expected *, user, guest, role:NAME, account:PATTERN or group:NAME";

    /** Reads a description; refuses others with what was expected. */
    static Who parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String name = colon < 0 ? "" : text.substring(colon + 1);
        boolean named = !name.isEmpty();
        Who who =
                switch (kind) {
                    case "*" -> new Who(Kind.ANYBODY, "");
                    case "user" -> new Who(Kind.USER, "");
                    case "guest" -> new Who(Kind.GUEST, "");
                    case "role" -> new Who(Kind.ROLE, name);
                    case "account" -> new Who(Kind.ACCOUNT, name);
                    case "group" -> new Who(Kind.GROUP, name);
                    default -> throw new IllegalArgumentException("is about \"" + text + "\", " + EXPECTED);
                };
        boolean wantsName = NAMED.contains(who.kind);
        if (wantsName != named || (colon >= 0 && !named)) {
            throw new IllegalArgumentException("is about \"" + text + "\", " + EXPECTED);
        }
        return who;
    }

    /** Whether the rule is about them. */
    boolean includes(Subject subject) {
        return switch (kind) {
            case ANYBODY -> true;
            case USER -> !subject.guest();
            case GUEST -> subject.guest();
            case ROLE -> subject.roles().contains(name);
            case ACCOUNT -> matches(name, subject.account().value());
            case GROUP -> !subject.guest() && subject.groups().contains(name);
        };
    }

    /** Whether a text is of a pattern in which {@code *} stands for anything. */
    static boolean matches(String pattern, String text) {
        if (pattern.indexOf('*') < 0) {
            return pattern.equals(text);
        }
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
