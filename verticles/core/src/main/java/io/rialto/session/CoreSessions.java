package io.rialto.session;

import io.rialto.access.Rights;
import io.rialto.access.Subject;
import io.rialto.account.Gatekeeper;
import io.rialto.account.Principal;
import io.rialto.bus.Address;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.SessionList;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.office.OnlineEvent;
import io.rialto.contract.office.OnlinePlace;
import io.rialto.contract.office.OnlineSessions;
import io.rialto.contract.office.SessionOffice;
import io.rialto.contract.office.Viewers;
import io.rialto.contract.session.Exchange;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.session.Sessions;
import io.rialto.contract.session.SignIn;
import io.rialto.contract.stream.Viewing;
import io.rialto.durable.DurableDesk;
import io.rialto.office.Offices;
import io.rialto.presence.OnlineNews;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Opens sessions: who is it, then let in by its account's shard. Safe on any thread. */
public final class CoreSessions implements Sessions, SessionOffice {
    /** Sessions of one start of a node are numbered below its boot number, so that no two nodes use a number twice. */
    private static final int COUNTER_BITS = 32;

    private final Gatekeeper gatekeeper;
    private final SessionParts parts;
    private final OnlineNews news;
    private final AtomicLong numbers;

    /** Sessions made of these parts; {@code news} tells operators of them. */
    public CoreSessions(Gatekeeper gatekeeper, SessionParts parts, OnlineNews news) {
        this.gatekeeper = gatekeeper;
        this.parts = parts;
        this.news = news;
        this.numbers = new AtomicLong(parts.boot() << COUNTER_BITS);
    }

    @Override
    public Future<Session> open(SignIn signIn, Outbound outbound) {
        return gatekeeper
                .authenticate(signIn)
                .compose(CoreSessions::requirePerson)
                .compose(
                        principal -> groupsOf(principal).compose(groups -> enter(signIn, principal, groups, outbound)));
    }

    /** The accounts that the queues of share groups belong to are nobody's. */
    private static Future<Principal> requirePerson(Principal principal) {
        return ShareName.isOfGroup(principal.account())
                ? Future.failedFuture(
                        new GatewayException(ErrorCode.FORBIDDEN, "accounts that begin with share: are the server's"))
                : Future.succeededFuture(principal);
    }

    @Override
    public Optional<Exchange> exchange(String method) {
        return gatekeeper.exchange(method);
    }

    private Future<Set<String>> groupsOf(Principal principal) {
        return principal.guest() || !parts.access().speakOfGroups()
                ? Future.succeededFuture(Set.of())
                : Memberships.of(parts, principal.account());
    }

    @Override
    public Future<OnlineSessions> online(OnlinePlace after, int limit) {
        AccountId account = after == null ? null : after.account();
        WhoIsOnline question = new WhoIsOnline(account, after == null ? null : after.session(), limit + 1);
        Map<NodeId, Home> nodes = new LinkedHashMap<>();
        parts.placement().all().forEach(home -> nodes.putIfAbsent(home.node(), home));
        List<Future<SessionList>> answers = nodes.values().stream()
                .map(home -> parts.bus().<SessionList>ask(Address.SESSIONS, home, null, null, question))
                .toList();
        return Future.all(answers).map(all -> merged(answers, limit));
    }

    /** While homes move two nodes may know the same session. */
    private static OnlineSessions merged(List<Future<SessionList>> answers, int limit) {
        TreeMap<OnlinePlace, SessionInfo> known = new TreeMap<>();
        answers.forEach(answer -> answer.result().sessions().forEach(one -> known.put(OnlinePlace.of(one), one)));
        return new OnlineSessions(known.values().stream().limit(limit).toList(), known.size() > limit);
    }

    @Override
    public Future<Session> actFor(AccountId account, Outbound outbound) {
        return parts.storage().accounts().byId(account).compose(found -> {
            if (found.isEmpty()) {
                return Future.failedFuture(new GatewayException(ErrorCode.NOT_FOUND, "there is no account " + account));
            }
            Principal principal = new Principal(account, false, Long.MAX_VALUE, Principal.ANY_EPOCH);
            return groupsOf(principal).map(groups -> deputy(principal, groups, outbound));
        });
    }

    @Override
    public Future<Viewers> view(AccountId account, SessionId session, Viewing viewing) {
        return new Offices(parts.bus(), parts.neighbours()).view(account, session, viewing);
    }

    @Override
    public Runnable watch(Consumer<OnlineEvent> watcher) {
        return news.watch(watcher);
    }

    /** What rules of access say of the account holds for who acts for it. */
    private Session deputy(Principal principal, Set<String> groups, Outbound outbound) {
        SessionInfo info = new SessionInfo(
                new SessionId(numbers.incrementAndGet()),
                principal.account(),
                null,
                "server",
                "operator",
                System.currentTimeMillis());
        return ConnectedSession.ofOperator(parts, info, rights(null, principal, groups), outbound);
    }

    private Future<Session> enter(SignIn signIn, Principal principal, Set<String> groups, Outbound outbound) {
        SessionInfo info = new SessionInfo(
                new SessionId(numbers.incrementAndGet()),
                principal.account(),
                signIn.device(),
                signIn.platform(),
                signIn.protocol(),
                System.currentTimeMillis());
        ConnectedSession session =
                new ConnectedSession(parts, info, rights(signIn.device(), principal, groups), outbound);
        return new WillRights(session.caller(), session.rights())
                .require(signIn)
                .compose(allowed -> enter(session, signIn, principal, outbound));
    }

    private Future<Session> enter(ConnectedSession session, SignIn signIn, Principal principal, Outbound outbound) {
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
                        .open(session.info(), signIn.durable(), outbound)
                        .onFailure(refused -> session.close()))
                .map(durable -> entered(session, home, principal, durable));
    }

    private Rights rights(DeviceId device, Principal principal, Set<String> groups) {
        String named = device == null ? null : device.value();
        return parts.access()
                .of(
                        new Subject(principal.account(), named, principal.guest(), principal.roles(), groups),
                        principal.rules());
    }

    /** Where only the answer was lost it was let in all the same. */
    private void forget(ConnectedSession session, Home home) {
        parts.live().remove(session);
        parts.bus().tell(Address.SESSIONS, home, new Leave(session));
    }

    private Session entered(ConnectedSession session, Home home, Principal principal, Optional<DurableDesk> durable) {
        durable.ifPresent(session::outlivedBy);
        session.registration().entered(principal.expiresAt(), principal.epoch());
        if (!home.equals(parts.placement().of(session.info().account()))) {
            session.homesMoved();
        }
        return session;
    }
}
