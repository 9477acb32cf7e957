package io.rialto.adapter.thrift;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rialto.adapter.Reading;
import io.rialto.adapter.web.CloseCode;
import io.rialto.adapter.web.Conversation;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * TIM on one connection: before the sign-in itself, afterwards by its {@link SignedIn}. Confined to the connection's
 * event loop.
 */
final class TimConversation implements Conversation, Outbound {
    private static final int MAX_HELD = 64;

    private final Line line;
    private final SignInDesk desk;
    private final Deque<byte[]> held = new ArrayDeque<>(0);
    private SignedIn signedIn;

    TimConversation(Line line) {
        this.line = line;
        this.desk = new SignInDesk(line.door());
    }

    /** Text messages are taken as well, as TIM does (tim-protocol.md §1.3). */
    @Override
    public boolean takesBinary() {
        return true;
    }

    @Override
    public void message(boolean binary, ByteBuf message) {
        if (!message.isReadable()) {
            return;
        }
        byte[] frame = ByteBufUtil.getBytes(message);
        if (!desk.isPending()) {
            take(frame);
        } else if (held.size() < MAX_HELD) {
            held.add(frame);
        } else {
            line.close(CloseCode.POLICY, "too many frames before the sign-in");
        }
    }

    private void take(byte[] frame) {
        if (signedIn != null) {
            signedIn.take(frame);
        } else if (TimCommand.of(frame[0]) == TimCommand.AUTH) {
            signIn(frame);
        } else if (TimCommand.of(frame[0]) != TimCommand.PING) {
            line.close(CloseCode.POLICY, "sign in first");
        }
    }

    private void signIn(byte[] frame) {
        line.flavour(Flavour.of(frame[0]));
        TimLogin login;
        try {
            login = TimLogin.of(frame);
        } catch (Undecodable broken) {
            line.refuseForGood(TimCommand.AUTH.number(), TimCode.PARAMETER);
            return;
        }
        line.reading().pause(Reading.Cause.SIGN_IN);
        desk.open(login, line.origin(), this).onComplete(done -> {
            if (done.succeeded()) {
                begin(login, done.result());
            } else {
                line.refuse(TimCommand.AUTH.number(), SignInDesk.code(login, done.cause()));
            }
            goOn();
        });
    }

    private void begin(TimLogin login, Session session) {
        if (line.isClosing()) {
            session.close();
            return;
        }
        line.raiseLimit();
        if (login.isPadded()) {
            line.largest(FrameBudget.COMPACT_BYTES);
        }
        signedIn = new SignedIn(line, session, login);
        signedIn.welcome();
    }

    /** Takes up what came while the sign-in was pending. */
    private void goOn() {
        while (!held.isEmpty() && !desk.isPending() && !line.isClosing()) {
            take(held.poll());
        }
        if (signedIn == null && desk.isOver(0)) {
            line.close(CloseCode.POLICY, "too many failed sign-ins");
        } else if (!desk.isPending()) {
            line.reading().resume(Reading.Cause.SIGN_IN);
        }
    }

    @Override
    public void push(Push push) {
        whenSignedIn(push::accept);
    }

    @Override
    public Future<Void> view(Viewing viewing) {
        return signedIn == null
                ? Future.failedFuture(new GatewayException(ErrorCode.TIMEOUT, "it is being signed in"))
                : signedIn.view(viewing);
    }

    @Override
    public void congested(boolean yes) {
        if (line.isClosing()) {
            return;
        }
        if (yes) {
            line.reading().pause(Reading.Cause.CONGESTED);
        } else {
            line.reading().resume(Reading.Cause.CONGESTED);
        }
    }

    /** TIM cannot tell of gaps: they are counted (decisions 16). */
    @Override
    public ByteBuf gapNote(Gap gap) {
        return null;
    }

    @Override
    public boolean isToldAllGaps() {
        return false;
    }

    @Override
    public void drained() {
        whenSignedIn(SignedIn::drained);
    }

    @Override
    public void tick(long ofTheLoop) {
        long now = line.now();
        if (signedIn != null) {
            signedIn.tick(now);
        } else if (desk.isOver(now)) {
            line.close(CloseCode.POLICY, "no sign-in in time");
        }
    }

    @Override
    public void goingAway() {
        // These clients know no such word; they come back by themselves.
    }

    @Override
    public void ended() {
        held.clear();
        whenSignedIn(SignedIn::ended);
    }

    private void whenSignedIn(Consumer<SignedIn> what) {
        if (signedIn != null) {
            what.accept(signedIn);
        }
    }
}
