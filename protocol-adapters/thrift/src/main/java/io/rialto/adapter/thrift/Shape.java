package io.rialto.adapter.thrift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a struct is made of: its fields in order of their ids. Built once, when its class is loaded. */
final class Shape {
    private final String name;
    private final List<Field<?>> fields = new ArrayList<>();
    private final Map<Integer, Field<?>> byId = new HashMap<>();
    private final Map<String, Field<?>> byName = new HashMap<>();

    Shape(String name) {
        this.name = name;
    }

    /** Adds a field that is always on the wire. */
    <T> Field<T> required(int id, String field, Kind<T> kind) {
        return add(new Field<>(id, field, fields.size(), true, kind));
    }

    /** Adds a field that may be missing. */
    <T> Field<T> optional(int id, String field, Kind<T> kind) {
        return add(new Field<>(id, field, fields.size(), false, kind));
    }

    String name() {
        return name;
    }

    List<Field<?>> fields() {
        return fields;
    }

    /** The field of this number; null where there is none. */
    Field<?> field(int id) {
        return byId.get(id);
    }

    /** The field of this name, whatever its case (tim-protocol.md §2.6); null where there is none. */
    Field<?> field(String anyCase) {
        return byName.get(anyCase.toLowerCase(Locale.ROOT));
    }

    private <T> Field<T> add(Field<T> field) {
        fields.add(field);
        byId.put(field.id(), field);
        byName.put(field.name().toLowerCase(Locale.ROOT), field);
        return field;
    }

    @Override
    public String toString() {
        return name;
    }
}
