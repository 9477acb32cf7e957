package io.rialto.adapter.stream;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.FrameSink;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.channel.WireFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Subscriptions of one session in one wire format; what it published itself is left out. Confined to the connection's
 * event loop.
 */
public final class RunSubscriber implements Subscriber {
    private final Object owner;
    private final FrameSink sink;
    private final DoorMetrics metrics;
    private final long session;
    private final WireFormat format;

    /**
     * A subscriber of this connection.
     *
     * @param owner the connection
     * @param session the number of its session, as frames carry it
     */
    public RunSubscriber(Object owner, FrameSink sink, DoorMetrics metrics, long session, WireFormat format) {
        this.owner = owner;
        this.sink = sink;
        this.metrics = metrics;
        this.session = session;
        this.format = format;
    }

    @Override
    public void offer(Run run) {
        if (run.mayBeFrom(session)) {
            offerOthers(run);
        } else {
            offer(run, run.encoded(format));
        }
    }

    @Override
    public void missed(Gap gap) {
        sink.missed(gap);
    }

    @Override
    public Object owner() {
        return owner;
    }

    @Override
    public Subscriber merge(Subscriber other) {
        return this;
    }

    private void offer(Run run, ByteBuf encoded) {
        if (encoded.isReadable()) {
            sink.offer(run, encoded);
            metrics.delivered(run.frames().size());
        }
    }

    private void offerOthers(Run run) {
        List<Frame> others = new ArrayList<>(run.frames().size());
        for (Frame frame : run.frames()) {
            if (frame.session() != session) {
                others.add(frame);
            }
        }
        if (others.size() == run.frames().size()) {
            offer(run, run.encoded(format));
        } else if (!others.isEmpty()) {
            Run part = run.part(others);
            offer(part, part.encoded(format));
            part.release();
        }
    }
}
