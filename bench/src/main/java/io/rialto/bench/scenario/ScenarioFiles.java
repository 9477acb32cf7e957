package io.rialto.bench.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

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
            "peer",
            "settings");

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
            throw new IllegalArgumentException("there is no scenario " + name);
        }
        try {
            return parse(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("scenario " + name + ": " + e.getMessage(), e);
        }
    }

    static Scenario parse(String name, String text) {
        Map<String, Object> keys = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        keys.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("unknown key " + key);
        });
        return new Scenario(
                name,
                String.valueOf(keys.getOrDefault("title", name)),
                Scenario.Kind.valueOf(word(keys, "kind")),
                Scenario.Door.valueOf(word(keys, "door")),
                number(keys, "qos", 0).intValue(),
                number(keys, "version", 4).intValue(),
                number(keys, "publishers", 1).intValue(),
                number(keys, "subscribers", 1).intValue(),
                number(keys, "size", 64).intValue(),
                number(keys, "window", 8).intValue(),
                number(keys, "rate", 0).doubleValue(),
                !Boolean.FALSE.equals(keys.get("peer")),
                settings(keys.get("settings")));
    }

    private static String word(Map<String, Object> keys, String key) {
        Object value = keys.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value.toString().toUpperCase(Locale.ROOT);
    }

    private static Number number(Map<String, Object> keys, String key, Number otherwise) {
        Object value = keys.getOrDefault(key, otherwise);
        if (value instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException(key + " is no number");
    }

    private static Map<String, String> settings(Object value) {
        Map<String, String> settings = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, setting) -> settings.put(key.toString(), String.valueOf(setting)));
        }
        return settings;
    }
}
