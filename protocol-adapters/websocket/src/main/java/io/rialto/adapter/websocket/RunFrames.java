package io.rialto.adapter.websocket;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.rialto.adapter.json.ItemFormat;
import io.rialto.adapter.json.JsonText;
import io.rialto.adapter.web.ServerFrames;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A run of a channel as text frames, one {@code msg} event each, back to back in one buffer. */
final class RunFrames implements WireFormat {
    static final WireFormat FORMAT = new RunFrames();

    private static final int AROUND_PAYLOAD = 192;

    private RunFrames() {}

    @Override
    public ByteBuf encode(Run run) {
        int estimate = run.bytes() + run.frames().size() * AROUND_PAYLOAD;
        ByteBuf all = ByteBufAllocator.DEFAULT.directBuffer(estimate);
        ByteBuf one =
                ByteBufAllocator.DEFAULT.directBuffer(estimate / run.frames().size());
        try (JsonGenerator out = JsonText.series(new ByteBufOutputStream(one))) {
            encode(run, out, one, all);
            return all;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            one.release();
        }
    }

    /** All frames through one generator, each by way of a buffer, since its length stands before it. */
    private static void encode(Run run, JsonGenerator out, ByteBuf one, ByteBuf all) throws IOException {
        long now = System.currentTimeMillis();
        for (Frame frame : run.frames()) {
            if (frame.expiresAt() > now) {
                one.clear();
                event(out, run, frame);
                out.flush();
                ServerFrames.writeHeader(all, ServerFrames.TEXT, one.readableBytes());
                all.writeBytes(one);
            }
        }
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
