package io.rialto.launcher.cli;

import java.util.Iterator;
import java.util.List;

/**
 * What the words of {@code pub} mean: to whom, and which text.
 *
 * @param to an account's id, a room's, or a channel's with its c:
 * @param text the message; null where it comes from elsewhere
 */
record Destination(String to, String text) {
    private static final String CHANNEL = "c:";

    /** Reads {@code [TO] [TEXT]}: without TO where there is a topic, without TEXT where lines are read. */
    static Destination of(List<String> words, String topic, boolean lines) {
        int expected = (topic == null ? 1 : 0) + (lines ? 0 : 1);
        if (words.size() != expected) {
            throw CommandFailure.wrongUse("expected " + (topic == null ? "TO " : "") + (lines ? "" : "TEXT ")
                    + "but got " + words.size() + " words; a text with spaces needs quotes");
        }
        Iterator<String> rest = words.iterator();
        String to = topic == null ? rest.next() : CHANNEL + plain(topic);
        return new Destination(to, lines ? null : rest.next());
    }

    /** A topic or filter without the c: it may be written with. */
    static String plain(String topic) {
        return topic.startsWith(CHANNEL) ? topic.substring(CHANNEL.length()) : topic;
    }

    boolean isChannel() {
        return to.startsWith(CHANNEL);
    }
}
