package io.rialto.adapter.thrift;

/** In which of its two forms a connection gets its structs (tim-protocol.md §2.5, §2.6). */
enum Flavour {
    /** Bare structs of Thrift's compact protocol. */
    COMPACT {
        @Override
        Struct decode(Shape shape, byte[] frame, int start) {
            return CompactForm.decode(shape, frame, start);
        }

        @Override
        byte[] encode(Struct struct) {
            return CompactForm.encode(struct);
        }
    },
    /** JSON objects. */
    JSON {
        @Override
        Struct decode(Shape shape, byte[] frame, int start) {
            return JsonForm.decode(shape, frame, start);
        }

        @Override
        byte[] encode(Struct struct) {
            return JsonForm.encode(struct);
        }
    };

    /** Set in the first byte of a client's frame whose body is JSON. */
    private static final int JSON_BIT = 0x80;

    /** The flavour that the first byte of a client's frame tells. */
    static Flavour of(int firstByte) {
        return (firstByte & JSON_BIT) == 0 ? COMPACT : JSON;
    }

    /** The struct in a frame from {@code start} on; throws {@link Undecodable}. */
    abstract Struct decode(Shape shape, byte[] frame, int start);

    /** The struct in this form. */
    abstract byte[] encode(Struct struct);
}
