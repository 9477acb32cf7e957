package io.rialto.bench.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The directory of scenario files, {@code NAME.yaml} each. */
public final class ScenarioFiles {
    private static final String ENDING = ".yaml";
    private static final Set<String> KEYS = Set.of(
            "title",
            "kind",
            "door",
            "qos",
            "version",
            "publishers",
            "subscribers",
            "size",
            "window",
            "rate",
            "loads",
            "peer",
            "storage",
            "settings");
    private static final int HALF = 50;

    private final Path directory;

    /** Reads from this directory. */
    public ScenarioFiles(Path directory) {
        this.directory = directory;
    }

    /** All scenarios, by name. */
    public List<Scenario> all() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .sorted()
                    .map(name -> named(name.substring(0, name.length() - ENDING.length())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no directory of scenarios: " + directory, e);
        }
    }

    /** The scenario of this name. */
    public Scenario named(String name) {
        Path file = directory.resolve(name + ENDING);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no scenario " + name + "; ./rialto bench list names them all");
        }
        try {
            return parse(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException | YAMLException e) {
            throw new IllegalArgumentException("scenario " + name + ": " + e.getMessage(), e);
        }
    }

    static Scenario parse(String name, String text) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        if (!(document instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("keys with values are expected");
        }
        Map<String, Object> keys = new TreeMap<>();
        map.forEach((key, value) -> keys.put(String.valueOf(key), value));
        Kind kind = word(keys, "kind", null, Kind.class);
        keys.keySet().stream()
                .filter(key -> !KEYS.contains(key) && !kind.numbers().containsKey(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("unknown key " + key + " of kind " + kind.word());
                });
        List<Traffic> cells = cells(keys);
        return new Scenario(
                name,
                String.valueOf(keys.getOrDefault("title", name)),
                kind,
                cells.get(0),
                cells,
                numbers(keys, kind),
                !Boolean.FALSE.equals(keys.get("peer")),
                word(keys, "storage", Scenario.Storage.SQLITE, Scenario.Storage.class),
                settings(keys.get("settings")));
    }

    /** Each number of subscribers with each size; windows are for sizes, one each. */
    private static List<Traffic> cells(Map<String, Object> keys) {
        List<Object> sizes = list(keys, "size");
        List<Object> windows = list(keys, "window");
        Traffic.require(windows.size() <= 1 || windows.size() == sizes.size(), "there is a window for each size");
        List<Traffic> cells = new ArrayList<>();
        for (Object subscribers : list(keys, "subscribers")) {
            for (int i = 0; i < sizes.size(); i++) {
                Map<String, Object> cell = new TreeMap<>(keys);
                put(cell, "subscribers", subscribers);
                put(cell, "size", sizes.get(i));
                put(cell, "window", windows.get(Math.min(i, windows.size() - 1)));
                cells.add(traffic(cell));
            }
        }
        return cells;
    }

    /** What a key says, which may be a list; one that says nothing where it is missing. */
    private static List<Object> list(Map<String, Object> keys, String key) {
        Object value = keys.get(key);
        if (value instanceof List<?> list && !list.isEmpty()) {
            return List.copyOf(list);
        }
        return Collections.singletonList(value);
    }

    private static void put(Map<String, Object> keys, String key, Object value) {
        if (value != null) {
            keys.put(key, value);
        }
    }

    private static Traffic traffic(Map<String, Object> keys) {
        return new Traffic(
                word(keys, "door", Door.MQTT, Door.class),
                number(keys, "qos", 0).intValue(),
                number(keys, "version", 4).intValue(),
                number(keys, "publishers", 1).intValue(),
                number(keys, "subscribers", 1).intValue(),
                number(keys, "size", 64).intValue(),
                number(keys, "window", 8).intValue(),
                number(keys, "rate", 0).doubleValue(),
                loads(keys.get("loads")));
    }

    private static List<Integer> loads(Object value) {
        if (value == null) {
            return List.of(HALF);
        }
        if (value instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance)) {
            return list.stream().map(Integer.class::cast).toList();
        }
        throw new IllegalArgumentException("loads is a list of whole numbers, not " + value);
    }

    private static Map<String, Integer> numbers(Map<String, Object> keys, Kind kind) {
        Map<String, Integer> numbers = new TreeMap<>(kind.numbers());
        numbers.replaceAll((key, otherwise) -> number(keys, key, otherwise).intValue());
        return numbers;
    }

    private static <E extends Enum<E>> E word(Map<String, Object> keys, String key, E otherwise, Class<E> type) {
        Object value = keys.getOrDefault(key, otherwise);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        String words = Stream.of(type.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return Stream.of(type.getEnumConstants())
                .filter(one -> one.name().equalsIgnoreCase(value.toString()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " is one of " + words + ", not " + value));
    }

    private static Number number(Map<String, Object> keys, String key, Number otherwise) {
        Object value = keys.getOrDefault(key, otherwise);
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException(key + " is no number: " + value);
    }

    private static Map<String, String> settings(Object value) {
        Map<String, String> settings = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, setting) -> settings.put(key.toString(), String.valueOf(setting)));
        }
        return settings;
    }
}
