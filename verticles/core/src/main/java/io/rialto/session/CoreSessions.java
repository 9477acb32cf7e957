package io.rialto.session;

import io.rialto.access.Rights;
import io.rialto.access.Subject;
import io.rialto.account.Gatekeeper;
import io.rialto.account.Principal;
import io.rialto.bus.Address;
import io.rialto.cluster.Home;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.session.Sessions;
import io.rialto.contract.session.SignIn;
import io.rialto.durable.DurableDesk;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Opens sessions: who is it, then let in by its account's shard. Safe on any thread. */
public final class CoreSessions implements Sessions {
    /** Sessions of one start of a node are numbered below its boot number, so that no two nodes use a number twice. */
    private static final int COUNTER_BITS = 32;

    private final Gatekeeper gatekeeper;
    private final SessionParts parts;
    private final AtomicLong numbers;

    /** Sessions made of these parts. */
    public CoreSessions(Gatekeeper gatekeeper, SessionParts parts) {
        this.gatekeeper = gatekeeper;
        this.parts = parts;
        this.numbers = new AtomicLong(parts.boot() << COUNTER_BITS);
    }

    @Override
    public Future<Session> open(SignIn signIn, Outbound outbound) {
        return gatekeeper.authenticate(signIn).compose(principal -> groupsOf(principal)
                .compose(groups -> enter(signIn, principal, groups, outbound)));
    }

    private Future<Set<String>> groupsOf(Principal principal) {
        return principal.guest() || !parts.access().speakOfGroups()
                ? Future.succeededFuture(Set.of())
                : Memberships.of(parts, principal.account());
    }

    private Future<Session> enter(SignIn signIn, Principal principal, Set<String> groups, Outbound outbound) {
        SessionInfo info = new SessionInfo(
                new SessionId(numbers.incrementAndGet()),
                principal.account(),
                signIn.device(),
                signIn.platform(),
                signIn.protocol(),
                System.currentTimeMillis());
        ConnectedSession session = new ConnectedSession(parts, info, rights(signIn, principal, groups), outbound);
        Home home = parts.placement().of(principal.account());
        parts.live().add(session); // whoever lets it in must be able to reach it
        return parts.bus()
                .<Done>ask(
                        Address.SESSIONS,
                        home,
                        principal.account(),
                        session,
                        new Enter(session, principal.expiresAt(), principal.epoch()))
                .onFailure(refused -> forget(session, home))
                .compose(in -> parts.durable()
                        .open(info, session.permitted(signIn.durable()), outbound)
                        .onFailure(refused -> session.close()))
                .map(durable -> entered(session, home, principal, durable));
    }

    private Rights rights(SignIn signIn, Principal principal, Set<String> groups) {
        String device = signIn.device() == null ? null : signIn.device().value();
        return parts.access()
                .of(
                        new Subject(principal.account(), device, principal.guest(), principal.roles(), groups),
                        principal.rules());
    }

    /** Where only the answer was lost it was let in all the same. */
    private void forget(ConnectedSession session, Home home) {
        parts.live().remove(session);
        parts.bus().tell(Address.SESSIONS, home, new Leave(session));
    }

    private Session entered(ConnectedSession session, Home home, Principal principal, Optional<DurableDesk> durable) {
        durable.ifPresent(session::outlivedBy);
        session.entered(principal.expiresAt(), principal.epoch());
        if (!home.equals(parts.placement().of(session.info().account()))) {
            session.homesMoved();
        }
        return session;
    }
}
