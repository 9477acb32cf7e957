package io.rialto.wire;

import io.netty.buffer.ByteBuf;

/** A value or null, told apart by a byte before it. */
record OrNull<T>(Form<T> form) implements Form<T> {
    @Override
    public void write(ByteBuf out, T value) {
        out.writeBoolean(value != null);
        if (value != null) {
            form.write(out, value);
        }
    }

    @Override
    public T read(ByteBuf in) {
        return Scalars.readByte(in) == 0 ? null : form.read(in);
    }
}
