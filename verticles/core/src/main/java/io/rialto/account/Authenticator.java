package io.rialto.account;

import io.rialto.contract.session.Exchange;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import java.util.Optional;

/** One way to prove who one is. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Who this is; empty where that is for another one to find out. A failure is final: nobody else is asked. The future
     * completes on the caller's context.
     */
    Future<Optional<Principal>> authenticate(SignIn signIn);

    /** Begins a proof by this method; empty where there is none. */
    default Optional<Exchange> exchange(String method) {
        return Optional.empty();
    }
}
