package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.rialto.adapter.CommandGate;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.Farewell;
import io.rialto.adapter.KeepAlive;
import io.rialto.adapter.Loop;
import io.rialto.adapter.Origins;
import io.rialto.adapter.OutboundQueue;
import io.rialto.adapter.Reading;
import io.rialto.adapter.Remote;
import io.rialto.adapter.tcp.TcpConversation;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said on one connection, from HELLO to BYE: signs in, hands frames on one after the other, ends in order.
 * Confined to the connection's event loop; every call finds the connection's context.
 */
final class Conversation implements TcpConversation, Outbound, Lifeline {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final long LINGER_MILLIS = 1000;

    private enum Phase {
        LOGIN,
        SIGNING_IN,
        OPEN,
        /** The client has said BYE, what it asked before is being done. */
        LEAVING,
        ENDING
    }

    private final BigBinaryDoor door;
    private final ChannelHandlerContext ctx;
    private final Context context;
    private final OutboundQueue queue;
    private final CommandGate gate;
    private final Answers answers;
    private final FrameReader reader;
    private final KeepAlive keepAlive = new KeepAlive();
    private SignedIn signedIn;
    private Phase phase = Phase.LOGIN;
    private long deadline;
    private boolean working;

    /** Nothing said yet; the login clock runs. */
    Conversation(BigBinaryDoor door, ChannelHandlerContext ctx, Context context, OutboundQueue queue) {
        this.door = door;
        this.ctx = ctx;
        this.context = context;
        this.queue = queue;
        this.gate = new CommandGate(door.doors().config().sessions());
        this.answers = new Answers(queue, this);
        this.reader = new FrameReader(door.config().maxFrameBeforeLogin());
        this.deadline = Loop.now() + door.doors().listeners().loginTimeout().toMillis();
    }

    @Override
    public void received(ByteBuf bytes) {
        if (phase == Phase.ENDING || phase == Phase.LEAVING) {
            bytes.release();
        } else {
            keepAlive.heard();
            reader.add(ctx.alloc(), bytes);
            goOn();
        }
    }

    @Override
    public void tick(long now) {
        switch (phase) {
            case LOGIN -> {
                if (now > deadline) {
                    goodbye(new Refusal(ErrorCode.TIMEOUT, "no HELLO in time"));
                }
            }
            case OPEN -> {
                if (keepAlive.isOver(now, queue.reading().isPaused())) {
                    goodbye(new Refusal(ErrorCode.TIMEOUT, "nothing heard for too long"));
                }
            }
            case LEAVING, ENDING -> {
                if (now > deadline) {
                    ctx.close();
                }
            }
            case SIGNING_IN -> {
                // The clock stands while core looks at the credentials (decisions 6).
            }
        }
    }

    @Override
    public void drained() {
        if (phase == Phase.OPEN) {
            signedIn.pump();
        }
        answered();
    }

    @Override
    public ByteBuf gapNote(Gap gap) {
        return Events.gap(gap);
    }

    @Override
    public boolean isToldAllGaps() {
        return true;
    }

    @Override
    public void tooSlow() {
        goodbye(new Refusal(ErrorCode.OVERLOADED, "too slow"));
    }

    @Override
    public void goingAway() {
        goodbye(Refusal.goingAway());
    }

    @Override
    public void ended() {
        leave();
    }

    @Override
    public void push(Push push) {
        if (phase == Phase.OPEN || phase == Phase.LEAVING) {
            push.accept(signedIn);
        } else if (phase == Phase.SIGNING_IN && push instanceof Push.Kicked kicked) {
            // Only the end of a session can come before the session itself.
            goodbye(Refusal.of(kicked.reason()));
        }
    }

    @Override
    public Future<Void> view(Viewing viewing) {
        return phase == Phase.OPEN
                ? signedIn.view(viewing)
                : Future.failedFuture(new GatewayException(ErrorCode.TIMEOUT, "it is being signed in, or leaves"));
    }

