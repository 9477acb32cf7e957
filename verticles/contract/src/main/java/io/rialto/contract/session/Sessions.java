package io.rialto.contract.session;

import io.vertx.core.Future;
import java.util.Optional;

/** Core's side of the wall: where doors get their sessions. */
public interface Sessions {
    /**
     * Opens a session on the calling context, which is the connection's from then on. A session of the same account on
     * the same device is told to go first and its cursor taken over.
     *
     * <p>Whose connection closes meanwhile closes the session when it comes.
     *
     * @param outbound the connection; core pushes to it on the same context
     * @return the session, or {@code unauthenticated}, {@code token_expired}, {@code overloaded}
     */
    Future<Session> open(SignIn signIn, Outbound outbound);

    /** Begins a proof by this method (MQTT 5 §3.1.2.11.9); empty where there is no such method. */
    default Optional<Exchange> exchange(String method) {
        return Optional.empty();
    }
}
