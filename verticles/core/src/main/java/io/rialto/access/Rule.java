package io.rialto.access;

import io.rialto.contract.channel.TopicTree;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.Topics;
import java.util.EnumSet;
import java.util.Set;

/**
 * One rule: who may, or may not, do what where (docs/access.md).
 *
 * @param name how refusals call it, such as {@code access rule 3}
 * @param text as it was written
 */
public record Rule(String name, String text, boolean allows, Who who, Set<Deed> deeds, TopicPattern topics) {
    private static final String EXPECTED =
            "expected allow|deny WHO publish|subscribe|all TOPIC, such as: allow user all home/%u/#"
                    + " (YAML takes # behind a space for a comment: put quotes around the rule)";

    /** Keeps no set that others change. */
    public Rule {
        deeds = Set.copyOf(deeds);
    }

    /**
     * Reads a rule.
     *
     * @throws IllegalArgumentException with what is wrong, what was expected; the sentence goes on after the name
     */
    public static Rule parse(String name, String text) {
        String[] words = text.strip().split("\\s+", 4);
        if (words.length < 4) {
            throw new IllegalArgumentException("is \"" + text + "\", " + EXPECTED);
        }
        return new Rule(name, text, allows(words[0]), Who.parse(words[1]), deeds(words[2]), topics(words[3]));
    }

    private static boolean allows(String word) {
        return switch (word) {
            case "allow" -> true;
            case "deny" -> false;
            default -> throw new IllegalArgumentException("begins with \"" + word + "\", expected allow or deny");
        };
    }

    private static Set<Deed> deeds(String word) {
        return switch (word) {
            case "publish" -> EnumSet.of(Deed.PUBLISH);
            case "subscribe" -> EnumSet.of(Deed.SUBSCRIBE);
            case "all" -> EnumSet.allOf(Deed.class);
            default ->
                throw new IllegalArgumentException("is about \"" + word + "\", expected publish, subscribe or all");
        };
    }

    private static TopicPattern topics(String filter) {
        try {
            TopicTree.requireDepth(Topics.requireFilter(filter));
            return TopicPattern.of(filter);
        } catch (GatewayException illegal) {
            throw new IllegalArgumentException("names no topics: " + illegal.getMessage(), illegal);
        }
    }
}
