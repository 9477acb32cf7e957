package io.rialto.session;

import io.rialto.access.Denial;
import io.rialto.bus.Address;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.MessageCommand.BurnMessage;
import io.rialto.contract.command.MessageCommand.FetchMessage;
import io.rialto.contract.command.MessageCommand.MaySpeak;
import io.rialto.contract.command.MessageCommand.ReadHistory;
import io.rialto.contract.command.MessageCommand.RecallMessage;
import io.rialto.contract.command.MessageCommand.SendMessage;
import io.rialto.contract.command.MessageCommand.Within;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.message.Authorise;
import io.rialto.message.RequireSpeaker;
import io.rialto.message.VouchedMessage;
import io.vertx.core.Future;

/** What one session says in direct rooms, groups, what it reads of them. Confined to the connection's context. */
final class MessageDesk implements MessageCommand.Handler {
    private final SessionParts parts;
    private final ConnectedSession session;

    MessageDesk(SessionParts parts, ConnectedSession session) {
        this.parts = parts;
        this.session = session;
    }

    @Override
    public Future<Sent> on(SendMessage command) {
        return said(command.room(), session.vouchedFor() ? new VouchedMessage(command) : command);
    }

    @Override
    public <R> Future<R> on(Within<R> command) {
        return new WhisperDesk(session).say(command);
    }

    @Override
    public Future<Done> on(MaySpeak command) {
        return said(command.room(), new RequireSpeaker(command.room()));
    }

    @Override
    public Future<HistoryPage> on(ReadHistory command) {
        return unless(session.rights().hear(command.room()), command.room(), command);
    }

    @Override
    public Future<StoredMessage> on(FetchMessage command) {
        return parts.storage().log().byId(command.mid()).compose(found -> {
            if (found.isEmpty() || session.guest()) {
                return notThere(command);
            }
            RoomId room = found.get().room();
            return this.<Done>ask(room, new Authorise(room, false))
                    .compose(member -> readable(found.get()))
                    .recover(failure -> GatewayException.codeOf(failure) == ErrorCode.NOT_MEMBER
                            ? notThere(command)
                            : Future.failedFuture(failure));
        });
    }

    @Override
    public Future<Sent> on(RecallMessage command) {
        return said(command.room(), command);
    }

    @Override
    public Future<Sent> on(BurnMessage command) {
        return said(command.room(), command);
    }

    private Future<StoredMessage> readable(StoredMessage message) {
        Denial denial = session.rights().hear(message.room());
        return denial == null ? Future.succeededFuture(message) : Future.failedFuture(denial.refusal());
    }

    private <R> Future<R> said(RoomId room, Object question) {
        return unless(session.rights().say(room), room, question);
    }

    /** Asks a room unless rules deny it. */
    private <R> Future<R> unless(Denial denial, RoomId room, Object question) {
        return denial == null ? ask(room, question) : Future.failedFuture(denial.refusal());
    }

    private <R> Future<R> ask(RoomId room, Object question) {
        return session.caller().ask(Address.MESSAGES, room, question);
    }

    private static Future<StoredMessage> notThere(FetchMessage command) {
        return Future.failedFuture(
                new GatewayException(ErrorCode.NOT_FOUND, "there is no message " + command.mid() + " for you"));
    }
}
