package io.rialto.wire;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.error.GatewayException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything that nodes say to each other: a closed list of classes, the words, which are the same in the same order on
 * all nodes. Records are written by their components, sealed interfaces by their permitted classes; whatever else is
 * needed has a form of its own. A component that is an {@code Object} is one of the words. Any reference may be null.
 * Safe on any thread.
 */
public final class Vocabulary {
    private final Map<Type, Form<?>> forms = new ConcurrentHashMap<>(Scalars.ALL);
    private final Form<Object> word;

    /**
     * The vocabulary of these words.
     *
     * @param own forms of classes that are no records
     */
    public Vocabulary(List<Class<?>> words, Map<Class<?>, Form<?>> own) {
        forms.putAll(ContractForms.all(this::frames));
        forms.putAll(own);
        Later later = new Later();
        forms.put(Object.class, later);
        word = new OneOf<>(words, this::bare);
        later.form = word;
    }

    /** Appends a word. */
    public void write(ByteBuf out, Object value) {
        word.write(out, value);
    }

    /** The form of one class. */
    @SuppressWarnings("unchecked")
    public <T> Form<T> form(Class<T> type) {
        return (Form<T>) bare(type);
    }

    /** Takes a word off; {@link Garbled} where there is none. */
    public Object read(ByteBuf in) {
        try {
            return word.read(in);
        } catch (GatewayException | IllegalArgumentException refused) {
            throw new Garbled(refused.getMessage());
        }
    }

    @SuppressWarnings("unchecked")
    private Form<Frame> frames() {
        return (Form<Frame>) bare(Frame.class);
    }

    /** The form of words, which is known only when all others are. */
    private static final class Later implements Form<Object> {
        private Form<Object> form;

        @Override
        public void write(ByteBuf out, Object value) {
            form.write(out, value);
        }

        @Override
        public Object read(ByteBuf in) {
            return form.read(in);
        }
    }

    private Form<?> bare(Type type) {
        Form<?> known = forms.get(type);
        if (known == null) {
            known = type instanceof ParameterizedType generic ? generic(generic) : plain((Class<?>) type);
            forms.put(type, known);
        }
        return known;
    }

    private Form<?> component(Type type) {
        boolean primitive = type instanceof Class<?> plain && plain.isPrimitive();
        return primitive ? bare(type) : new OrNull<>(bare(type));
    }

    private Form<?> plain(Class<?> type) {
        if (type.isRecord()) {
            return record(type);
        } else if (type.isEnum()) {
            return new OfEnum<>(List.of(type.getEnumConstants()));
        } else if (type.isSealed()) {
            return new OneOf<>(List.of(type.getPermittedSubclasses()), this::bare);
        }
        throw new IllegalArgumentException(type + " has no form between nodes");
    }

    private <T> Form<T> record(Class<T> type) {
        List<Form<?>> components = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.add(component(component.getGenericType()));
        }
        return new OfRecord<>(type, components);
    }

    private Form<?> generic(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == List.class || raw == Collection.class) {
            return Collections.list(bare(arguments[0]));
        } else if (raw == Set.class) {
            return Collections.set(bare(arguments[0]));
        } else if (raw == Map.class) {
            return Collections.map(bare(arguments[0]), bare(arguments[1]));
        }
        throw new IllegalArgumentException(type + " has no form between nodes");
    }
}
