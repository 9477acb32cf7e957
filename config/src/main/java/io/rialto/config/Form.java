package io.rialto.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How values of one type are written: the type's name, what an operator may write, how that is read. */
record Form(String name, String expected, Function<Given, Object> reader) {
    private static final Map<Type, Form> FORMS = Map.of(
            String.class, new Form("text", "text", Given::text),
            int.class, scalar("integer", "a whole number below 2147483648", Integer::valueOf),
            long.class, scalar("integer", "a whole number", Long::valueOf),
            boolean.class, scalar("boolean", "true or false", Form::truth),
            Duration.class, scalar("duration", Durations.EXPECTED, Durations::parse),
            Path.class, scalar("path", "a path", Form::path),
            Secret.class, scalar("secret", "text, but not the stars that print-config shows", Form::secret));

    private static final Form ADMINS =
            new Form("list of name:role:secret", AdminAccount.EXPECTED, given -> given.split().stream()
                    .map(AdminAccount::parse)
                    .toList());

    /** The form of a component's type; a type that no setting may have is a mistake in the records. */
    static Form of(Type type) {
        if (type instanceof Class<?> single && single.isEnum()) {
            return choice(single.getEnumConstants());
        }
        if (type instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == String.class) {
            return new Form("list of text", "a list such as [a, b]", Given::split);
        }
        if (type instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == AdminAccount.class) {
            return ADMINS;
        }
        return Optional.ofNullable(FORMS.get(type))
                .orElseThrow(() -> new IllegalStateException("no setting may have the type " + type));
    }

    /** The value; what cannot be one is refused with key, value and expectation. */
    Object read(String key, Given given) {
        try {
            return reader.apply(given);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, "is " + shown(given) + ", expected " + expected);
        }
    }

    /** The word for an enum's constant. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private String shown(Given given) {
        return equals(FORMS.get(Secret.class)) || equals(ADMINS) ? Secret.STARS : Secret.hidePasswords(given.written());
    }

    private static Form scalar(String name, String expected, Function<String, Object> parse) {
        return new Form(name, expected, given -> parse.apply(given.text()));
    }

    private static Form choice(Object[] constants) {
        Map<String, Object> words = Stream.of(constants)
                .collect(Collectors.toMap(constant -> word((Enum<?>) constant), Function.identity()));
        String names =
                Stream.of(constants).map(constant -> word((Enum<?>) constant)).collect(Collectors.joining(", "));
        return scalar("one of " + names, "one of " + names, text -> Optional.ofNullable(words.get(text))
                .orElseThrow(IllegalArgumentException::new));
    }

    private static Object truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a path is blank");
        }
        return Path.of(text);
    }

    private static Object secret(String text) {
        if (text.equals(Secret.STARS)) {
            throw new IllegalArgumentException("stars are no secret");
        }
        return new Secret(text);
    }
}
