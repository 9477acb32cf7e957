package io.rialto.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the records from what was given; a key that nobody gave has the default its record declares. */
final class Binder {
    private final KnownKeys keys;
    private final Map<String, Given> given;

    Binder(KnownKeys keys, Map<String, Given> given) {
        this.keys = keys;
        this.given = Map.copyOf(given);
    }

    /** The record of a section with everything in it; the root section's name is empty. */
    <R extends Record> R bind(String section, Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Stream.of(components)
                .map(component -> component(section, component))
                .toArray();
        try {
            return constructor(type, components).newInstance(values);
        } catch (InvocationTargetException e) {
            throw refusal(section, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private Object component(String section, RecordComponent component) {
        String key = KnownKeys.join(section, component.getName());
        SettingEntry setting = keys.setting(key);
        if (setting == null) {
            return bind(key, component.getType().asSubclass(Record.class));
        }
        Given value = given.getOrDefault(key, Given.text(setting.def(), "default"));
        try {
            return Form.of(setting.type()).read(key, value);
        } catch (ConfigException e) {
            throw new ConfigException(e.getMessage() + " (" + value.origin() + ")");
        }
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> type, RecordComponent[] components)
            throws NoSuchMethodException {
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(types);
    }

    /** Records know the names of their components, not the section they stand in, nor who gave the value. */
    private RuntimeException refusal(String section, Throwable cause) {
        if (!(cause instanceof ConfigException refused)) {
            return new IllegalStateException("section " + section + " cannot be made", cause);
        }
        String key = KnownKeys.join(section, refused.key().orElse(""));
        String origin = given.containsKey(key) ? " (" + given.get(key).origin() + ")" : "";
        return new ConfigException(KnownKeys.join(section, refused.getMessage()) + origin);
    }
}