    @Override
    public void congested(boolean yes) {
        if (yes) {
            queue.reading().pause(Reading.Cause.CONGESTED);
        } else {
            queue.reading().resume(Reading.Cause.CONGESTED);
            goOn();
        }
    }

    @Override
    public void goodbye(Refusal why) {
        if (phase != Phase.ENDING) {
            leave();
            Farewell.say(ctx, why.bye());
        }
    }

    @Override
    public void answered() {
        if (phase == Phase.LEAVING) {
            endWhenDone();
        } else {
            goOn();
        }
    }

    /** Ends everything but the socket. Idempotent. */
    private void leave() {
        if (phase == Phase.ENDING) {
            return;
        }
        phase = Phase.ENDING;
        deadline = Loop.now() + LINGER_MILLIS;
        if (signedIn != null) {
            signedIn.leave();
            gate.close();
        }
        queue.close();
        reader.close();
    }

    /** Hands on the frames that are there, one after the other, until reading pauses. */
    private void goOn() {
        if (working) {
            return;
        }
        working = true;
        try {
            while (mayRead() && next()) {
                // Until nothing whole is there.
            }
            reader.trim();
        } catch (ProtocolError broken) {
            LOG.debug("{}: {}", Remote.text(ctx.channel()), broken.getMessage());
            door.metrics().dropped(DropReason.MALFORMED, 1);
            goodbye(Refusal.of(broken));
        } catch (RuntimeException defect) {
            LOG.error("{} sent a frame that this door failed on", Remote.text(ctx.channel()), defect);
            goodbye(new Refusal(ErrorCode.INTERNAL, "internal error"));
        } finally {
            working = false;
        }
    }

    private boolean mayRead() {
        return (phase == Phase.LOGIN || phase == Phase.OPEN) && !queue.reading().isPaused();
    }

    private boolean next() {
        if (phase == Phase.LOGIN) {
            requireHello(reader.peek());
        }
        Body body = reader.next();
        if (body == null) {
            return false;
        }
        if (phase == Phase.LOGIN) {
            signIn(body);
        } else if (reader.type() == FrameType.BYE) {
            body.end();
            leaveWhenDone();
        } else {
            signedIn.on(reader.type(), reader.flags(), body);
        }
        return true;
    }

    private static void requireHello(FrameType first) {
        if (first != null && first != FrameType.HELLO) {
            throw new ProtocolError(ErrorCode.UNAUTHENTICATED, first + " before HELLO");
        }
    }

    private void signIn(Body body) {
        Hello hello;
        try {
            hello = Hello.read(body);
        } catch (GatewayException refused) {
            goodbye(Refusal.of(refused));
            return;
        }
        phase = Phase.SIGNING_IN;
        queue.reading().pause(Reading.Cause.SIGN_IN);
        door.doors()
                .sessions()
                .open(hello.signIn(door.guests()).from(Origins.of(ctx.channel())), this)
                .onSuccess(session -> signedIn(hello, session))
                .onFailure(failure -> goodbye(Refusal.of(failure)));
    }

    private void signedIn(Hello hello, Session session) {
        if (phase == Phase.ENDING) {
            session.close();
            return;
        }
        gate.open(session);
        signedIn =
                new SignedIn(new Link(door, gate, queue, queue.frames(hello.window()), answers), this, ctx.handler());
        phase = Phase.OPEN;
        reader.limit(door.config().maxFrame());
        Welcome welcome = Welcome.of(door, session);
        keepAlive.start(welcome.keepAlive());
        queue.write(welcome.frame());
        queue.reading().resume(Reading.Cause.SIGN_IN);
        goOn();
    }

    private void leaveWhenDone() {
        phase = Phase.LEAVING;
        deadline = Loop.now() + door.doors().listeners().slowTimeout().toMillis();
        reader.close();
        // Later: what was published in this turn is on its way before the session ends.
        context.runOnContext(now -> endWhenDone());
    }

    private void endWhenDone() {
        if (phase == Phase.LEAVING && answers.areComplete() && queue.isOpen()) {
            leave();
            Farewell.say(ctx, null);
        }
    }
}
