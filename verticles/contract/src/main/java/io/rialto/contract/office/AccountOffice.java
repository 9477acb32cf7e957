package io.rialto.contract.office;

import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;

/** What the operator sees of accounts, does to them. Futures complete on the caller's context. */
public interface AccountOffice {
    /** The account of a login name; {@code not_found} where nobody has it. */
    Future<AccountId> byLogin(String login);

    /** What is known of an account; {@code not_found} where there is none. */
    Future<AccountState> state(AccountId account);

    /**
     * Gives an account another password, whatever it had before. Whoever is signed in to it is signed out, its tokens are
     * good no more; {@code not_found} where there is no such account.
     */
    Future<Void> setPassword(AccountId account, String password);

    /** Signs an account out everywhere: its sessions end, its tokens are good no more. {@code not_found} as above. */
    Future<Void> signOut(AccountId account);

    /**
     * Lets an account not sign in until then (milliseconds since 1970, {@link Long#MAX_VALUE}: for good), and signs it out.
     * {@code not_found} as above.
     */
    Future<Void> block(AccountId account, long until);

    /** Lifts a block; {@code not_found} where there is none. */
    Future<Void> unblock(AccountId account);

    /**
     * Who is blocked now, in order of id.
     *
     * @param after only accounts behind this one; null: from the first
     * @param limit at most so many
     */
    Future<BlockedAccounts> blocked(AccountId after, int limit);
}
