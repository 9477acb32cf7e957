package io.rialto.bench.report;

import io.rialto.bench.report.Target.Against;
import io.rialto.bench.report.Target.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The file of targets: a list, each with {@code aim}, {@code figure}, {@code atMost} or {@code atLeast} or no bound, {@code over} or {@code minus}. */
public final class TargetFile {
    private static final Set<String> KEYS = Set.of("aim", "figure", "over", "minus", "atMost", "atLeast");
    private static final Set<String> PLACES = Set.of("scenario", "part", "server", "metric");
    private static final String US = "rialto";

    private TargetFile() {}

    /** All targets in it. */
    public static List<Target> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("no file of targets: " + file, e);
        }
    }

    static List<Target> parse(String text) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        List<Target> targets = new ArrayList<>();
        if (document instanceof List<?> list) {
            list.forEach(one -> targets.add(target(map(one, "a target", KEYS))));
        }
        return targets;
    }

    private static Target target(Map<?, ?> keys) {
        String aim = String.valueOf(keys.get("aim"));
        try {
            Map<?, ?> figure = map(keys.get("figure"), "figure", PLACES);
            Against against = keys.containsKey("over")
                    ? Against.OVER
                    : keys.containsKey("minus") ? Against.MINUS : Against.NOTHING;
            Map<?, ?> other = against == Against.NOTHING
                    ? Map.of()
                    : map(keys.get(against == Against.OVER ? "over" : "minus"), "the other figure", PLACES);
            boolean atMost = keys.containsKey("atMost");
            String bound = String.valueOf(keys.get(atMost ? "atMost" : "atLeast"));
            boolean none = !atMost && !keys.containsKey("atLeast");
            return new Target(
                    aim,
                    place(figure, Map.of()),
                    against,
                    place(other, figure),
                    atMost,
                    none ? Double.NaN : number(bound),
                    bound);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("target \"" + aim + "\": " + e.getMessage(), e);
        }
    }

    private static Place place(Map<?, ?> keys, Map<?, ?> otherwise) {
        return new Place(
                new Summary.Key(
                        word(keys, otherwise, "scenario", null),
                        word(keys, otherwise, "part", null),
                        word(keys, otherwise, "server", US)),
                Metric.of(word(keys, otherwise, "metric", null)));
    }

    private static String word(Map<?, ?> keys, Map<?, ?> otherwise, String key, String last) {
        Object value = keys.get(key);
        Object any = value == null ? otherwise.get(key) : value;
        if (any == null && last == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return any == null ? last : any.toString();
    }

    /** A number or a fraction such as 1/45. */
    static double number(String text) {
        String[] parts = text.split("/", 2);
        try {
            double first = Double.parseDouble(parts[0]);
            return parts.length == 1 ? first : first / Double.parseDouble(parts[1]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("atMost or atLeast is a number or a fraction, not " + text, e);
        }
    }

    private static Map<?, ?> map(Object value, String what, Set<String> known) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(what + " is a list of keys with values, not " + value);
        }
        map.keySet().stream()
                .filter(key -> !known.contains(String.valueOf(key)))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("unknown key " + key + " in " + what);
                });
        return map;
    }
}
