package io.rialto.contract.office;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Session;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** What the operator sees of sessions, does in the name of accounts. Futures complete on the caller's context. */
public interface SessionOffice {
    /**
     * Who is signed in, on whichever node; a moment's picture. Fails with {@code timeout} where a node does not answer.
     *
     * @param after only sessions behind this place; null: from the first
     * @param limit at most so many
     */
    Future<OnlineSessions> online(OnlinePlace after, int limit);

    /**
     * A session in the name of an account that nobody sees: it is in no list, changes no presence, sends nobody away, has no
     * device. What it says to others is not held against what they are to each other (friends, blocks). It is the calling
     * context's, whoever asked closes it; {@code not_found} where there is no such account.
     *
     * @param outbound is pushed to what the session asks to be pushed
     */
    Future<Session> actFor(AccountId account, Outbound outbound);

    /**
     * Has connections of an account see a stream room, or no more, wherever they are: as if their clients had asked for it.
     * {@code not_found} where it has no such session now; fails with {@code timeout} where a node does not answer.
     *
     * @param session only this one; null: all that the account has now
     */
    Future<Viewers> view(AccountId account, SessionId session, Viewing viewing);

    /**
     * Tells of whoever comes online or goes, in the whole cluster, from now on.
     *
     * @param watcher told on any thread, must not block
     * @return ends it
     */
    Runnable watch(Consumer<OnlineEvent> watcher);
}
