package io.rialto.adapter.thrift;

import io.rialto.contract.command.Profile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an account or a group shows of itself, between TIM's beans and entries of a profile that other doors can show too:
 * texts and numbers as texts under TIM's names; lists and maps under {@code tim.…}, as the compact struct that holds
 * nothing but the one.
 */
final class Bean {
    private static final String COMPOUND = "tim.";

    /** Of accounts. What the server says itself is no entry. */
    static final Bean USER = new Bean(TimUserBean.SHAPE, TimUserBean.CREATE_TIME);

    /** Of groups. */
    static final Bean ROOM = new Bean(
            TimRoomBean.SHAPE,
            TimRoomBean.CREATE_TIME,
            TimRoomBean.FOUNDER,
            TimRoomBean.MANAGERS,
            TimRoomBean.TOPIC,
            TimRoomBean.GTYPE);

    private final Shape shape;
    private final Set<Field<?>> ofServer;

    private Bean(Shape shape, Field<?>... ofServer) {
        this.shape = shape;
        this.ofServer = Set.of(ofServer);
    }

    /** The entries that a bean changes: those of the fields that are there. */
    Map<String, byte[]> entries(Struct bean) {
        Map<String, byte[]> entries = new HashMap<>();
        for (Field<?> field : shape.fields()) {
            if (bean.get(field) != null && !ofServer.contains(field)) {
                entries.put(name(field), value(bean, field));
            }
        }
        return entries;
    }

    /** The bean of a profile, without what the server says itself. */
    Struct of(Profile profile) {
        Struct bean = new Struct(shape);
        for (Field<?> field : shape.fields()) {
            byte[] value = profile.entries().get(name(field));
            if (value != null && !ofServer.contains(field)) {
                put(bean, field, value);
            }
        }
        return bean;
    }

    private static String name(Field<?> field) {
        return isCompound(field) ? COMPOUND + field.name() : field.name();
    }

    private <T> byte[] value(Struct bean, Field<T> field) {
        T value = bean.get(field);
        if (!isCompound(field)) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
        return field.kind().isEmpty(value) ? new byte[0] : Flavour.COMPACT.encode(new Struct(shape).with(field, value));
    }

    /** What another door wrote there that is none is left out. */
    private <T> void put(Struct bean, Field<T> field, byte[] value) {
        try {
            bean.with(field, isCompound(field) ? compound(field, value) : scalar(field, value));
        } catch (Undecodable | NumberFormatException notOurs) {
            bean.with(field, null);
        }
    }

    private <T> T compound(Field<T> field, byte[] value) {
        return Flavour.COMPACT.decode(shape, value, 0).get(field);
    }

    private static <T> T scalar(Field<T> field, byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        boolean isText = field.kind().equals(Scalar.TEXT);
        return field.kind().fromJson(isText ? (Object) text : (Object) Long.valueOf(text));
    }

    private static boolean isCompound(Field<?> field) {
        return field.kind() instanceof ListKind<?> || field.kind() instanceof MapKind<?>;
    }
}
