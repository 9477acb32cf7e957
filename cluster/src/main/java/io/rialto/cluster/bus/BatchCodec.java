package io.rialto.cluster.bus;

import io.rialto.cluster.link.Batch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.internal.buffer.BufferInternal;

/** Batches on the event bus: copied once on the way out, not at all on the way in or within a process. */
final class BatchCodec implements MessageCodec<Batch, Batch> {
    static final String NAME = "rialto-batch";

    @Override
    public void encodeToWire(Buffer buffer, Batch batch) {
        batch.encode(buffer);
    }

    @Override
    public Batch decodeFromWire(int pos, Buffer buffer) {
        int length = buffer.getInt(pos);
        return Batch.decode(((BufferInternal) buffer).getByteBuf().slice(pos + 4, length));
    }

    @Override
    public Batch transform(Batch batch) {
        return batch;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
