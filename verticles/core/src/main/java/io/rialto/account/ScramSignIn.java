package io.rialto.account;

import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Exchange;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Takes exchanges by SCRAM-SHA-256 with the accounts of the store, for passwords that were set while their keys were made.
 * Safe on any thread.
 */
public final class ScramSignIn implements Authenticator {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 18;
    private static final int SALT_BYTES = 16;

    private final Accounts accounts;
    private final Secrets installation;
    private final int iterations;

    /**
     * Exchanges with these accounts.
     *
     * @param installation what salts of names that are not there are made of: the same at every node, after every start
     * @param iterations that those have, as all have that are made now
     */
    public ScramSignIn(Accounts accounts, Secrets installation, int iterations) {
        this.accounts = accounts;
        this.installation = installation;
        this.iterations = iterations;
    }

    @Override
    public Optional<Exchange> exchange(String method) {
        if (!method.equals(ScramKeys.METHOD)) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return Optional.of(
                new ScramExchange(this::candidate, Base64.getEncoder().encodeToString(nonce)));
    }

    @Override
    public Future<Optional<Principal>> authenticate(SignIn signIn) {
        boolean ours = signIn.credentials() instanceof Credentials.Exchanged given
                && given.exchange() instanceof ScramExchange;
        if (!ours) {
            return Future.succeededFuture(Optional.empty());
        }
        return Future.succeededFuture(
                ((ScramExchange) ((Credentials.Exchanged) signIn.credentials()).exchange()).principal());
    }

    private Future<ScramExchange.Candidate> candidate(String name) {
        return accounts.find(name).map(found -> found.flatMap(account -> ScramKeys.in(account.passwordHash()))
                .map(keys -> new ScramExchange.Candidate(keys, found))
                .orElseGet(() -> nobody(name)));
    }

    private ScramExchange.Candidate nobody(String name) {
        byte[] salt = Arrays.copyOf(installation.hash("scram", name), SALT_BYTES);
        return new ScramExchange.Candidate(ScramKeys.ofNobody(salt, iterations), Optional.empty());
    }
}
