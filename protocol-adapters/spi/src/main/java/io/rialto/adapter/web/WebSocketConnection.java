package io.rialto.adapter.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.rialto.adapter.FrameSink;
import io.rialto.adapter.Loop;
import io.rialto.adapter.Origins;
import io.rialto.adapter.OutboundQueue;
import io.rialto.adapter.Reading;
import io.rialto.adapter.Remote;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.session.Origin;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.impl.ShutdownEvent;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket below its conversation: whole messages out of frames, pings, the closing handshake. The last handler of
 * its pipeline. Confined to its event loop; what it calls runs on the connection's Vert.x context.
 */
public final class WebSocketConnection extends ChannelInboundHandlerAdapter
        implements Loop.Watched, OutboundQueue.Owner, FrameSink {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

    private final WebSockets sockets;
    private final Conversations conversations;
    private final ContextInternal context;
    private final BoundedFrameDecoder decoder;
    private final MessageAssembly assembly;
    private Channel channel;
    private ChannelHandlerContext raw;
    private OutboundQueue queue;
    private Loop loop;
    private Conversation conversation;
    private int slot = -1;
    private Closing closing;

    /** Begins the conversation of a connection. */
    @FunctionalInterface
    public interface Conversations {
        /** The conversation of this connection, which can be sent to at once. */
        Conversation begin(WebSocketConnection connection);
    }

    WebSocketConnection(
            WebSockets sockets, ContextInternal context, BoundedFrameDecoder decoder, Conversations conversations) {
        this.sockets = sockets;
        this.context = context;
        this.decoder = decoder;
        this.conversations = conversations;
        this.assembly = new MessageAssembly(decoder.firstLimit());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        raw = ctx.pipeline().context(decoder);
        loop = sockets.doors().loops().of(channel.eventLoop());
        queue = new OutboundQueue(raw, loop, sockets.doors().bounds(), this, sockets.metrics());
        closing = new Closing(raw, queue, this::end);
        conversation = conversations.begin(this);
        loop.watch(this);
    }

    /** Sends a frame; dropped where the Close has been sent. Takes over the buffer. */
    public void send(ByteBuf frame) {
        if (closing.isBegun()) {
            frame.release();
        } else {
            queue.write(frame);
        }
    }

    /** Sends a run in its shared encoding, as long as there is room. */
    @Override
    public void offer(Run run, ByteBuf shared) {
        if (!closing.isBegun()) {
            queue.offer(run, shared);
        }
    }

    /** Frames do not come, behind those that were offered before. */
    @Override
    public void missed(Gap gap) {
        if (!closing.isBegun()) {
            queue.missed(gap);
        }
    }

    /** Whether what is sent now goes straight to the socket. */
    public boolean isOpen() {
        return !closing.isBegun() && queue.isOpen();
    }

    /** Whether anything came from the client since this was asked last, pongs and parts of frames included. */
    public boolean hasHeard() {
        return decoder.hasHeard();
    }

    /** Asks the client whether it is there: it answers with a pong (RFC 6455 §5.5.2), which {@link #hasHeard}. */
    public void ping() {
        send(ServerFrames.frame(ServerFrames.PING, Unpooled.EMPTY_BUFFER));
    }

    /** From now on messages may be as large as the door allows. */
    public void raiseLimit() {
        decoder.raiseLimit();
        assembly.limit(sockets.maxFrame());
    }

    /** Where it comes from. */
    public Origin origin() {
        return Origins.of(channel);
    }

    /** Who holds back the reading. */
    public Reading reading() {
        return queue.reading();
    }

    /** Whether nothing is sent any more. */
    public boolean isClosing() {
        return closing.isBegun();
    }

    /** Closes in order: what waits goes out first. */
    public void close(int code, String reason) {
        closing.inOrder(code, reason);
    }

    private void end() {
        assembly.close();
        conversation.ended();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ContextInternal previous = context.beginDispatch();
        try {
            read(message);
        } catch (CorruptedWebSocketFrameException violation) {
            closing.forViolation(violation.closeStatus().code(), violation.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("{} failed to take a frame", this, defect);
            closing.forViolation(CloseCode.DEFECT, "internal error");
        } finally {
            ReferenceCountUtil.release(message);
            context.endDispatch(previous);
        }
    }

    private void read(Object message) {
        if (message instanceof CloseWebSocketFrame close) {
            closing.heard(close);
        } else if (!closing.isBegun() && message instanceof WebSocketFrame frame) {
            read(frame);
        }
    }

    private void read(WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            send(ServerFrames.frame(ServerFrames.PONG, frame.content()));
        } else if (!(frame instanceof PongWebSocketFrame)) {
            data(frame);
        }
    }

    private void data(WebSocketFrame frame) {
        sockets.metrics().bytesReceived(frame.content().readableBytes());
        ByteBuf whole = assembly.add(frame);
        try {
            if (assembly.isBinary() && !conversation.takesBinary()) {
                closing.forViolation(CloseCode.UNSUPPORTED_DATA, "text only");
            } else if (whole != null) {
                conversation.message(assembly.isBinary(), whole);
            }
        } finally {
            ReferenceCountUtil.release(whole);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException violation) {
            context.dispatch(() -> closing.forViolation(violation.closeStatus().code(), violation.getMessage()));
            return;
        }
        if (!(cause instanceof IOException)) {
            LOG.error("{} failed", this, cause);
        }
        channel.close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        queue.writabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        loop.unwatch(this);
        context.dispatch(closing::gone);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ShutdownEvent && !closing.isBegun()) {
            context.dispatch(() -> {
                conversation.goingAway();
                closing.inOrder(CloseCode.GOING_AWAY, "going away");
            });
        }
    }

    @Override
    public void tick(long now) {
        ContextInternal previous = context.beginDispatch();
        try {
            if (closing.isBegun()) {
                closing.tick(now);
            } else {
                queue.tick(now);
                conversation.tick(now);
            }
        } finally {
            context.endDispatch(previous);
        }
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void slot(int place) {
        this.slot = place;
    }

    @Override
    public ByteBuf gapNote(Gap gap) {
        return conversation.gapNote(gap);
    }

    @Override
    public boolean isToldAllGaps() {
        return conversation.isToldAllGaps();
    }

    @Override
    public void drained() {
        context.dispatch(conversation::drained);
    }

    @Override
    public void tooSlow() {
        closing.forViolation(CloseCode.TOO_SLOW, "too slow");
    }

    @Override
    public String toString() {
        return "WebSocketConnection[" + Remote.text(channel) + "]";
    }
}
