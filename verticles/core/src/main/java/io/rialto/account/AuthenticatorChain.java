package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Exchange;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Asks one authenticator after the other until one knows who it is, or refuses. Safe on any thread. */
public final class AuthenticatorChain implements Gatekeeper {
    private final List<Authenticator> authenticators;

    /** @param authenticators in the order in which they are asked */
    public AuthenticatorChain(List<Authenticator> authenticators) {
        this.authenticators = List.copyOf(authenticators);
    }

    @Override
    public Future<Principal> authenticate(SignIn signIn) {
        return ask(0, signIn);
    }

    @Override
    public Optional<Exchange> exchange(String method) {
        return authenticators.stream()
                .flatMap(one -> one.exchange(method).stream())
                .findFirst();
    }

    private Future<Principal> ask(int index, SignIn signIn) {
        if (index == authenticators.size()) {
            return Future.failedFuture(nobody(signIn.credentials()));
        }
        return authenticators
                .get(index)
                .authenticate(signIn)
                .compose(found -> found.isPresent() ? Future.succeededFuture(found.get()) : ask(index + 1, signIn));
    }

    private static GatewayException nobody(Credentials credentials) {
        String why = credentials instanceof Credentials.Password
                ? "login name or password is wrong"
                : credentials instanceof Credentials.Token
                        ? "nobody here takes such a token"
                        : "guests are not allowed here, sign in";
        return new GatewayException(ErrorCode.UNAUTHENTICATED, why);
    }
}
