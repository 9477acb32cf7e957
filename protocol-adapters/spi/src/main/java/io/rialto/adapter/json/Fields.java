package io.rialto.adapter.json;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields of a JSON object that a client sent. Whoever asks says what it expects; what is missing or of another type
 * is {@code bad_request} with the name of the field. Fields nobody asks for are ignored, {@code null} counts as missing.
 */
public final class Fields {
    private final String path;
    private final Map<String, Object> values;

    Fields(String path, Map<String, Object> values) {
        this.path = path;
        this.values = values;
    }

    /** Whether there is such a field. */
    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** The names of all fields, in the order they came. */
    public Set<String> names() {
        return values.keySet();
    }

    /** The value as it came: a String, a Long, something else. Empty where it is missing. */
    public Optional<Object> raw(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A string that must be there. */
    public String string(String name) {
        return optionalString(name).orElseThrow(() -> missing(name, "a string"));
    }

    /** A string that may be missing. */
    public Optional<String> optionalString(String name) {
        return typed(name, String.class, "a string");
    }

    /** A string of at most so many characters that may be missing. */
    public Optional<String> optionalString(String name, int maxLength) {
        Optional<String> text = optionalString(name);
        if (text.isPresent() && text.get().length() > maxLength) {
            throw refusal(name, "has " + text.get().length() + " characters, at most " + maxLength + " are allowed");
        }
        return text;
    }

    /** What a string that must be there means; a refusal of its reader is told with the field's name. */
    public <T> T parsed(String name, Function<String, T> reader) {
        return read(name, string(name), reader);
    }

    /** A list of strings, each read; empty where it is missing. */
    public <T> List<T> parsedList(String name, int maxLength, Function<String, T> reader) {
        List<?> list = typed(name, List.class, "a list of strings").orElse(List.of());
        if (list.size() > maxLength) {
            throw refusal(name, "has " + list.size() + " entries, at most " + maxLength + " are allowed");
        }
        List<T> read = new ArrayList<>(list.size());
        for (Object element : list) {
            if (!(element instanceof String text)) {
                throw refusal(name, "has " + describe(element) + ", expected strings only");
            }
            read.add(read(name, text, reader));
        }
        return read;
    }

    /** A whole number within a range; the fallback where it is missing. */
    public long integer(String name, long fallback, long min, long max) {
        long number = typed(name, Long.class, "a whole number").orElse(fallback);
        if (number < min || number > max) {
            throw refusal(name, "is " + number + ", expected a number from " + min + " to " + max);
        }
        return number;
    }

    /** True or false; the fallback where it is missing. */
    public boolean flag(String name, boolean fallback) {
        return typed(name, Boolean.class, "true or false").orElse(fallback);
    }

    /** An object; one without fields where it is missing. */
    public Fields object(String name) {
        @SuppressWarnings("unchecked") // JsonSource makes maps of this type only
        Map<String, Object> map = typed(name, Map.class, "an object").orElse(Map.of());
        return new Fields(path + name + ".", map);
    }

    /** Refuses the request because of this field. */
    public GatewayException refusal(String name, String reason) {
        return new GatewayException(ErrorCode.BAD_REQUEST, path + name + " " + reason);
    }

    /** Refuses the request because this field is not there. */
    public GatewayException missing(String name, String expected) {
        return refusal(name, "is missing, expected " + expected);
    }

    private <T> Optional<T> typed(String name, Class<T> type, String expected) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw refusal(name, "is " + describe(value) + ", expected " + expected);
        }
        return Optional.of(type.cast(value));
    }

    private <T> T read(String name, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (GatewayException refused) {
            throw new GatewayException(refused.code(), path + name + ": " + refused.getMessage());
        }
    }

    private static String describe(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        return value instanceof List ? "a list" : "an object";
    }
}
