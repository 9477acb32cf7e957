package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.rialto.adapter.CommandGate;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.Farewell;
import io.rialto.adapter.KeepAlive;
import io.rialto.adapter.Loop;
import io.rialto.adapter.OutboundQueue;
import io.rialto.adapter.Reading;
import io.rialto.adapter.Remote;
import io.rialto.adapter.tcp.TcpConversation;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.channel.Run;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.office.ClientState;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said on one connection, from CONNECT to the end: signs in, hands packets on one after the other, ends in order.
 * Confined to the connection's event loop; every call finds the connection's context.
 */
final class Conversation implements TcpConversation, Outbound, Lifeline, SignInFlow.Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final long LINGER_MILLIS = 1000;

    private enum Phase {
        SIGNING_IN,
        OPEN,
        ENDING
    }

    private final MqttDoor door;
    private final ChannelHandlerContext ctx;
    private final OutboundQueue queue;
    private final CommandGate gate;
    private final PacketReader reader;
    private final KeepAlive keepAlive = new KeepAlive();
    /** Null once somebody is signed in. */
    private SignInFlow signIn;

    private SignedIn signedIn;
    private Phase phase = Phase.SIGNING_IN;
    private long deadline;
    private boolean working;
    /** Whether nothing comes from the client any more, and nothing gets there. */
    private boolean gone;

    /** Nothing said yet; the login clock runs. */
    Conversation(MqttDoor door, ChannelHandlerContext ctx, OutboundQueue queue) {
        this.door = door;
        this.ctx = ctx;
        this.queue = queue;
        this.gate = new CommandGate(door.doors().config().sessions());
        this.signIn = new SignInFlow(door, ctx, queue, this, this);
        this.reader = new PacketReader(door.config().maxPacketBeforeLogin());
        this.deadline = Loop.now() + door.doors().listeners().loginTimeout().toMillis();
    }

    /** Who has signed in here; null where nobody is. */
    SessionInfo info() {
        return phase == Phase.OPEN ? gate.session().info() : null;
    }

    /** What an operator sees of it, with at most so many subscriptions; only while somebody is signed in. */
    ClientState state(String node, int shown) {
        return signedIn.state(node, Remote.text(ctx.channel()), shown);
    }

    @Override
    public void received(ByteBuf bytes) {
        if (phase == Phase.ENDING) {
            bytes.release();
        } else {
            keepAlive.heard();
            reader.add(ctx.alloc(), bytes);
            queue.reading().received();
            goOn();
        }
    }

    @Override
    public void tick(long now) {
        boolean silent =
                phase == Phase.OPEN && keepAlive.isOver(now, queue.reading().isPaused());
        if (silent) {
            goodbye(ReasonCodes.KEEP_ALIVE_TIMEOUT);
        } else if (isBound() && now > deadline) {
            ctx.close();
        } else if (phase == Phase.OPEN) {
            signedIn.tick();
        }
    }

    /** Whether it must be over soon, one way or the other. */
    private boolean isBound() {
        return phase == Phase.ENDING || (phase == Phase.SIGNING_IN && signIn.isClientsTurn());
    }

    @Override
    public void drained() {
        if (phase == Phase.OPEN) {
            signedIn.pump();
        }
        goOn();
    }

    /** Told with the next delivery instead. */
    @Override
    public ByteBuf gapNote(Gap gap) {
        if (signedIn != null) {
            signedIn.missed(gap);
        }
        return null;
    }

    /** At most once is what it was promised: few clients look at the user property, MQTT 3.1.1 has none. */
    @Override
    public boolean isToldAllGaps() {
        return false;
    }

    @Override
    public ByteBuf passing(Run run, ByteBuf bytes) {
        return signedIn.passing(run, bytes);
    }

    @Override
    public void tooSlow() {
        if (phase != Phase.ENDING) {
            door.traffic().sentAwayAsSlow();
        }
        goodbye(ReasonCodes.QUOTA_EXCEEDED);
    }

    @Override
    public void goingAway() {
        String elsewhere = door.config().serverReference();
        if (elsewhere.isEmpty()) {
            goodbye(ReasonCodes.SERVER_SHUTTING_DOWN);
        } else {
            goodbye(ReasonCodes.USE_ANOTHER_SERVER, Packets.elsewhere(elsewhere));
        }
    }

    /** What the client has said before it went counts: it need not wait for its CONNACK (MQTT-3.1.4), nor for anything else. */
    @Override
    public void ended() {
        gone = true;
        goOn();
    }

    @Override
    public void push(Push push) {
        if (phase == Phase.OPEN) {
            push.accept(signedIn);
        } else if (phase == Phase.SIGNING_IN) {
            // Only the end of a session can come before the session itself.
            leave(false);
            Farewell.say(ctx, null);
        }
    }

    @Override
    public Future<Void> view(Viewing viewing) {
        return phase == Phase.OPEN
                ? signedIn.view(viewing)
                : Future.failedFuture(new GatewayException(ErrorCode.TIMEOUT, "it is being signed in, or leaves"));
    }

    @Override
    public void queued(Queued item) {
        if (phase == Phase.OPEN) {
            signedIn.queued(item);
        }
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
    public void goodbye(int reason) {
        goodbye(reason, Packets.disconnect(reason));
    }

    /** Ends the connection with this DISCONNECT, which it takes over, for a client that understands it. */
    private void goodbye(int reason, ByteBuf lastWords) {
        boolean told = phase != Phase.ENDING
                && signedIn != null
                && signedIn.client().protocol().is5()
                && signedIn.client().takes(lastWords.readableBytes());
        if (!told) {
            lastWords.release();
        }
        if (phase == Phase.ENDING) {
            return;
        }
        leave(true);
        if (signedIn != null) {
            note(reason, null);
        }
        if (told) {
            door.traffic().sent(PacketType.DISCONNECT, reason);
        }
        Farewell.say(ctx, told ? lastWords : null);
    }

    /** Hands on the packets that are there, one after the other, until reading pauses; ends where no more come. */
    @Override
    public void goOn() {
        if (!working) {
            readOn();
            if (gone && !isAnswerDue()) {
                leave(true);
            }
        }
    }

    /** Whether the client, which is gone, has said more that will count when it is let in. */
    private boolean isAnswerDue() {
        return phase == Phase.SIGNING_IN && !signIn.isClientsTurn() && reader.peek() != null;
    }

    private void readOn() {
        working = true;
        try {
            while (mayRead() && next()) {
                // Until nothing whole is there.
            }
            reader.trim();
            if (phase == Phase.OPEN && !gone) {
                signedIn.turnEnded();
            }
        } catch (ConnectRefused refused) {
            door.metrics().dropped(DropReason.MALFORMED, 1);
            turnedAway(refused.protocol(), refused.code());
        } catch (MalformedPacket bad) {
            LOG.debug("{}: {}", Remote.text(ctx.channel()), bad.getMessage());
            door.metrics().dropped(DropReason.MALFORMED, 1);
            brokenOff(bad);
        } catch (RuntimeException defect) {
            LOG.error("{} sent a packet that this door failed on", Remote.text(ctx.channel()), defect);
            goodbye(ReasonCodes.UNSPECIFIED);
        } finally {
            working = false;
        }
    }

    /** A CONNECT of MQTT 5 that is too large to be read is told so, as whoever has signed in is told what was wrong. */
    private void brokenOff(MalformedPacket bad) {
        boolean tooLarge = phase == Phase.SIGNING_IN && bad.reason() == ReasonCodes.PACKET_TOO_LARGE;
        if (tooLarge && ConnectPacket.isOf5(reader.begun())) {
            turnedAway(Protocol.MQTT_5, ReasonCodes.PACKET_TOO_LARGE);
            return;
        }
        goodbye(bad.reason());
        if (signedIn != null) {
            note(bad.reason(), bad.getMessage());
        }
    }

    /** Ends everything but the socket; the will is published where that is due. Idempotent. */
    private void leave(boolean will) {
        leave(will, -1);
    }

    private void leave(boolean will, long expiry) {
        if (phase == Phase.ENDING) {
            return;
        }
        phase = Phase.ENDING;
        deadline = Loop.now() + LINGER_MILLIS;
        if (signIn != null) {
            signIn.cancel();
        }
        if (signedIn != null) {
            signedIn.leave(will, expiry);
            gate.close();
            door.traffic().clientLeft();
        }
        queue.close();
        reader.close();
    }

    private void note(int reason, String why) {
        String code = String.format(Locale.ROOT, "0x%02X", reason);
        door.broker().errors().note(gate.session().info(), why == null ? "ended: " + code : code + " " + why);
    }

    private boolean mayRead() {
        boolean expected = phase == Phase.OPEN || (phase == Phase.SIGNING_IN && signIn.isClientsTurn());
        return expected && (gone || !queue.reading().isPaused());
    }

    private boolean next() {
        if (phase == Phase.SIGNING_IN) {
            signIn.expect(reader.peek());
        }
        ByteBuf packet = reader.next();
        if (packet == null) {
            return false;
        }
        if (reader.type() != PacketType.PUBLISH) {
            door.traffic().received(reader.type());
        }
        if (phase == Phase.SIGNING_IN) {
            signIn.on(reader.type(), packet);
        } else if (reader.type() == PacketType.DISCONNECT) {
            disconnect(DisconnectPacket.read(packet, signedIn.client().protocol()));
        } else {
            signedIn.on(reader.type(), reader.header(), packet);
        }
        return true;
    }

    @Override
    public void entered(Login login, Session session, byte[] lastTurn) {
        signIn = null;
        gate.open(session);
        signedIn = new SignedIn(new Link(door, login.client(), gate, queue, this));
        phase = Phase.OPEN;
        reader.limit(door.config().maxPacket());
        keepAlive.start(login.client().keepAlive());
        door.traffic().clientCame();
        door.traffic().sent(PacketType.CONNACK, ReasonCodes.SUCCESS);
        queue.write(login.accepted(door.config(), session.info().account(), session.durable(), maxExpiry(), lastTurn));
        signedIn.resume();
    }

    @Override
    public void turnedAway(Protocol protocol, int code) {
        leave(false);
        Farewell.say(ctx, code == 0 ? null : refusal(protocol, code));
    }

    private ByteBuf refusal(Protocol protocol, int code) {
        door.traffic().sent(PacketType.CONNACK, code);
        return Packets.refused(protocol, code);
    }

    private Duration maxExpiry() {
        return door.doors().config().durable().maxExpiry();
    }

    private long capped(long expiry) {
        return Math.min(expiry, maxExpiry().toSeconds());
    }

    private void disconnect(DisconnectPacket disconnect) {
        boolean hadNone = signedIn.client().sessionExpiry() == 0;
        if (disconnect.expiry() > 0 && hadNone) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, "session expiry in DISCONNECT, none in CONNECT");
        }
        leave(!disconnect.dropsWill(), capped(disconnect.expiry()));
        Farewell.say(ctx, null);
    }
}
