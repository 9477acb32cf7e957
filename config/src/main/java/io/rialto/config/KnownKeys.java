package io.rialto.config;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every key that the records declare, in their order, with the sections the keys stand in. */
final class KnownKeys {
    private final Map<String, SettingEntry> settings = new LinkedHashMap<>();
    private final Set<String> sections = new LinkedHashSet<>();

    /** The keys below a root record. */
    KnownKeys(Class<? extends Record> root) {
        collect("", root);
    }

    /** The key of a component in a section; the root section's name is empty. */
    static String join(String section, String name) {
        return section.isEmpty() ? name : section + "." + name;
    }

    Collection<SettingEntry> settings() {
        return Collections.unmodifiableCollection(settings.values());
    }

    boolean isSetting(String key) {
        return settings.containsKey(key);
    }

    SettingEntry setting(String key) {
        return settings.get(key);
    }

    boolean isSection(String key) {
        return sections.contains(key);
    }

    /** The setting with this key, no matter which letters are capital. */
    Optional<String> ignoringCase(String key) {
        return settings.keySet().stream().filter(key::equalsIgnoreCase).findFirst();
    }

    /** An example of what may stand in a section. */
    String firstSettingOf(String section) {
        return settings.keySet().stream()
                .filter(key -> key.startsWith(section + "."))
                .findFirst()
                .orElseThrow();
    }

    /** The setting that was most likely meant; none where nothing looks like it. */
    Optional<String> nearestSetting(String key) {
        return nearest(key, settings.keySet().stream());
    }

    /** The setting or section that was most likely meant; none where nothing looks like it. */
    Optional<String> nearest(String key) {
        return nearest(key, Stream.concat(sections.stream(), settings.keySet().stream()));
    }

    private static Optional<String> nearest(String key, Stream<String> candidates) {
        String nearest = null;
        int least = Distance.limit(key);
        for (String candidate : (Iterable<String>) candidates::iterator) {
            int distance = Distance.ofKeys(key, candidate, least);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private void collect(String section, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = join(section, component.getName());
            Setting setting = component.getAnnotation(Setting.class);
            if (setting == null) {
                sections.add(key);
                collect(key, component.getType());
            } else {
                settings.put(key, new SettingEntry(key, component.getGenericType(), setting.def(), setting.value()));
            }
        }
    }
}
