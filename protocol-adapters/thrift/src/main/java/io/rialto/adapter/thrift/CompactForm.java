package io.rialto.adapter.thrift;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TIOStreamTransport;

/** Structs as Thrift's compact protocol writes them, without message header or framing. */
final class CompactForm {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_MESSAGE = 1 << 26;
    private static final TConfiguration LIMITS = new TConfiguration(MAX_MESSAGE, MAX_MESSAGE, MAX_DEPTH);

    private CompactForm() {}

    /** Bytes behind the end of the struct are ignored: atim pads (tim-protocol.md §7.1). */
    static Struct decode(Shape shape, byte[] frame, int start) {
        return decode(shape, new FrameInput(LIMITS, frame, start), frame.length - start);
    }

    /** How many bytes stand behind the end of the struct. */
    static int padding(Shape shape, byte[] frame, int start) {
        FrameInput in = new FrameInput(LIMITS, frame, start);
        decode(shape, in, frame.length - start);
        return in.getBytesRemainingInBuffer();
    }

    private static Struct decode(Shape shape, FrameInput frame, int left) {
        TProtocol in = new TCompactProtocol(frame, left, left);
        try {
            return new StructKind(shape).read(in, (byte) 0);
        } catch (TException | IndexOutOfBoundsException | BufferUnderflowException broken) {
            throw new Undecodable("no " + shape + ": " + broken.getMessage());
        }
    }

    static byte[] encode(Struct struct) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            TProtocol out = new TCompactProtocol(new TIOStreamTransport(LIMITS, bytes));
            new StructKind(struct.shape()).write(out, struct);
        } catch (TException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}
