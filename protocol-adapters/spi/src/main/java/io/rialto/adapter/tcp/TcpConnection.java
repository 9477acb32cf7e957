package io.rialto.adapter.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.rialto.adapter.Loop;
import io.rialto.adapter.OutboundQueue;
import io.rialto.adapter.Remote;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.impl.ShutdownEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last handler of a connection's pipeline, in the place of Vert.x's own: brings what happens to the socket to its
 * conversation, on the connection's context. Confined to the connection's event loop.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter implements OutboundQueue.Owner, Loop.Watched {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

    private final TcpDoor door;
    private final Consumer<TcpConnection> onGone;
    private final ContextInternal context;
    private OutboundQueue queue;
    private TcpConversation conversation;
    private int slot = -1;
    private boolean closed;

    /** A connection that was admitted, and has said nothing yet; {@code onGone} is told once. */
    TcpConnection(TcpDoor door, ContextInternal context, Consumer<TcpConnection> onGone) {
        this.door = door;
        this.context = context;
        this.onGone = onGone;
    }

    /** The gateway goes away: tells it where it is one of the listener that this is told to. On its event loop. */
    @SuppressWarnings("ReferenceEquality") // each listener has one
    void goingAway(Consumer<TcpConnection> ofListener) {
        if (onGone == ofListener) {
            context.dispatch(conversation::goingAway);
        }
    }

    /** Adds its conversation where it is of this class. */
    <C extends TcpConversation> void collect(Class<C> type, List<C> found) {
        if (type.isInstance(conversation)) {
            found.add(type.cast(conversation));
        }
    }

    /** Does something with its conversation, on its context, where it is one of these. */
    <C extends TcpConversation> boolean tell(Class<C> type, Predicate<C> which, Consumer<C> what) {
        if (!type.isInstance(conversation) || !which.test(type.cast(conversation))) {
            return false;
        }
        context.dispatch(() -> what.accept(type.cast(conversation)));
        return true;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        Loop loop = door.loop(ctx.channel());
        queue = door.queue(ctx, loop, this);
        conversation = door.begin().on(ctx, context, queue);
        loop.watch(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        ByteBuf bytes = (ByteBuf) received;
        door.metrics().bytesReceived(bytes.readableBytes());
        context.dispatch(() -> conversation.received(bytes));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        context.dispatch(queue::writabilityChanged);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!closed) {
            closed = true;
            context.dispatch(conversation::ended);
            door.loop(ctx.channel()).unwatch(this);
            door.admission().leave(ctx.channel());
            onGone.accept(this);
        }
    }

    /** The HTTP server that a connection came in by tells it so. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ShutdownEvent) {
            context.dispatch(conversation::goingAway);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} is closed: {}", Remote.text(ctx.channel()), cause.toString());
        }
        ctx.close();
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
    public ByteBuf passing(Run run, ByteBuf bytes) {
        return conversation.passing(run, bytes);
    }

    @Override
    public void drained() {
        conversation.drained();
    }

    @Override
    public void tooSlow() {
        // Later: whoever writes now must not find the connection closed under its hands.
        context.runOnContext(now -> conversation.tooSlow());
    }

    @Override
    public void tick(long now) {
        context.dispatch(() -> {
            queue.tick(now);
            conversation.tick(now);
        });
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void slot(int place) {
        slot = place;
    }
}
