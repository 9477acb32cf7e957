package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.AccountAdmin;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.AccountStore;
import io.vertx.core.Future;
import java.time.Duration;

/** The accounts of the installation: makes them, gives them tokens. Futures complete on the caller's context. */
public final class Accounts implements AccountAdmin {
    static final int MAX_LOGIN = 256;
    static final int MAX_PASSWORD = 1024;
    private static final int MAX_ATTEMPTS = 16;

    private final AccountStore store;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Tickets tickets;
    private final Secrets installation;
    private final Duration maxTtl;

    /** Accounts of this store; {@code installation} keys the login names. */
    public Accounts(
            AccountStore store,
            Passwords passwords,
            Tokens tokens,
            Tickets tickets,
            Secrets installation,
            Duration maxTtl) {
        this.tickets = tickets;
        this.store = store;
        this.passwords = passwords;
        this.tokens = tokens;
        this.installation = installation;
        this.maxTtl = maxTtl;
    }

    @Override
    public Future<AccountId> create(AccountId id, String login, String password) {
        if (id == null && login == null) {
            return refuse("an account needs an id or a login name");
        }
        if (!fits(login, MAX_LOGIN) || !fits(password, MAX_PASSWORD)) {
            return refuse("a login name has 1 to " + MAX_LOGIN + " characters, a password 1 to " + MAX_PASSWORD
                    + ", neither has NUL");
        }
        Future<String> hash = password == null ? Future.succeededFuture() : passwords.hash(password);
        return hash.compose(encoded -> insert(id, login, encoded, 0));
    }

    @Override
    public Future<String> issueToken(AccountId account, Duration ttl) {
        return requireToken(account, ttl).map(known -> tokens.issue(account, ttl));
    }

    @Override
    public Future<Long> issueTicket(AccountId account, Duration ttl) {
        return requireToken(account, ttl).compose(known -> tickets.issue(account, ttl));
    }

    private Future<Void> requireToken(AccountId account, Duration ttl) {
        if (ttl.compareTo(maxTtl) > 0 || ttl.toSeconds() < 1) {
            return refuse("a token lives at most " + maxTtl.toSeconds() + " seconds, at least 1");
        }
        return store.byId(account)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new GatewayException(ErrorCode.NOT_FOUND, "there is no account " + account)));
    }

    /** Whom a ticket signs in, now and never again. */
    Future<AccountId> useTicket(long number) {
        return tickets.use(number);
    }

    /** The key under which a login name is kept. */
    String loginKey(String login) {
        return installation.hex(login, "");
    }

    private Future<AccountId> insert(AccountId wanted, String login, String hash, int attempt) {
        AccountId id = wanted != null ? wanted : AccountNames.derive(installation, login, attempt);
        String key = login == null ? null : loginKey(login);
        AccountRecord account = new AccountRecord(id, key, hash, System.currentTimeMillis());
        Future<AccountId> made = store.create(account).map(id);
        return wanted != null ? made : made.recover(taken -> retry(taken, login, hash, attempt));
    }

    /** A derived id that is taken gets the next counter, unless it is the login itself that is taken. */
    private Future<AccountId> retry(Throwable failure, String login, String hash, int attempt) {
        if (GatewayException.codeOf(failure) != ErrorCode.ALREADY || attempt == MAX_ATTEMPTS) {
            return Future.failedFuture(failure);
        }
        return store.byLoginKey(loginKey(login))
                .compose(owner ->
                        owner.isPresent() ? Future.failedFuture(failure) : insert(null, login, hash, attempt + 1));
    }

    /** NUL keeps the parts of keyed hashes apart, so no part may have one. */
    private static boolean fits(String text, int limit) {
        return text == null || (!text.isEmpty() && text.length() <= limit && text.indexOf(0) < 0);
    }

    private static <R> Future<R> refuse(String why) {
        return Future.failedFuture(new GatewayException(ErrorCode.BAD_REQUEST, why));
    }
}
