package io.rialto.wire;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.IntFunction;

/** The forms of lists, sets, maps; their order is kept. */
final class Collections {
    private Collections() {}

    static <E> Form<Collection<E>> list(Form<E> element) {
        return new Many<>(element, ArrayList::new);
    }

    static <E> Form<Collection<E>> set(Form<E> element) {
        return new Many<>(element, LinkedHashSet::new);
    }

    static <K, V> Form<Map<K, V>> map(Form<K> key, Form<V> value) {
        return new Pairs<>(key, value);
    }

    private record Many<E>(Form<E> element, IntFunction<Collection<E>> maker) implements Form<Collection<E>> {
        @Override
        public void write(ByteBuf out, Collection<E> values) {
            Scalars.writeLong(out, values.size());
            values.forEach(value -> element.write(out, value));
        }

        @Override
        public Collection<E> read(ByteBuf in) {
            int count = Scalars.readCount(in, 1);
            Collection<E> values = maker.apply(count);
            for (int i = 0; i < count; i++) {
                values.add(element.read(in));
            }
            return values;
        }
    }

    private record Pairs<K, V>(Form<K> key, Form<V> value) implements Form<Map<K, V>> {
        @Override
        public void write(ByteBuf out, Map<K, V> map) {
            Scalars.writeLong(out, map.size());
            map.forEach((name, what) -> {
                key.write(out, name);
                value.write(out, what);
            });
        }

        @Override
        public Map<K, V> read(ByteBuf in) {
            int count = Scalars.readCount(in, 2);
            Map<K, V> map = new LinkedHashMap<>(count * 2);
            for (int i = 0; i < count; i++) {
                map.put(key.read(in), value.read(in));
            }
            return map;
        }
    }
}
