package io.rialto.adapter.websocket;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.adapter.json.ItemFormat;
import io.rialto.adapter.json.JsonText;
import io.rialto.adapter.web.ServerFrames;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.WireFormat;
import java.io.IOException;

/** A run of a channel as text frames, one {@code msg} event each, back to back in one buffer. */
final class RunFrames implements WireFormat {
    static final WireFormat FORMAT = new RunFrames();

    private static final int AROUND_PAYLOAD = 192;

    private RunFrames() {}

    @Override
    public ByteBuf encode(Run run) {
        long now = System.currentTimeMillis();
        int estimate = run.bytes() + run.frames().size() * AROUND_PAYLOAD;
        ByteBuf all = ByteBufAllocator.DEFAULT.directBuffer(estimate);
        for (Frame frame : run.frames()) {
            if (frame.expiresAt() > now) {
                byte[] json = JsonText.bytes(out -> event(out, run, frame));
                ServerFrames.writeHeader(all, ServerFrames.TEXT, json.length);
                all.writeBytes(json);
            }
        }
        return all;
    }

    private static void event(JsonGenerator out, Run run, Frame frame) throws IOException {
        out.writeStartObject();
        out.writeStringField("ev", "msg");
        out.writeStringField("room", "c:" + run.topic());
        out.writeNumberField("epoch", run.epoch());
        out.writeNumberField("seq", frame.seq());
        out.writeStringField("from", frame.from().value());
        out.writeNumberField("ts", frame.ts());
        out.writeBooleanField("retained", frame.stored());
        ItemFormat.content(out, frame.content(), true);
        out.writeEndObject();
    }
}
