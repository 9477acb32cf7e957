package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.AccountStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Finds out who a client is: accounts of the store, tokens, guests. */
public final class Authenticator implements Gatekeeper {
    /** A hash of nothing anybody knows: checking against it makes an unknown login take as long as a wrong password. */
    private static final String NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$" + "3k0MJ0c1Yq8uT4mWQ1lq1r5l1o2Z0sC9dQm6e8xN5dM";

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._:@=-]{1,64}");

    /** What a signed token never looks like. */
    private static final Pattern TICKET = Pattern.compile("[0-9]{1,16}");

    private final AccountStore store;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Tokens tokens;
    private final PasswordMemory memory;
    private final Secrets guestKeys = new Secrets(Secrets.random());
    private final AtomicLong guests = new AtomicLong();

    /** An authenticator that remembers right passwords for so long. */
    public Authenticator(AccountStore store, Accounts accounts, Passwords passwords, Tokens tokens, Duration memory) {
        this.store = store;
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.memory = new PasswordMemory(memory);
    }

    @Override
    public Future<Principal> authenticate(SignIn signIn) {
        Credentials credentials = signIn.credentials();
        if (credentials instanceof Credentials.Token token) {
            return TICKET.matcher(token.token()).matches() ? ticket(token.token()) : tokens.verify(token.token());
        }
        if (credentials instanceof Credentials.Password password) {
            return check(password.login(), password.password());
        }
        return guest(signIn);
    }

    private Future<Principal> ticket(String number) {
        return accounts.useTicket(Long.parseLong(number))
                .map(used -> new Principal(used.account(), false, Long.MAX_VALUE, used.epoch()));
    }

    /** A guest is its device: the same client id comes back as the same guest (MQTT 5 §3.1.4-3). */
    private Future<Principal> guest(SignIn signIn) {
        if (!signIn.guests()) {
            return Future.failedFuture(
                    new GatewayException(ErrorCode.UNAUTHENTICATED, "guests are not allowed here, sign in"));
        }
        String device = signIn.device() == null
                ? Long.toString(guests.incrementAndGet())
                : guestKeys.hex(signIn.device().value()).substring(0, 16);
        AccountId id = new AccountId("guest-" + device);
        return Future.succeededFuture(new Principal(id, true, Long.MAX_VALUE, Principal.ANY_EPOCH));
    }

    private Future<Principal> check(String login, String password) {
        if (login.length() > Accounts.MAX_LOGIN || password.length() > Accounts.MAX_PASSWORD) {
            return wrong();
        }
        return find(login).compose(found -> check(found, password));
    }

    private Future<Principal> check(Optional<AccountRecord> found, String password) {
        String hash = found.map(AccountRecord::passwordHash).orElse(NOBODY);
        Future<Boolean> right =
                memory.knows(hash, password) ? Future.succeededFuture(true) : passwords.check(password, hash);
        return right.compose(yes -> {
            if (!yes || hash.equals(NOBODY)) {
                return wrong();
            }
            memory.remember(hash, password);
            return Future.succeededFuture(new Principal(
                    found.get().id(), false, Long.MAX_VALUE, found.get().epoch()));
        });
    }

    private static Future<Principal> wrong() {
        return Future.failedFuture(new GatewayException(ErrorCode.UNAUTHENTICATED, "login name or password is wrong"));
    }

    /** By login name; where no such login is known, the name may be an account id. */
    private Future<Optional<AccountRecord>> find(String login) {
        return store.byLoginKey(accounts.loginKey(login))
                .compose(found -> found.isPresent() || !ACCOUNT.matcher(login).matches()
                        ? Future.succeededFuture(found)
                        : store.byId(new AccountId(login)));
    }
}
