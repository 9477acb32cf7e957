package io.rialto.wire;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A value of one of several classes, told apart by a number before it: the place of its class in the list. */
final class OneOf<T> implements Form<T> {
    private final List<Class<?>> classes;
    private final List<Form<Object>> forms;
    private final Map<Class<?>, Integer> places = new HashMap<>();

    @SuppressWarnings("unchecked")
    OneOf(List<Class<?>> classes, Function<Class<?>, Form<?>> forms) {
        this.classes = List.copyOf(classes);
        this.forms =
                classes.stream().map(type -> (Form<Object>) forms.apply(type)).toList();
        for (int i = 0; i < classes.size(); i++) {
            places.put(classes.get(i), i);
        }
    }

    @Override
    public void write(ByteBuf out, T value) {
        Integer place = places.get(value.getClass());
        if (place == null) {
            throw new IllegalArgumentException(value.getClass() + " is not said between nodes");
        }
        Scalars.writeLong(out, place);
        forms.get(place).write(out, value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T read(ByteBuf in) {
        long place = Scalars.readLong(in);
        if (place < 0 || place >= classes.size()) {
            throw new Garbled("there is no word " + place);
        }
        return (T) forms.get((int) place).read(in);
    }
}
