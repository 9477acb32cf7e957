package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Exchange;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets anybody in under any name with any password: {@code accounts.mode: none}, where nothing is stored that a password
 * could be held against. Tokens and guests are looked at as everywhere. Safe on any thread.
 */
public final class AnyName implements Gatekeeper {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._:@=-]{1,64}");
    /** Ids must be the same after every start, and nothing is kept; so the key is no secret, nor has it one to keep. */
    private static final Secrets KEY = new Secrets("accounts.mode none");

    private final Gatekeeper others;

    /** {@code others} looks at everything that is no password. */
    public AnyName(Gatekeeper others) {
        this.others = others;
    }

    @Override
    public Future<Principal> authenticate(SignIn signIn) {
        if (signIn.credentials() instanceof Credentials.Password password) {
            try {
                return Future.succeededFuture(
                        new Principal(account(password.login()), false, Long.MAX_VALUE, Principal.ANY_EPOCH));
            } catch (GatewayException nameless) {
                return Future.failedFuture(nameless);
            }
        }
        return others.authenticate(signIn);
    }

    @Override
    public Optional<Exchange> exchange(String method) {
        return others.exchange(method);
    }

    /** The account of a name: called by it where it is a legal id, else by a hash of it. */
    static AccountId account(String login) {
        if (login.isEmpty() || login.length() > Accounts.MAX_LOGIN) {
            throw new GatewayException(
                    ErrorCode.UNAUTHENTICATED, "a name has 1 to " + Accounts.MAX_LOGIN + " characters");
        }
        return LEGAL.matcher(login).matches() ? new AccountId(login) : AccountNames.derive(KEY, login, 0);
    }
}
