package io.rialto.adapter.thrift;

import io.rialto.adapter.Reading;
import io.rialto.config.AccountsConfig;
import io.rialto.config.RialtoConfig;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.ErrorKind;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one client says. What TIM does not keep goes to those only who are there; where nothing is kept at all
 * ({@code accounts.mode: none}) everything does. While too much of it is unacknowledged nothing more is read (decisions 20). Confined to the
 * connection's event loop.
 */
final class Sends {
    private final Line line;
    private final Session session;
    private final Self self;
    private final int limit;
    private final boolean keepsNothing;
    private final Deque<Runnable> answers = new ArrayDeque<>(0);
    private int unanswered;

    Sends(Line line, Session session, Self self) {
        this.line = line;
        this.session = session;
        this.self = self;
        RialtoConfig config = line.door().doors().config();
        this.limit = config.sessions().maxUnacked();
        this.keepsNothing = config.accounts().mode() == AccountsConfig.Mode.NONE;
    }

    /** Carries out a TimMessage; the sender's echo is made from the acknowledgement (decisions 18). */
    void message(TimCommand command, Struct message) {
        try {
            Outgoing outgoing = Outgoing.of(message, self);
            carryOut(outgoing)
                    .otherwise(failure -> () -> line.refuse(command.number(), code(outgoing, failure)))
                    .onSuccess(this::answer);
        } catch (Refusal refused) {
            line.refuse(command.number(), refused.code());
        } catch (GatewayException tooLarge) {
            line.refuse(command.number(), TimCode.PARAMETER);
        }
    }

    /** Answers what tells the sender of it. */
    private Future<Runnable> carryOut(Outgoing outgoing) {
        if (outgoing.isErasure()) {
            return submit(outgoing.erasure()).map(sent -> () -> erased(outgoing, sent));
        }
        if (outgoing.isPassing() || keepsNothing) {
            SignalCommand.Signal signal = outgoing.signal();
            return submit(outgoing.allowed(signal)).map(done -> () -> passed(outgoing, signal));
        }
        return submit(outgoing.allowed(outgoing.command())).map(sent -> () -> echo(outgoing, sent));
    }

    /**
     * Tells the sender, in order, as soon as the socket takes it: an echo is as large as its message, and many of them may be
     * due at once. What is not told yet counts as unanswered.
     */
    private void answer(Runnable told) {
        answers.add(told);
        drained();
    }

    /** The socket takes more. */
    void drained() {
        while (!answers.isEmpty() && line.isOpen()) {
            unanswered--;
            answers.remove().run();
        }
        if (unanswered < limit) {
            line.reading().resume(Reading.Cause.UNANSWERED);
        }
    }

    /** Nobody is told any more. */
    void close() {
        answers.clear();
    }

    /** TIM tells of a message that is not in this chat otherwise than of a chat that is not there. */
    private static TimCode code(Outgoing outgoing, Throwable failure) {
        boolean unknown = GatewayException.codeOf(failure).kind() == ErrorKind.NOT_FOUND;
        return outgoing.isErasure() && unknown ? TimCode.PARAMETER : TimCode.of(failure);
    }

    /** Carries out a big string or big binary; no echo, no acknowledgement, unknown receivers are silently ignored. */
    void bigData(BigData data) {
        RoomId room;
        try {
            room = RoomId.direct(self.account(), new AccountId(data.node()));
        } catch (GatewayException noNode) {
            // TIM names the big binary for all big data (tim-protocol.md §2.7).
            line.refuseForGood(TimCommand.BIG_BINARY.number(), TimCode.BIG_DATA);
            return;
        }
        Content content = data.content();
        submit(new SignalCommand.Signal(room, content))
                .<Runnable>map(done -> () -> {})
                .otherwise(failure -> () -> refuse(data, failure))
                .onSuccess(this::answer);
    }

    private void refuse(BigData data, Throwable failure) {
        ErrorCode code = GatewayException.codeOf(failure);
        if (code != ErrorCode.NOT_FOUND) {
            TimCode told = code == ErrorCode.TOO_LARGE ? TimCode.BIG_DATA : TimCode.of(failure);
            line.refuse(data.command().number(), told);
        }
    }

    private void erased(Outgoing outgoing, Sent sent) {
        line.send(TimCommand.ACK, outgoing.erased());
        echo(outgoing, sent);
    }

    private void echo(Outgoing outgoing, Sent sent) {
        if (outgoing.isEchoed()) {
            line.send(TimCommand.MESSAGE, outgoing.echo(sent));
        }
    }

    /** In a room its sender gets it too, and what would be echoed were it stored. */
    private void passed(Outgoing outgoing, SignalCommand.Signal signal) {
        if (outgoing.toRoom() || outgoing.isEchoed()) {
            SignalForm.send(line, new Push.Signalled(signal.room(), self.account(), signal.content()), self.account());
        }
    }

    private <R> Future<R> submit(Command<R> command) {
        line.door().metrics().received(1);
        unanswered++;
        if (unanswered >= limit) {
            line.reading().pause(Reading.Cause.UNANSWERED);
        }
        return session.submit(command);
    }
}
