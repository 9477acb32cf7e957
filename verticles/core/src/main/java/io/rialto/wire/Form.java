package io.rialto.wire;

import io.netty.buffer.ByteBuf;

/**
 * How the values of one type look between nodes. Instances are constants, safe on any thread. What is read comes from a
 * peer that has proved itself, yet no length in it is believed beyond the bytes that are there.
 */
public interface Form<T> {
    /** Appends a value. */
    void write(ByteBuf out, T value);

    /** Takes a value off; {@link Garbled} where there is none. */
    T read(ByteBuf in);
}
