package io.rialto.contract.id;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.nio.charset.StandardCharsets;

/** The rules of topic names, topic filters (MQTT 5 §4.7, the same in 3.1.1). */
public final class Topics {
    private static final int MAX_BYTES = 65_535;

    private Topics() {}

    /** The topic itself where it is one to publish to; else {@code bad_request}. */
    public static String requireTopic(String topic) {
        requireText(topic, "topic");
        for (int i = 0; i < topic.length(); i++) {
            char c = topic.charAt(i);
            if (c == '+' || c == '#') {
                throw new GatewayException(
                        ErrorCode.BAD_REQUEST, "topic has the wildcard '" + c + "' at position " + i);
            }
        }
        return topic;
    }

    /** The filter itself where it is one to subscribe to; else {@code bad_request}. */
    public static String requireFilter(String filter) {
        requireText(filter, "topic filter");
        for (int i = 0; i < filter.length(); i++) {
            char c = filter.charAt(i);
            boolean startsLevel = i == 0 || filter.charAt(i - 1) == '/';
            boolean endsLevel = i == filter.length() - 1 || filter.charAt(i + 1) == '/';
            boolean whole = c == '#' ? startsLevel && i == filter.length() - 1 : startsLevel && endsLevel;
            boolean misplaced = !whole && (c == '+' || c == '#');
            if (misplaced) {
                throw new GatewayException(
                        ErrorCode.BAD_REQUEST, "topic filter has a misplaced '" + c + "' at position " + i);
            }
        }
        return filter;
    }

    /** Whether the filter has a wildcard. */
    public static boolean isWildcard(String filter) {
        return filter.indexOf('+') >= 0 || filter.endsWith("#");
    }

    /** Whether a wildcard stands anywhere in it, so that it is no topic. */
    public static boolean hasWildcard(String text) {
        return text.indexOf('+') >= 0 || text.indexOf('#') >= 0;
    }

    /** Whether a topic matches a filter; wildcards at the first level never match topics that begin with $. */
    public static boolean matches(String filter, String topic) {
        if (topic.startsWith("$") && (filter.startsWith("+") || filter.startsWith("#"))) {
            return false;
        }
        int f = 0;
        int t = 0;
        while (f < filter.length()) {
            char c = filter.charAt(f);
            if (c == '#') {
                return true;
            }
            if (c == '+') {
                f++;
                while (t < topic.length() && topic.charAt(t) != '/') {
                    t++;
                }
            } else if (t < topic.length() && topic.charAt(t) == c) {
                f++;
                t++;
            } else {
                return t == topic.length() && filter.startsWith("/#", f) && f + 2 == filter.length();
            }
        }
        return t == topic.length();
    }

    private static void requireText(String text, String what) {
        if (text == null || text.isEmpty()) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, what + " is empty");
        }
        // No character takes more than 3 bytes, so short texts need not be encoded to be measured.
        if (text.length() > MAX_BYTES / 3 && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, what + " is longer than 65535 bytes");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0) {
                throw new GatewayException(ErrorCode.BAD_REQUEST, what + " has NUL at position " + i);
            }
        }
    }
}
