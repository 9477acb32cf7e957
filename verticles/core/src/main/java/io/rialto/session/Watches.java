package io.rialto.session;

import io.rialto.bus.Address;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.PresenceCommand;
import io.rialto.contract.command.PresenceCommand.GetPresence;
import io.rialto.contract.command.PresenceCommand.SetPresence;
import io.rialto.contract.command.PresenceCommand.UnwatchPresence;
import io.rialto.contract.command.PresenceCommand.WatchPresence;
import io.rialto.contract.command.PresenceList;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Push;
import io.rialto.presence.ReadPresence;
import io.rialto.presence.Unwatch;
import io.rialto.presence.Watch;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The presence side of one session: its own status, whom it watches. Confined to the connection's context. */
final class Watches implements PresenceCommand.Handler {
    private static final int MAX_ACCOUNTS = 200;
    private static final int MAX_WATCHED = 1000;
    private static final int TRIES = 50;
    private static final long AGAIN_MILLIS = 100;

    private final SessionParts parts;
    private final ConnectedSession session;
    private final Set<AccountId> watched = new HashSet<>(0);
    private String status;

    Watches(SessionParts parts, ConnectedSession session) {
        this.parts = parts;
        this.session = session;
    }

    @Override
    public Future<Done> on(SetPresence command) {
        return this.<Done>ask(session.info().account(), command).onSuccess(done -> status = command.status());
    }

    @Override
    public Future<PresenceList> on(GetPresence command) {
        return all(command.accounts(), ReadPresence::new);
    }

    /** Noted before the answer, so that whatever ends the session meanwhile ends the watch as well. */
    @Override
    public Future<PresenceList> on(WatchPresence command) {
        List<AccountId> accounts = command.accounts();
        Set<AccountId> together = new HashSet<>(watched);
        together.addAll(accounts);
        if (together.size() > MAX_WATCHED) {
            return Future.failedFuture(new GatewayException(
                    ErrorCode.LIMIT_REACHED, "a session watches at most " + MAX_WATCHED + " accounts"));
        }
        if (accounts.size() <= MAX_ACCOUNTS) {
            watched.addAll(accounts);
        }
        return all(accounts, account -> new Watch(account, session));
    }

    @Override
    public Future<Done> on(UnwatchPresence command) {
        command.accounts().stream().filter(watched::remove).forEach(this::tellUnwatch);
        return Future.succeededFuture(Done.DONE);
    }

    /** Who serves presence may be another node now: it must know what this session watches, what it has set. */
    void homesMoved() {
        watched.forEach(this::watchAgain);
        if (status != null) {
            sayStatusAgain(TRIES);
        }
    }

    /** Its new home may not be reached yet; where it moves once more meanwhile, that one is asked. */
    private void watchAgain(AccountId account) {
        this.<PresenceState>ask(account, new Watch(account, session))
                .onSuccess(state -> session.push(new Push.PresenceChanged(state)))
                .onFailure(early -> parts.vertx().setTimer(AGAIN_MILLIS, timer -> {
                    if (watched.contains(account)) {
                        watchAgain(account);
                    }
                }));
    }

    /** Its new home may not know yet that the account is online. */
    private void sayStatusAgain(int tries) {
        this.<Done>ask(session.info().account(), new SetPresence(status)).onFailure(early -> {
            if (tries > 1) {
                parts.vertx().setTimer(AGAIN_MILLIS, timer -> sayStatusAgain(tries - 1));
            }
        });
    }

    void close() {
        watched.forEach(this::tellUnwatch);
        watched.clear();
    }

    private void tellUnwatch(AccountId account) {
        session.caller().tell(Address.PRESENCE, account, new Unwatch(account, session));
    }

    private Future<PresenceList> all(List<AccountId> accounts, Function<AccountId, Object> question) {
        if (accounts.size() > MAX_ACCOUNTS) {
            return Future.failedFuture(
                    new GatewayException(ErrorCode.LIMIT_REACHED, "at most " + MAX_ACCOUNTS + " accounts at a time"));
        }
        List<Future<PresenceState>> answers = accounts.stream()
                .map(account -> this.<PresenceState>ask(account, question.apply(account)))
                .toList();
        return Future.all(answers)
                .map(done ->
                        new PresenceList(answers.stream().map(Future::result).toList()));
    }

    private <R> Future<R> ask(AccountId account, Object question) {
        return session.caller().ask(Address.PRESENCE, account, question);
    }
}
