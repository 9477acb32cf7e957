package io.rialto.adapter.thrift;

/** What clients ask about virtual rooms: the rtype of a VROOM (tim-protocol.md §4.12). */
enum VroomOp {
    REGISTER(1),
    REMOVE(2),
    ALLOW(3),
    DISALLOW(4),
    SUBSCRIBE(5),
    CANCEL(6);

    private final int number;

    VroomOp(int number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    /** The operation of this number; null where there is none. */
    static VroomOp of(int number) {
        for (VroomOp op : values()) {
            if (op.number == number) {
                return op;
            }
        }
        return null;
    }
}
