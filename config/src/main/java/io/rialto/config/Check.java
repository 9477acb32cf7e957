package io.rialto.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The checks that records make of their values; refusals name the component, the value and what was expected. The
 * binder adds the section, so a record need not know where it stands.
 */
final class Check {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private Check() {}

    static void range(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new ConfigException(key, "is " + value + ", expected " + min + " to " + max);
        }
    }

    static void range(String key, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new ConfigException(
                    key,
                    "is " + Durations.format(value) + ", expected " + Durations.format(min) + " to "
                            + Durations.format(max));
        }
    }

    /** Each once, each one of those that there are. */
    static void among(String key, List<String> values, Set<String> known) {
        String expected = new TreeSet<>(known).stream().collect(Collectors.joining(", "));
        for (String value : values) {
            if (!known.contains(value)) {
                throw new ConfigException(key, "names \"" + value + "\", expected some of " + expected);
            }
        }
        if (Set.copyOf(values).size() < values.size()) {
            throw new ConfigException(key, "names something twice, expected each of " + expected + " at most once");
        }
    }

    /** Nothing, or a URL over which secrets may go: https, or http that does not leave the machine. */
    static void url(String key, String value) {
        if (value.isEmpty()) {
            return;
        }
        try {
            URI uri = new URI(value);
            boolean secure = "https".equals(uri.getScheme());
            boolean here = "http".equals(uri.getScheme())
                    && uri.getHost() != null
                    && LOOPBACK.matcher(uri.getHost()).matches();
            if (uri.getHost() != null && uri.getUserInfo() == null && (secure || here)) {
                return;
            }
        } catch (URISyntaxException garbled) {
            // Refused below, in our words.
        }
        throw new ConfigException(
                key,
                "is \"" + Secret.hidePasswords(value)
                        + "\", expected a URL with https, or with http and a loopback address");
    }

    static void notBlank(String key, String value) {
        if (value.isBlank()) {
            throw new ConfigException(key, "is blank, expected text");
        }
    }

    /** A path on the HTTP door that is none of its own; empty is one too. */
    static void freePath(String key, String value) {
        if (!value.isEmpty() && (!value.startsWith("/") || value.startsWith("/v1/"))) {
            throw new ConfigException(
                    key, "is " + value + ", expected a path such as /mqtt that does not begin with /v1/, or nothing");
        }
    }

    static void positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new ConfigException(
                    key, "is " + Durations.format(value) + ", expected a positive duration such as 5s");
        }
    }
}
