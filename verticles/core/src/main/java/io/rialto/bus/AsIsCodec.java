package io.rialto.bus;

import io.rialto.cluster.NodeId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands immutable objects over without a copy; they never leave the node this way. */
final class AsIsCodec implements MessageCodec<Object, Object> {
    private final String name;

    /** The codec of one node. */
    AsIsCodec(NodeId node) {
        name = "rialto-as-is-" + node;
    }

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        throw new UnsupportedOperationException(message.getClass() + " stays on its node");
    }

    @Override
    public Object decodeFromWire(int pos, Buffer buffer) {
        throw new UnsupportedOperationException("nothing of this codec comes from another node");
    }

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
