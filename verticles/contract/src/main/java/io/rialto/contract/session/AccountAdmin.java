package io.rialto.contract.session;

import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import java.time.Duration;

/** What the operator does to accounts. Futures complete on the caller's context. */
public interface AccountAdmin {
    /**
     * Makes an account.
     *
     * @param id the public id; null: derived from the login name (decisions 1)
     * @param login the login name; null: the account signs in by token only
     * @param password null: the account signs in by token only
     * @return its id, or {@code already} where id or login are taken
     */
    Future<AccountId> create(AccountId id, String login, String password);

    /** A login token of an account for this long, at most 24 hours; {@code not_found} where there is no such account. */
    Future<String> issueToken(AccountId account, Duration ttl);

    /**
     * A number of at most 53 bits that signs an account in once, at whichever node, for this long; its decimal text is given
     * as {@link Credentials.Token}. {@code not_found} where there is no such account.
     */
    Future<Long> issueTicket(AccountId account, Duration ttl);
}
