package io.rialto.adapter.http;

import io.rialto.adapter.CommandGate;
import io.rialto.config.SessionsConfig;
import io.rialto.contract.office.SessionOffice;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;
import java.util.function.Function;

/** Does in the name of an account what a request asks for: in a session of its own, which ends with it. */
final class Deputy {
    private static final Outbound NOBODY = push -> {};

    private final SessionOffice sessions;
    private final SessionsConfig limits;

    Deputy(SessionOffice sessions, SessionsConfig limits) {
        this.sessions = sessions;
        this.limits = limits;
    }

    /** The action, in the name of the account {@code self} in the path. */
    Function<Request, Future<Reply>> inTheNameOfSelf(Function<Call, Future<Reply>> action) {
        return request ->
                sessions.actFor(request.account("self"), NOBODY).compose(session -> act(session, request, action));
    }

    private Future<Reply> act(Session session, Request request, Function<Call, Future<Reply>> action) {
        CommandGate gate = new CommandGate(limits);
        gate.open(session);
        return Future.<Reply>future(
                        promise -> action.apply(new Call(request, gate)).onComplete(promise))
                .onComplete(done -> gate.close());
    }
}
