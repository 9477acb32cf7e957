package io.rialto.config;

import java.util.List;
import java.util.stream.Stream;

/** What one source says about one key, as it was written there; not yet a value of the key's type. */
record Given(List<String> items, boolean list, String origin) {
    Given {
        items = List.copyOf(items);
    }

    /** One text. */
    static Given text(String text, String origin) {
        return new Given(List.of(text), false, origin);
    }

    /** A YAML sequence. */
    static Given list(List<String> items, String origin) {
        return new Given(items, true, origin);
    }

    /** The text; a list is refused. */
    String text() {
        if (list) {
            throw new IllegalArgumentException("a list stands where one value is expected");
        }
        return items.get(0);
    }

    /** The items; a text is split at commas, brackets around it are optional. */
    List<String> split() {
        if (list) {
            return items;
        }
        String text = items.get(0).strip();
        boolean brackets = text.startsWith("[") && text.endsWith("]");
        String inner = brackets ? text.substring(1, text.length() - 1) : text;
        return Stream.of(inner.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** As it was written, for the operator. */
    String written() {
        return list ? items.toString() : "\"" + items.get(0) + "\"";
    }
}
