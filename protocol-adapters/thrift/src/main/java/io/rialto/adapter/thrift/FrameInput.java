package io.rialto.adapter.thrift;

import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/** The rest of one frame as libthrift reads it: whatever a length claims is held against the bytes that are left. */
final class FrameInput extends TTransport {
    private final TConfiguration limits;
    private final byte[] frame;
    private int at;

    FrameInput(TConfiguration limits, byte[] frame, int start) {
        this.limits = limits;
        this.frame = frame;
        this.at = start;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void open() {
        // it is
    }

    @Override
    public void close() {
        // nothing to free
    }

    @Override
    public int read(byte[] into, int offset, int length) throws TTransportException {
        checkReadBytesAvailable(length);
        System.arraycopy(frame, at, into, offset, length);
        at += length;
        return length;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws TTransportException {
        throw new TTransportException("a frame that came is not written to");
    }

    @Override
    public byte[] getBuffer() {
        return frame;
    }

    @Override
    public int getBufferPosition() {
        return at;
    }

    @Override
    public int getBytesRemainingInBuffer() {
        return frame.length - at;
    }

    @Override
    public void consumeBuffer(int length) {
        at += length;
    }

    @Override
    public TConfiguration getConfiguration() {
        return limits;
    }

    @Override
    public void updateKnownMessageSize(long size) {
        // the frame is here, its size is known
    }

    @Override
    public void resetMessageSizeAndConsumedBytes(long size) {
        // the frame is here, its size is known
    }

    @Override
    public void checkReadBytesAvailable(long bytes) throws TTransportException {
        if (bytes < 0 || bytes > frame.length - at) {
            throw new TTransportException(
                    TTransportException.END_OF_FILE, bytes + " bytes announced, " + (frame.length - at) + " left");
        }
    }
}
