package io.rialto.adapter.thrift;

import io.rialto.adapter.web.HttpConnections;
import io.rialto.adapter.web.RequestClock;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.AccountAdmin;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers accounts, hands out tokens: frames in HTTP bodies (tim-protocol.md §1.7, §4.3). */
final class AccountDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AccountDesk.class);
    /** How long a token is good, once. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int MAX_BODY = 16 * 1024;
    private static final Outbound NOBODY = push -> {};

    private final ThriftDoor door;
    private final AccountAdmin accounts;

    AccountDesk(ThriftDoor door, AccountAdmin accounts) {
        this.door = door;
        this.accounts = accounts;
    }

    /** Takes the body, within its limit; answers with a frame whatever came, since clients fail on an empty body. */
    void handle(HttpServerRequest request) {
        RequestClock clock = HttpConnections.clock(request);
        request.response().endHandler(done -> clock.answered());
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() <= MAX_BODY) {
                body.appendBuffer(part);
            } else if (!request.response().ended()) {
                request.response()
                        .setStatusCode(413)
                        .putHeader(HttpHeaders.CONNECTION, "close")
                        .end();
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                answer(request, body.getBytes());
            }
        });
    }

    private void answer(HttpServerRequest request, byte[] frame) {
        byte first = frame.length == 0 ? (byte) 0 : frame[0];
        ask(frame, first).onComplete(done -> {
            if (done.failed() && !(done.cause() instanceof GatewayException)) {
                LOG.error("a request for accounts failed", done.cause());
            }
            byte[] ack = Flavour.of(first).encode(done.succeeded() ? done.result() : refusal(first, done.cause()));
            request.response()
                    .end(Buffer.buffer()
                            .appendByte((byte) TimCommand.ACK.number())
                            .appendBytes(ack));
        });
    }

    private static Struct refusal(byte first, Throwable cause) {
        boolean wrongPassword =
                TimCommand.of(first) == TimCommand.TOKEN && GatewayException.codeOf(cause) == ErrorCode.UNAUTHENTICATED;
        return TimAck.refusal(TimCommand.numberOf(first), wrongPassword ? TimCode.NO_PASS : TimCode.of(cause));
    }

    private Future<Struct> ask(byte[] frame, byte first) {
        TimCommand command = TimCommand.of(first);
        if (command != TimCommand.REGISTER && command != TimCommand.TOKEN) {
            return Future.failedFuture(new GatewayException(ErrorCode.BAD_REQUEST, "neither register nor token"));
        }
        try {
            Struct auth = Flavour.of(first).decode(TimAuth.SHAPE, frame, 1);
            return command == TimCommand.REGISTER ? register(auth) : token(auth);
        } catch (Undecodable broken) {
            return Future.failedFuture(new GatewayException(ErrorCode.BAD_REQUEST, broken.getMessage()));
        }
    }

    private Future<Struct> register(Struct auth) {
        String login = LoginName.of(auth);
        String password = auth.text(TimAuth.PWD);
        if (login.isEmpty() || password.isEmpty()) {
            return Future.failedFuture(new GatewayException(ErrorCode.BAD_REQUEST, "no name, or no password"));
        }
        return accounts.create(null, login, password)
                .map(account -> TimAck.ok(TimCommand.REGISTER.number()).with(TimAck.N, account.value()));
    }

    private Future<Struct> token(Struct auth) {
        SignIn signIn = new SignIn(
                new Credentials.Password(LoginName.of(auth), auth.text(TimAuth.PWD)), null, "", ThriftDoor.NAME, false);
        return door.doors()
                .sessions()
                .open(signIn, NOBODY)
                .compose(session -> {
                    session.close();
                    return accounts.issueTicket(session.info().account(), LIFETIME);
                })
                .map(AccountDesk::token);
    }

    /** In both forms: some clients know a token as a number only (tim-protocol.md §4.3). */
    private static Struct token(long ticket) {
        return TimAck.ok(TimCommand.TOKEN.number()).with(TimAck.T, ticket).with(TimAck.N, Long.toString(ticket));
    }
}
