package io.rialto.adapter.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.Fanout;
import io.rialto.adapter.Loops;
import io.rialto.adapter.ManagementMount;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import io.rialto.config.Secret;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.office.AccountOffice;
import io.rialto.contract.office.AccountState;
import io.rialto.contract.office.Announced;
import io.rialto.contract.office.BlockedAccounts;
import io.rialto.contract.office.MessageOffice;
import io.rialto.contract.office.OnlineEvent;
import io.rialto.contract.office.OnlinePlace;
import io.rialto.contract.office.OnlineSessions;
import io.rialto.contract.office.SessionOffice;
import io.rialto.contract.office.Viewers;
import io.rialto.contract.session.AccountAdmin;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.session.SignIn;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A management port on loopback, with core faked: nobody is called nobody, the last request is remembered. */
final class TestOffice implements AccountAdmin, AccountOffice, SessionOffice, MessageOffice, AutoCloseable {
    static final String SECRET = "s3cret";
    static final String OBSERVER = "only-looking";

    private final Vertx vertx = Vertx.vertx();
    private final FakeSessions sessions = new FakeSessions(new Fanout(new Loops(1, Duration.ZERO)));
    private final AtomicReference<String> problem = new AtomicReference<>();
    private final AtomicReference<String> asked = new AtomicReference<>();
    private final FakeClients clients = new FakeClients();
    private final List<Consumer<OnlineEvent>> watchers = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Management management;
    private final ManagementVerticle verticle;

    TestOffice(ManagementMount... mounts) {
        this(List.of(), mounts);
    }

    TestOffice(List<String> settings, ManagementMount... mounts) {
        List<String> all = new ArrayList<>(settings);
        all.add("management.port=0");
        all.add("admin.accounts=ann:administrator:also-everything,bob:observer:" + OBSERVER);
        RialtoConfig config = ConfigReader.read(Optional.empty(), Map.of(), all);
        management = new Management(
                config.management(),
                new Management.People(new Secret(SECRET), config.admin().accounts()),
                new Management.Desks(
                        this,
                        this,
                        this,
                        this,
                        clients,
                        new Doors(sessions, new Loops(1, Duration.ZERO), config),
                        new DoorMetrics(meters, "management")),
                new Management.Sight(
                        () -> Optional.ofNullable(problem.get()), () -> "rialto_up 1\n", () -> "{\"node\":\"node-0\"}"),
                List.of(mounts));
        verticle = new ManagementVerticle(management);
        TestServer.await(vertx.deployVerticle(verticle));
    }

    Management management() {
        return management;
    }

    FakeSessions sessions() {
        return sessions;
    }

    /** What the port's router answers, by method and path. */
    Set<String> routed() {
        return verticle.routed();
    }

    String base() {
        return "http://127.0.0.1:" + verticle.port();
    }

    Rest with(String secret) {
        return new Rest(base(), secret);
    }

    void problem(String text) {
        problem.set(text);
    }

    /** What was asked for last; null where nothing was. */
    String asked() {
        return asked.get();
    }

    /** How many were dropped for this reason. */
    double dropped(String reason) {
        return meters.get("rialto.dropped").tag("reason", reason).counter().count();
    }

    /** The clients it shows. */
    FakeClients clients() {
        return clients;
    }

    @Override
    public void close() {
        TestServer.await(vertx.close());
    }

    @Override
    public Future<AccountId> create(AccountId id, String login, String password) {
        if ("taken".equals(login)) {
            return Future.failedFuture(new GatewayException(ErrorCode.ALREADY, "this login is taken"));
        }
        return noted(id + " " + login + " " + password, id);
    }

    @Override
    public Future<String> issueToken(AccountId account, Duration ttl) {
        return noted(account + " " + ttl, "t-" + account);
    }

    @Override
    public Future<Long> issueTicket(AccountId account, Duration ttl) {
        return noted("ticket of " + account, 7L);
    }

    @Override
    public Future<AccountId> byLogin(String login) {
        return noted("login " + login, new AccountId(login));
    }

