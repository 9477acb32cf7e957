package io.rialto.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** A constant of an enum, by its place among them: all nodes of a cluster run the same version. */
final class OfEnum<E> implements Form<E> {
    private final List<E> constants;

    OfEnum(List<E> constants) {
        this.constants = List.copyOf(constants);
    }

    @Override
    public void write(ByteBuf out, E value) {
        out.writeByte(constants.indexOf(value));
    }

    @Override
    public E read(ByteBuf in) {
        int place = Scalars.readByte(in);
        if (place >= constants.size()) {
            throw new Garbled(constants + " have no constant " + place);
        }
        return constants.get(place);
    }
}
