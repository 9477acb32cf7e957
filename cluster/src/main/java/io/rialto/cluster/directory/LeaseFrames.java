package io.rialto.cluster.directory;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rialto.cluster.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The directory's frames: kind (1), then what the kind says; texts are length (4) and UTF-8. */
final class LeaseFrames {
    /** What can be told. */
    interface Reader {
        /** The peer begins from scratch: everything that it held is void. */
        void reset();

        /** The peer holds a lease, or no more. */
        void lease(Lease lease, boolean present);

        /** The peer asks who holds a lease. */
        void ask(long question, Lease lease);

        /** The peer answers. */
        void answer(long question, Set<NodeId> holders);

        /** What the peer's leases add up to. */
        void digest(long sum);

        /** The peer's sum differs: it is to be told everything again. */
        void again();
    }

    private static final int RESET = 1;
    private static final int LEASES = 2;
    private static final int ASK = 3;
    private static final int ANSWER = 4;
    private static final int DIGEST = 5;
    private static final int AGAIN = 6;

    private LeaseFrames() {}

    static ByteBuf reset() {
        return frame(RESET);
    }

    static ByteBuf leases(List<Lease> leases, Predicate<Lease> present) {
        ByteBuf out = frame(LEASES).writeInt(leases.size());
        for (Lease lease : leases) {
            out.writeBoolean(present.test(lease));
            write(out, lease);
        }
        return out;
    }

    static ByteBuf ask(long question, Lease lease) {
        ByteBuf out = frame(ASK).writeLong(question);
        write(out, lease);
        return out;
    }

    static ByteBuf answer(long question, Collection<NodeId> holders) {
        ByteBuf out = frame(ANSWER).writeLong(question).writeInt(holders.size());
        holders.forEach(node -> text(out, node.value()));
        return out;
    }

    static ByteBuf digest(long sum) {
        return frame(DIGEST).writeLong(sum);
    }

    static ByteBuf again() {
        return frame(AGAIN);
    }

    /** Reads a frame of a peer; what is none is an {@link IllegalArgumentException} or out of bounds. */
    static void read(ByteBuf in, Reader reader) {
        int kind = in.readByte();
        switch (kind) {
            case RESET -> reader.reset();
            case LEASES -> {
                int count = in.readInt();
                for (int i = 0; i < count; i++) {
                    boolean present = in.readBoolean();
                    reader.lease(lease(in), present);
                }
            }
            case ASK -> reader.ask(in.readLong(), lease(in));
            case ANSWER -> reader.answer(in.readLong(), nodes(in));
            case DIGEST -> reader.digest(in.readLong());
            case AGAIN -> reader.again();
            default -> throw new IllegalArgumentException("the directory has no frame of kind " + kind);
        }
    }

    private static ByteBuf frame(int kind) {
        return Unpooled.buffer(64).writeByte(kind);
    }

    private static void write(ByteBuf out, Lease lease) {
        out.writeByte(lease.scope().number()).writeByte(lease.space());
        text(out, lease.key());
    }

    private static Lease lease(ByteBuf in) {
        return new Lease(Lease.Scope.of(in.readByte()), in.readUnsignedByte(), text(in));
    }

    private static Set<NodeId> nodes(ByteBuf in) {
        int count = in.readInt();
        Set<NodeId> nodes = new HashSet<>();
        for (int i = 0; i < count; i++) {
            nodes.add(new NodeId(text(in)));
        }
        return Set.copyOf(nodes);
    }

    private static void text(ByteBuf out, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length).writeBytes(bytes);
    }

    private static String text(ByteBuf in) {
        return in.readCharSequence(in.readInt(), StandardCharsets.UTF_8).toString();
    }
}
