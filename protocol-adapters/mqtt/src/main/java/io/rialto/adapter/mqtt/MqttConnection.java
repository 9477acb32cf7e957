package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.rialto.adapter.CommandGate;
import io.rialto.adapter.Loop;
import io.rialto.adapter.OutboundQueue;
import io.rialto.adapter.Reading;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.vertx.core.internal.ContextInternal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last handler of a connection's pipeline: reads packets, hands them on, ends the connection in order. Confined to the
 * connection's event loop; what it calls finds the connection's context.
 */
final class MqttConnection extends ChannelInboundHandlerAdapter
        implements OutboundQueue.Owner, Loop.Watched, Outbound, Lifeline {
    private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);
    private static final long LINGER_MILLIS = 1000;

    private enum Phase {
        LOGIN,
        SIGNING_IN,
        OPEN,
        ENDING
    }

    private final MqttDoor door;
    private final ContextInternal context;
    private final Runnable onClosed;
    private final CommandGate gate;
    private final PacketReader reader;
    private final KeepAlive keepAlive = new KeepAlive();
    private ChannelHandlerContext ctx;
    private Loop loop;
    private OutboundQueue queue;
    private SignedIn signedIn;
    private Phase phase = Phase.LOGIN;
    private long deadline;
    private int slot = -1;
    private boolean working;
    private boolean closed;

    /** A connection that has said nothing yet; {@code onClosed} is told once when it is gone. */
    MqttConnection(MqttDoor door, ContextInternal context, Runnable onClosed) {
        this.door = door;
        this.context = context;
        this.onClosed = onClosed;
        this.gate = new CommandGate(door.doors().config().sessions());
        this.reader = new PacketReader(door.config().maxPacketBeforeLogin());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
        loop = door.doors().loops().of(added.channel().eventLoop());
        queue = new OutboundQueue(added, loop, door.doors().bounds(), this, door.metrics());
        deadline = Loop.now() + door.doors().listeners().loginTimeout().toMillis();
        loop.watch(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object received) {
        if (phase == Phase.ENDING) {
            ReferenceCountUtil.release(received);
            return;
        }
        keepAlive.heard();
        reader.add(from.alloc(), (ByteBuf) received);
        context.dispatch(this::work);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        context.dispatch(queue::writabilityChanged);
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        if (!closed) {
            closed = true;
            context.dispatch(() -> leave(true));
            loop.unwatch(this);
            onClosed.run();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        LOG.debug("{} is closed: {}", from.channel().remoteAddress(), cause.toString());
        from.close();
    }

    @Override
    public void goodbye(int reason) {
        if (phase == Phase.ENDING) {
            return;
        }
        boolean is5 = signedIn != null && signedIn.client().protocol().is5();
        leave(true);
        close(is5 ? Packets.disconnect(reason) : null);
    }

    @Override
    public void goOn() {
        work();
    }

    @Override
    public void push(Push push) {
        if (signedIn != null && phase == Phase.OPEN) {
            push.accept(signedIn);
        }
    }

    @Override
    public ByteBuf gapNote(String topic, long epoch, long from, long to) {
        if (signedIn != null) {
            signedIn.missed(topic, epoch, from, to);
        }
        return null;
    }

    @Override
    public void drained() {
        if (phase == Phase.OPEN) {
            signedIn.pump();
        }
        work();
    }

    @Override
    public void tooSlow() {
        // Later: whoever writes now must not find the connection closed under its hands.
        context.runOnContext(now -> goodbye(ReasonCodes.QUOTA_EXCEEDED));
    }

    @Override
    public void tick(long now) {
        context.dispatch(() -> look(now));
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void slot(int place) {
        slot = place;
    }

    private void look(long now) {
        queue.tick(now);
        switch (phase) {
            case LOGIN -> {
                if (now > deadline) {
                    leave(false);
                    ctx.close();
                }
            }
            case SIGNING_IN -> {}
            case OPEN -> {
                if (keepAlive.isOver(now, queue.reading().isPaused())) {
                    goodbye(ReasonCodes.KEEP_ALIVE_TIMEOUT);
                }
            }
            case ENDING -> {
                if (now > deadline) {
                    ctx.close();
                }
            }
        }
    }

    /** Hands on the packets that are there, one after the other, until reading pauses. */
    private void work() {
        if (working) {
            return;
        }
        working = true;
        try {
            while (mayRead() && next()) {
                // Until nothing whole is there.
            }
            reader.trim();
        } catch (ConnectRefused refused) {
            leave(false);
            close(refused.code() == 0 ? null : Packets.refused(refused.protocol(), refused.code()));
        } catch (MalformedPacket bad) {
            LOG.debug("{}: {}", ctx.channel().remoteAddress(), bad.getMessage());
            goodbye(bad.reason());
        } catch (RuntimeException defect) {
            LOG.error("{} sent a packet that this door failed on", ctx.channel().remoteAddress(), defect);
            goodbye(ReasonCodes.UNSPECIFIED);
        } finally {
            working = false;
        }
    }

    private boolean mayRead() {
        return (phase == Phase.LOGIN || phase == Phase.OPEN) && !queue.reading().isPaused();
    }

    private boolean next() {
        if (phase == Phase.LOGIN) {
            PacketType first = reader.peek();
            if (first != null && first != PacketType.CONNECT) {
                throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, first + " before CONNECT");
            }
        }
        ByteBuf packet = reader.next();
        if (packet == null) {
            return false;
        }
        if (phase == Phase.LOGIN) {
            signIn(Login.read(packet, door.config()));
        } else if (reader.type() == PacketType.DISCONNECT) {
            disconnect(DisconnectPacket.read(packet, signedIn.client().protocol()));
        } else {
            signedIn.on(reader.type(), reader.header(), packet);
        }
        return true;
    }

    private void signIn(Login login) {
        phase = Phase.SIGNING_IN;
        queue.reading().pause(Reading.Cause.SIGN_IN);
        door.doors()
                .sessions()
                .open(login.signIn(door.guests()), this)
                .onSuccess(session -> signedIn(login, session))
                .onFailure(failure -> refused(login, failure));
    }

    private void signedIn(Login login, Session session) {
        if (phase == Phase.ENDING) {
            session.close();
            return;
        }
        gate.open(session);
        signedIn = new SignedIn(new Link(door, login.client(), gate, queue), this);
        phase = Phase.OPEN;
        reader.limit(door.config().maxPacket());
        keepAlive.start(login.client().keepAlive());
        queue.write(login.accepted(door.config()));
        queue.reading().resume(Reading.Cause.SIGN_IN);
        work();
    }

    private void refused(Login login, Throwable failure) {
        if (phase != Phase.ENDING) {
            Protocol protocol = login.connect().protocol();
            leave(false);
            close(Packets.refused(protocol, ReasonCodes.of(failure).connect(protocol)));
        }
    }

    private void disconnect(DisconnectPacket disconnect) {
        leave(!disconnect.dropsWill());
        close(null);
    }

    /** Ends everything but the socket. Idempotent. */
    private void leave(boolean will) {
        if (phase == Phase.ENDING) {
            return;
        }
        phase = Phase.ENDING;
        deadline = Loop.now() + LINGER_MILLIS;
        if (signedIn != null) {
            signedIn.leave(will);
            gate.close();
        }
        queue.close();
        reader.close();
    }

    /**
     * Flushes what was written, with these last words, then closes. The client is given a moment to read them: closing
     * with bytes unread would reset the connection under its hands.
     */
    private void close(ByteBuf lastWords) {
        if (lastWords == null || !ctx.channel().isWritable()) {
            ReferenceCountUtil.release(lastWords);
            ctx.flush();
            ctx.close();
            return;
        }
        ctx.writeAndFlush(lastWords).addListener(done -> {
            if (done.isSuccess()
                    && ctx.channel() instanceof DuplexChannel duplex
                    && ctx.pipeline().get("ssl") == null) {
                duplex.shutdownOutput();
                ctx.channel().config().setAutoRead(true);
            } else {
                ctx.close();
            }
        });
    }
}