    @Override
    public Future<AccountState> state(AccountId account) {
        return known(account, new AccountState(account, 5, true, false, 0));
    }

    @Override
    public Future<Void> setPassword(AccountId account, String password) {
        asked.set(account + " password " + password);
        return known(account, null);
    }

    @Override
    public Future<Void> signOut(AccountId account) {
        asked.set(account + " signed out");
        return known(account, null);
    }

    @Override
    public Future<Void> block(AccountId account, long until) {
        asked.set(account + " blocked " + (until == Long.MAX_VALUE ? "for good" : "for a while"));
        return known(account, null);
    }

    @Override
    public Future<Void> unblock(AccountId account) {
        asked.set(account + " unblocked");
        return known(account, null);
    }

    @Override
    public Future<BlockedAccounts> blocked(AccountId after, int limit) {
        return noted(
                "blocked after " + after + " limit " + limit,
                new BlockedAccounts(
                        List.of(
                                new BlockedAccounts.Entry(new AccountId("carol"), 9),
                                new BlockedAccounts.Entry(new AccountId("dave"), Long.MAX_VALUE)),
                        true));
    }

    @Override
    public Future<OnlineSessions> online(OnlinePlace after, int limit) {
        SessionInfo session =
                new SessionInfo(new SessionId(17), new AccountId("bob"), new DeviceId("phone"), "mobile", "mqtt", 3);
        return noted("online after " + after + " limit " + limit, new OnlineSessions(List.of(session), true));
    }

    @Override
    public Future<Session> actFor(AccountId account, Outbound outbound) {
        SignIn signIn = new SignIn(new Credentials.Token(account.value()), null, "server", "operator", false);
        return known(account, null).compose(there -> sessions.open(signIn, outbound));
    }

    @Override
    public Future<Viewers> view(AccountId account, SessionId session, Viewing viewing) {
        GatewayException full = new GatewayException(ErrorCode.LIMIT_REACHED, "it sees too many");
        Viewers.Viewer refused = new Viewers.Viewer(new SessionId(18), "thrift", full.code(), full.getMessage());
        Viewers.Viewer done = new Viewers.Viewer(new SessionId(17), "websocket", null, null);
        return noted(
                account + " " + session + " " + viewing,
                new Viewers(account.value().equals("full") ? List.of(refused) : List.of(done, refused)));
    }

    @Override
    public Runnable watch(Consumer<OnlineEvent> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Who is told of what happens. */
    List<Consumer<OnlineEvent>> watchers() {
        return watchers;
    }

    /** Something happens. */
    void happened(OnlineEvent event) {
        watchers.forEach(watcher -> watcher.accept(event));
    }

    @Override
    public Future<Announced> announce(Set<AccountId> accounts, Set<RoomId> groups, Content content, String key) {
        return noted(
                accounts + " " + groups + " " + content.asText().orElse("?") + " " + key,
                new Announced(accounts.size(), List.of(new AccountId("nobody"))));
    }

    @Override
    public Future<InboxPage> inbox(AccountId account, long after, int limit, int maxBytes) {
        return known(account, new InboxPage(after + 1, after, List.of(), after));
    }

    @Override
    public Future<Void> acknowledge(AccountId account, DeviceId device, long iseq) {
        asked.set(account + " " + device + " acknowledged " + iseq);
        return known(account, null);
    }

    /** A mount that answers what it was sent. */
    static ManagementMount echo(String path, boolean reads) {
        return new ManagementMount(
                path,
                "Says what it heard.",
                reads,
                (form, body) -> Future.succeededFuture(
                        Buffer.buffer("{\"form\":" + form + ",\"bytes\":" + body.length() + "}")));
    }

    private <T> Future<T> noted(String what, T answer) {
        asked.set(what);
        return Future.succeededFuture(answer);
    }

    private static <T> Future<T> known(AccountId account, T answer) {
        return account.value().equals("nobody")
                ? Future.failedFuture(new GatewayException(ErrorCode.NOT_FOUND, "there is no account nobody"))
                : Future.succeededFuture(answer);
    }
}
