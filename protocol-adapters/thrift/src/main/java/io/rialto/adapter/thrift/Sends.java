package io.rialto.adapter.thrift;

import io.rialto.adapter.Reading;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;

/**
 * What one client says. While too much of it is unacknowledged nothing more is read (decisions 20). Confined to the
 * connection's event loop.
 */
final class Sends {
    private final Line line;
    private final Session session;
    private final Self self;
    private final int limit;
    private int unanswered;

    Sends(Line line, Session session, Self self) {
        this.line = line;
        this.session = session;
        this.self = self;
        this.limit = line.door().doors().config().sessions().maxUnacked();
    }

    /** Carries out a TimMessage; the sender's echo is made from the acknowledgement (decisions 18). */
    void message(TimCommand command, Struct message) {
        Outgoing outgoing;
        Command.SendMessage send;
        try {
            outgoing = Outgoing.of(message, self);
            send = outgoing.command();
        } catch (Refusal refused) {
            line.refuse(command.number(), refused.code());
            return;
        } catch (GatewayException tooLarge) {
            line.refuse(command.number(), TimCode.PARAMETER);
            return;
        }
        submit(send)
                .onSuccess(sent -> echo(outgoing, sent))
                .onFailure(failure -> line.refuse(command.number(), TimCode.of(failure)));
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
        submit(new Command.SendMessage(room, null, content)).onFailure(failure -> refuse(data, failure));
    }

    private void refuse(BigData data, Throwable failure) {
        ErrorCode code = GatewayException.codeOf(failure);
        if (code != ErrorCode.NOT_FOUND) {
            TimCode told = code == ErrorCode.TOO_LARGE ? TimCode.BIG_DATA : TimCode.of(failure);
            line.refuse(data.command().number(), told);
        }
    }

    private void echo(Outgoing outgoing, Sent sent) {
        if (outgoing.isEchoed()) {
            line.send(TimCommand.MESSAGE, outgoing.echo(sent));
        }
    }

    private Future<Sent> submit(Command.SendMessage command) {
        line.door().metrics().received(1);
        unanswered++;
        if (unanswered >= limit) {
            line.reading().pause(Reading.Cause.UNANSWERED);
        }
        return session.submit(command).onComplete(done -> {
            unanswered--;
            line.reading().resume(Reading.Cause.UNANSWERED);
        });
    }
}
