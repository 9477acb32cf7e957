package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.rialto.storage.AccountRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds passwords against the accounts of the store. A login that is not known there, or has no password, is for another
 * authenticator to know; a wrong password is wrong. Safe on any thread.
 */
public final class StoredPasswords implements Authenticator {
    /** A hash of nothing anybody knows: checking against it makes an unknown login take as long as a wrong password. */
    private static final String NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$" + "3k0MJ0c1Yq8uT4mWQ1lq1r5l1o2Z0sC9dQm6e8xN5dM";

    private final Accounts accounts;
    private final Passwords passwords;
    private final PasswordMemory memory;

    /** Remembers right passwords for so long. */
    public StoredPasswords(Accounts accounts, Passwords passwords, Duration memory) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.memory = new PasswordMemory(memory);
    }

    @Override
    public Future<Optional<Principal>> authenticate(SignIn signIn) {
        return signIn.credentials() instanceof Credentials.Password password
                ? check(password.login(), password.password())
                : Future.succeededFuture(Optional.empty());
    }

    private Future<Optional<Principal>> check(String login, String password) {
        if (login.length() > Accounts.MAX_LOGIN || password.length() > Accounts.MAX_PASSWORD) {
            return Future.succeededFuture(Optional.empty());
        }
        return accounts.find(login).compose(found -> check(found, password));
    }

    private Future<Optional<Principal>> check(Optional<AccountRecord> found, String password) {
        String hash = found.map(AccountRecord::passwordHash).orElse(NOBODY);
        Future<Boolean> right =
                memory.knows(hash, password) ? Future.succeededFuture(true) : passwords.check(password, hash);
        return right.compose(yes -> {
            if (hash.equals(NOBODY)) {
                return Future.succeededFuture(Optional.empty());
            }
            if (!yes) {
                return wrong();
            }
            memory.remember(hash, password);
            return Future.succeededFuture(Optional.of(new Principal(
                    found.get().id(), false, Long.MAX_VALUE, found.get().epoch())));
        });
    }

    private static <R> Future<R> wrong() {
        return Future.failedFuture(new GatewayException(ErrorCode.UNAUTHENTICATED, "login name or password is wrong"));
    }
}
