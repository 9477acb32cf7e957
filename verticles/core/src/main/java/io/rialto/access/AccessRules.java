package io.rialto.access;

import io.rialto.contract.id.AccountId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All rules of an installation, in their order: the first that speaks of somebody, a deed and a topic decides
 * (docs/access.md). Immutable.
 */
public final class AccessRules {
    /** Everything outside of {@code $} trees is allowed to everybody. */
    public static final AccessRules OPEN = new AccessRules(List.of(), true, List.of());

    private final List<Rule> rules;
    private final boolean otherwise;
    private final List<Role> roles;
    private final boolean speakOfGroups;
    /** What whoever may do where there are no rules: the same for all, so that an idle session keeps none of its own. */
    private final Rights guests = new Rights(this, anybody(true), List.of());

    private final Rights users = new Rights(this, anybody(false), List.of());

    /** A role that accounts have by their name. */
    private record Role(String name, List<String> accounts) {
        static Role parse(String text) {
            String[] words = text.strip().split("\\s+");
            if (words.length < 2) {
                throw new IllegalArgumentException(
                        "is \"" + text + "\", expected ROLE ACCOUNT…, such as: operator alice ops-*");
            }
            return new Role(words[0], List.of(words).subList(1, words.length));
        }

        boolean isOf(AccountId account) {
            return accounts.stream().anyMatch(pattern -> Who.matches(pattern, account.value()));
        }
    }

    /** @param otherwise whether channels that no rule speaks of are open to everybody */
    private AccessRules(List<Rule> rules, boolean otherwise, List<Role> roles) {
        this.rules = rules;
        this.otherwise = otherwise;
        this.roles = roles;
        this.speakOfGroups = rules.stream().anyMatch(rule -> rule.who().kind() == Who.Kind.GROUP);
    }

    /**
     * Reads rules and roles as the settings have them.
     *
     * @param otherwise whether channels that no rule speaks of are open to everybody; {@code $} trees never are
     * @throws IllegalArgumentException with which one is wrong, how, and what was expected
     */
    public static AccessRules parse(List<String> rules, boolean otherwise, List<String> roles) {
        return new AccessRules(
                numbered(rules, "access rule ", Rule::parse),
                otherwise,
                numbered(roles, "access role ", (name, text) -> Role.parse(text)));
    }

    /** Reads rules that somebody brings along: about whoever brings them, so the WHO is left out. */
    public static List<Rule> brought(List<String> rules, String by) {
        return numbered(rules, "access rule of the " + by + " ", (name, text) -> {
            String[] words = text.strip().split("\\s+", 2);
            return Rule.parse(name, words.length < 2 ? text : words[0] + " * " + words[1]);
        });
    }

    /** Whether a session's groups must be known. */
    public boolean speakOfGroups() {
        return speakOfGroups;
    }

    /** What somebody may do by these rules, the ones they brought along first. */
    public Rights of(Subject subject, List<Rule> brought) {
        if (rules.isEmpty() && brought.isEmpty()) {
            return subject.guest() ? guests : users;
        }
        return new Rights(this, withRoles(subject), brought);
    }

    private static Subject anybody(boolean guest) {
        return new Subject(new AccountId("anybody"), null, guest, Set.of(), Set.of());
    }

    List<Rule> all() {
        return rules;
    }

    boolean otherwise() {
        return otherwise;
    }

    private Subject withRoles(Subject subject) {
        if (subject.guest() || roles.isEmpty()) {
            return subject;
        }
        Set<String> all = new HashSet<>(subject.roles());
        roles.stream().filter(role -> role.isOf(subject.account())).forEach(role -> all.add(role.name()));
        return new Subject(subject.account(), subject.device(), false, all, subject.groups());
    }

    private interface Reader<R> {
        R read(String name, String text);
    }

    private static <R> List<R> numbered(List<String> texts, String name, Reader<R> reader) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> read(name + (i + 1), texts.get(i), reader))
                .toList();
    }

    private static <R> R read(String name, String text, Reader<R> reader) {
        try {
            return reader.read(name, text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(name + " " + wrong.getMessage(), wrong);
        }
    }
}
