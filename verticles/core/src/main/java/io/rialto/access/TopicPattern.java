package io.rialto.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A topic filter (MQTT 5 §4.7) taken apart once, so that it can be held against topics without making anything, and
 * against other filters as the sets of topics that they are. Immutable.
 *
 * <p>What begins with a wildcard never matches topics that begin with {@code $} (MQTT-4.7.2-1).
 */
final class TopicPattern {
    /** Null stands for any one level. */
    private final String[] levels;
    /** Whether any further levels may follow. */
    private final boolean open;

    private TopicPattern(String[] levels, boolean open) {
        this.levels = levels;
        this.open = open;
    }

    /** The pattern of a legal filter. */
    static TopicPattern of(String filter) {
        List<String> levels = new ArrayList<>(Arrays.asList(filter.split("/", -1)));
        boolean open = levels.get(levels.size() - 1).equals("#");
        if (open) {
            levels.remove(levels.size() - 1);
        }
        levels.replaceAll(level -> level.equals("+") ? null : level);
        if (levels.isEmpty()) {
            levels.add(null); // every topic has a level, so # is +/#
        }
        return new TopicPattern(levels.toArray(String[]::new), open);
    }

    /**
     * The pattern with names in the place of {@code %u}, {@code %c}: each is what one level, or a part of it, says, whatever
     * characters it has, never a wildcard, a further level or the beginning of a {@code $} tree.
     *
     * @param account what {@code %u} stands for
     * @param device what {@code %c} stands for; null where there is none
     * @return null where no topic can match
     */
    TopicPattern with(String account, String device) {
        String[] named = levels.clone();
        for (int i = 0; i < named.length; i++) {
            if (levels[i] == null || levels[i].indexOf('%') < 0) {
                continue;
            }
            if (levels[i].contains("%c") && device == null) {
                return null;
            }
            named[i] = levels[i].replace("%u", account).replace("%c", Objects.requireNonNullElse(device, ""));
            boolean escapes = named[i].indexOf('/') >= 0 || named[i].indexOf('+') >= 0 || named[i].indexOf('#') >= 0;
            boolean becomesTree = i == 0 && named[i].startsWith("$") && !levels[i].startsWith("$");
            if (escapes || becomesTree) {
                return null;
            }
        }
        return new TopicPattern(named, open);
    }

    /** Whether it is about topics that begin with {@code $}. */
    boolean isTree() {
        return levels[0] != null && levels[0].startsWith("$");
    }

    /** Whether a topic is among its topics. */
    boolean matches(String topic) {
        if (levels[0] == null && topic.startsWith("$")) {
            return false;
        }
        int start = 0;
        for (int i = 0; i < levels.length; i++) {
            if (start < 0) {
                return false;
            }
            int slash = topic.indexOf('/', start);
            int end = slash < 0 ? topic.length() : slash;
            if (levels[i] != null && !isLevel(levels[i], topic, start, end)) {
                return false;
            }
            start = slash < 0 ? -1 : slash + 1;
        }
        return open || start < 0;
    }

    /** Whether every topic of the other is one of its own. */
    boolean contains(TopicPattern other) {
        boolean reaches = open ? other.levels.length >= levels.length : isAsDeepAs(other);
        return reaches && startsAs(other);
    }

    /** The topics of both; null where there are none. */
    TopicPattern meet(TopicPattern other) {
        boolean longEnough =
                (open || levels.length >= other.levels.length) && (other.open || other.levels.length >= levels.length);
        if (!longEnough || isTree() != other.isTree()) {
            return null;
        }
        String[] both = new String[Math.max(levels.length, other.levels.length)];
        for (int i = 0; i < both.length; i++) {
            String mine = i < levels.length ? levels[i] : null;
            String its = i < other.levels.length ? other.levels[i] : null;
            if (mine != null && its != null && !mine.equals(its)) {
                return null;
            }
            both[i] = mine == null ? its : mine;
        }
        return new TopicPattern(both, open && other.open);
    }

    private boolean isAsDeepAs(TopicPattern other) {
        return !other.open && other.levels.length == levels.length;
    }

    private boolean startsAs(TopicPattern other) {
        if (isTree() != other.isTree()) {
            return false;
        }
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] != null && !levels[i].equals(other.levels[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLevel(String level, String topic, int start, int end) {
        return level.length() == end - start && topic.startsWith(level, start);
    }

    /** As it was written. */
    @Override
    public String toString() {
        String text = String.join(
                "/",
                Arrays.stream(levels).map(level -> level == null ? "+" : level).toList());
        return open ? text + "/#" : text;
    }
}
