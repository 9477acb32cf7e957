package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.FrameQueue;
import io.rialto.adapter.FrameSink;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import java.util.List;

/**
 * The way of FRAMEs to one client: whole runs while its window takes them, else their frames one by one, cut from the
 * shared encoding. Confined to the connection's event loop.
 */
record FrameExit(FrameQueue queue) implements FrameSink {
    @Override
    public void offer(Run run, ByteBuf shared) {
        if (run.frames().size() == 1 || queue.takesWhole(run)) {
            queue.offer(run, shared);
            return;
        }
        int at = shared.readerIndex();
        for (Frame frame : run.frames()) {
            int bytes = Integer.BYTES + shared.getInt(at);
            Run part = run.part(List.of(frame));
            queue.offer(part, shared.slice(at, bytes));
            part.release();
            at += bytes;
        }
    }

    @Override
    public void missed(Gap gap) {
        queue.missed(gap);
    }
}
