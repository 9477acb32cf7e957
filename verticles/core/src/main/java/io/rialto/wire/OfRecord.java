package io.rialto.wire;

import io.netty.buffer.ByteBuf;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** A record, component by component in their order; what its constructor refuses is garbled. */
final class OfRecord<T> implements Form<T> {
    private final Class<T> type;
    private final Method[] accessors;
    private final List<Form<Object>> forms;
    private final Constructor<T> constructor;

    /** {@code forms} are those of the components, in their order. */
    @SuppressWarnings("unchecked")
    OfRecord(Class<T> type, List<Form<?>> forms) {
        this.type = type;
        this.forms = forms.stream().map(form -> (Form<Object>) form).toList();
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        accessors = new Method[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
        }
        try {
            constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(type + " has no canonical constructor", impossible);
        }
        constructor.setAccessible(true);
    }

    @Override
    public void write(ByteBuf out, T value) {
        try {
            for (int i = 0; i < forms.size(); i++) {
                forms.get(i).write(out, accessors[i].invoke(value));
            }
        } catch (ReflectiveOperationException defect) {
            throw new IllegalStateException(type + " cannot be written", defect);
        }
    }

    @Override
    public T read(ByteBuf in) {
        Object[] values = new Object[forms.size()];
        for (int i = 0; i < forms.size(); i++) {
            values[i] = forms.get(i).read(in);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new Garbled(type.getSimpleName() + ": " + refused.getCause().getMessage());
        } catch (ReflectiveOperationException defect) {
            throw new IllegalStateException(type + " cannot be read", defect);
        }
    }
}
