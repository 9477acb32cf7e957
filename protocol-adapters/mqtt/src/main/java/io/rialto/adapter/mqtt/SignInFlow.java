package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.rialto.adapter.Origins;
import io.rialto.adapter.OutboundQueue;
import io.rialto.adapter.Reading;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Exchange;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SignIn;
import java.time.Duration;

/**
 * How a client gets in: its CONNECT, the turns in which it proves who it is, its session. What it says wrong is thrown as a
 * {@link ConnectRefused} or {@link MalformedPacket}. Confined to the connection's event loop.
 */
final class SignInFlow {
    /** Is told how it ended. */
    interface Outcome {
        /** It has a session; {@code lastTurn} goes with the answer, null: nothing does. */
        void entered(Login login, Session session, byte[] lastTurn);

        /** It is sent away with this CONNACK code; 0: without a word. */
        void turnedAway(Protocol protocol, int code);

        /** More of what it says may be read. */
        void goOn();
    }

    private enum Step {
        /** Nothing said yet. */
        CONNECT,
        /** The client proves who it is in several turns; the next is its. */
        PROOF,
        /** It waits for the gateway's answer. */
        ANSWER
    }

    private final MqttDoor door;
    private final ChannelHandlerContext ctx;
    private final OutboundQueue queue;
    private final Outbound outbound;
    private final Outcome outcome;
    /** Null where the client proves nothing in turns. */
    private Proof proof;

    private Step step = Step.CONNECT;
    private boolean cancelled;

    SignInFlow(MqttDoor door, ChannelHandlerContext ctx, OutboundQueue queue, Outbound outbound, Outcome outcome) {
        this.door = door;
        this.ctx = ctx;
        this.queue = queue;
        this.outbound = outbound;
        this.outcome = outcome;
    }

    /** Whether it is the client's turn to say something: it has not for ever. */
    boolean isClientsTurn() {
        return step != Step.ANSWER;
    }

    /** What comes next, as soon as its first byte is there; null where it is not. */
    void expect(PacketType next) {
        if (step == Step.CONNECT && next != null && next != PacketType.CONNECT) {
            throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, next + " before CONNECT");
        }
    }

    /** Takes the next packet, when it is the client's turn. */
    void on(PacketType type, ByteBuf packet) {
        if (step == Step.CONNECT) {
            begin(Login.read(packet, door.config()));
        } else {
            prove(type, packet);
        }
    }

    /** The connection ends: a session that comes now is closed. */
    void cancel() {
        cancelled = true;
    }

    private void begin(Login login) {
        if (login.method() == null) {
            open(login, login.signIn(door.guests(), maxExpiry()), null);
            return;
        }
        proof = new Proof(
                login,
                door.doors()
                        .sessions()
                        .exchange(login.method())
                        .orElseThrow(() -> new ConnectRefused(Protocol.MQTT_5, ReasonCodes.BAD_AUTHENTICATION_METHOD)));
        if (login.firstTurn() == null) {
            ask(new byte[0]);
        } else {
            prove(login.firstTurn());
        }
    }

    /** Nothing but AUTH may come, or the end (MQTT-3.1.2-30). */
    private void prove(PacketType type, ByteBuf packet) {
        if (type == PacketType.DISCONNECT) {
            outcome.turnedAway(Protocol.MQTT_5, 0);
            return;
        }
        if (type != PacketType.AUTH) {
            throw new ConnectRefused(Protocol.MQTT_5, ReasonCodes.PROTOCOL_ERROR);
        }
        AuthPacket auth = readAuth(packet);
        if (auth.reason() != ReasonCodes.CONTINUE_AUTHENTICATION) {
            throw new ConnectRefused(Protocol.MQTT_5, ReasonCodes.PROTOCOL_ERROR);
        }
        prove(auth.data());
    }

    private AuthPacket readAuth(ByteBuf packet) {
        try {
            return AuthPacket.read(packet, proof.login().method());
        } catch (MalformedPacket bad) {
            throw new ConnectRefused(Protocol.MQTT_5, bad.reason());
        }
    }

    private void prove(byte[] said) {
        awaitAnswer();
        proof.exchange().next(said).onSuccess(this::proved).onFailure(failure -> refused(proof.login(), failure));
    }

    private void proved(Exchange.Turn turn) {
        if (cancelled) {
            return;
        }
        if (turn.done()) {
            Login login = proof.login();
            SignIn signIn = login.signIn(false, maxExpiry()).by(new Credentials.Exchanged(proof.exchange()));
            open(login, signIn, turn.data());
        } else {
            ask(turn.data());
            queue.reading().resume(Reading.Cause.SIGN_IN);
            outcome.goOn();
        }
    }

    private void ask(byte[] data) {
        ByteBuf packet = proof.asks(data);
        if (!proof.login().client().takes(packet.readableBytes())) {
            packet.release();
            outcome.turnedAway(Protocol.MQTT_5, ReasonCodes.PACKET_TOO_LARGE);
            return;
        }
        step = Step.PROOF;
        door.traffic().sent(PacketType.AUTH, ReasonCodes.CONTINUE_AUTHENTICATION);
        queue.write(packet);
    }

    private void open(Login login, SignIn signIn, byte[] lastTurn) {
        awaitAnswer();
        door.doors()
                .sessions()
                .open(signIn.from(Origins.of(ctx.channel())), outbound)
                .onSuccess(session -> opened(login, session, lastTurn))
                .onFailure(failure -> refused(login, failure));
    }

    private void awaitAnswer() {
        step = Step.ANSWER;
        queue.reading().hold(Reading.Cause.SIGN_IN);
    }

    private void opened(Login login, Session session, byte[] lastTurn) {
        if (cancelled) {
            session.close();
            return;
        }
        outcome.entered(login, session, lastTurn);
        queue.reading().resume(Reading.Cause.SIGN_IN);
        outcome.goOn();
    }

    private void refused(Login login, Throwable failure) {
        if (!cancelled) {
            Protocol protocol = login.connect().protocol();
            outcome.turnedAway(protocol, ReasonCodes.of(failure).connect(protocol));
        }
    }

    private Duration maxExpiry() {
        return door.doors().config().durable().maxExpiry();
    }
}
