package io.rialto.account;

import io.rialto.contract.session.Exchange;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds out who a client is. */
@FunctionalInterface
public interface Gatekeeper {
    /**
     * Who this is; fails with {@code unauthenticated}, {@code token_expired} or {@code overloaded}. The future completes on
     * the caller's context.
     */
    Future<Principal> authenticate(SignIn signIn);

    /** Begins a proof by this method; empty where there is none. */
    default Optional<Exchange> exchange(String method) {
        return Optional.empty();
    }
}
