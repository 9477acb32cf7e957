package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.AccountOffice;
import io.rialto.contract.office.AccountState;
import io.rialto.contract.office.BlockedAccounts;
import io.rialto.contract.session.AccountAdmin;
import io.rialto.contract.session.Push;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.AccountStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The accounts of the installation: makes them, gives them tokens. Futures complete on the caller's context. */
public final class Accounts implements AccountAdmin, AccountOffice, PasswordChange {
    static final int MAX_LOGIN = 256;
    static final int MAX_PASSWORD = 1024;
    private static final int MAX_ATTEMPTS = 16;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@=-]{1,64}");

    private final AccountStore store;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Tickets tickets;
    private final SignOuts signOuts;
    private final Secrets installation;
    private final Duration maxTtl;

    /** Accounts of this store; {@code installation} keys the login names. */
    public Accounts(
            AccountStore store,
            Passwords passwords,
            Tokens tokens,
            Tickets tickets,
            SignOuts signOuts,
            Secrets installation,
            Duration maxTtl) {
        this.tickets = tickets;
        this.signOuts = signOuts;
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
        return requireToken(account, ttl).map(known -> tokens.issue(account, known.epoch(), ttl));
    }

    @Override
    public Future<Long> issueTicket(AccountId account, Duration ttl) {
        return requireToken(account, ttl).compose(known -> tickets.issue(account, known.epoch(), ttl));
    }

    @Override
    public Future<AccountId> byLogin(String login) {
        return store.byLoginKey(loginKey(login))
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found.get().id())
                        : notFound("there is no account with this login name"));
    }

    @Override
    public Future<AccountState> state(AccountId account) {
        return require(account)
                .map(found -> new AccountState(
                        account,
                        found.createdAt(),
                        found.loginKey() != null,
                        found.passwordHash() != null,
                        found.isBlockedAt(System.currentTimeMillis()) ? found.blockedUntil() : 0));
    }

    @Override
    public Future<Void> setPassword(AccountId account, String password) {
        return hash(password)
                .compose(encoded -> store.setPasswordHash(account, encoded))
                .compose(epoch -> signOuts.of(account, epoch, Push.Reason.SIGNED_OUT, null));
    }

    /** Does not tell whether the account has a password. */
    @Override
    public Future<Long> change(AccountId account, String old, String fresh) {
        return require(account)
                .compose(found -> found.passwordHash() == null || old.length() > MAX_PASSWORD
                        ? Future.succeededFuture(false)
                        : passwords.check(old, found.passwordHash()))
                .compose(right -> right
                        ? hash(fresh).compose(encoded -> store.setPasswordHash(account, encoded))
                        : Future.failedFuture(new GatewayException(
                                ErrorCode.FORBIDDEN, "the old password is not the one of this account")));
    }

    @Override
    public Future<Void> signOut(AccountId account) {
        return store.renewEpoch(account).compose(epoch -> signOuts.of(account, epoch, Push.Reason.SIGNED_OUT, null));
    }

    @Override
    public Future<Void> block(AccountId account, long until) {
        return store.block(account, until).compose(epoch -> signOuts.of(account, epoch, Push.Reason.BLOCKED, null));
    }

    @Override
    public Future<Void> unblock(AccountId account) {
        return store.unblock(account)
                .compose(was -> was ? Future.succeededFuture() : notFound("account " + account + " is not blocked"));
    }

    @Override
    public Future<BlockedAccounts> blocked(AccountId after, int limit) {
        return store.blocked(after, limit + 1, System.currentTimeMillis())
                .map(found -> new BlockedAccounts(
                        found.stream()
                                .limit(limit)
                                .map(one -> new BlockedAccounts.Entry(one.account(), one.until()))
                                .toList(),
                        found.size() > limit));
    }

    private Future<String> hash(String password) {
        return password != null && fits(password, MAX_PASSWORD)
                ? passwords.hash(password)
                : refuse("a password has 1 to " + MAX_PASSWORD + " characters, none of them NUL");
    }

    private Future<AccountRecord> require(AccountId account) {
        return store.byId(account)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found.get())
                        : notFound("there is no account " + account));
    }

    private Future<AccountRecord> requireToken(AccountId account, Duration ttl) {
        if (ttl.compareTo(maxTtl) > 0 || ttl.toSeconds() < 1) {
            return refuse("a token lives at most " + maxTtl.toSeconds() + " seconds, at least 1");
        }
        return require(account);
    }

    private static <R> Future<R> notFound(String why) {
        return Future.failedFuture(new GatewayException(ErrorCode.NOT_FOUND, why));
    }

    /** The account of a login name; where no such login is known, the name may be an account's id. */
    Future<Optional<AccountRecord>> find(String name) {
        return store.byLoginKey(loginKey(name))
                .compose(found -> found.isPresent() || !ID.matcher(name).matches()
                        ? Future.succeededFuture(found)
                        : store.byId(new AccountId(name)));
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
