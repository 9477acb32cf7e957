package io.rialto.testing;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.access.Denials;
import io.rialto.account.Accounts;
import io.rialto.account.AuthenticatorChain;
import io.rialto.account.CurrentAccounts;
import io.rialto.account.Guests;
import io.rialto.account.OwnTokens;
import io.rialto.account.Passwords;
import io.rialto.account.ScramSignIn;
import io.rialto.account.Secrets;
import io.rialto.account.SignOuts;
import io.rialto.account.StoredPasswords;
import io.rialto.account.Tickets;
import io.rialto.account.Tokens;
import io.rialto.bus.Bus;
import io.rialto.bus.Neighbours;
import io.rialto.bus.Nobody;
import io.rialto.bus.TalkLimits;
import io.rialto.bus.Terms;
import io.rialto.bus.Tidings;
import io.rialto.channel.ChannelParts;
import io.rialto.channel.ChannelVerticle;
import io.rialto.channel.ServerPublisher;
import io.rialto.channel.Uplinks;
import io.rialto.channel.UploadPost;
import io.rialto.cluster.Home;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.cluster.local.LocalPlacement;
import io.rialto.contact.ContactLimits;
import io.rialto.contact.ContactVerticle;
import io.rialto.contact.Contacts;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.DurableWish;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SignIn;
import io.rialto.durable.CursorJournal;
import io.rialto.durable.DurableFigures;
import io.rialto.durable.DurableSessions;
import io.rialto.durable.DurableSweep;
import io.rialto.durable.QueueJournal;
import io.rialto.durable.QueueParts;
import io.rialto.message.MessageIds;
import io.rialto.message.MessageParts;
import io.rialto.message.MessageVerticle;
import io.rialto.node.Words;
import io.rialto.office.ClientDesk;
import io.rialto.office.ClusterClients;
import io.rialto.office.OfficeVerticle;
import io.rialto.office.Offices;
import io.rialto.post.LiveSessions;
import io.rialto.post.LocalSeat;
import io.rialto.post.Postman;
import io.rialto.post.Registry;
import io.rialto.presence.OnlineNews;
import io.rialto.presence.PresenceVerticle;
import io.rialto.retained.RetainedHint;
import io.rialto.retained.RetainedParts;
import io.rialto.room.GroupLimits;
import io.rialto.room.Groups;
import io.rialto.room.RoomVerticle;
import io.rialto.session.CoreSessions;
import io.rialto.session.SessionParts;
import io.rialto.session.SessionVerticle;
import io.rialto.session.sync.SyncTimers;
import io.rialto.share.ShareFigures;
import io.rialto.share.ShareParts;
import io.rialto.share.SharePost;
import io.rialto.share.ShareReports;
import io.rialto.share.ShareTimes;
import io.rialto.share.ShareVerticle;
import io.rialto.spread.ClusterSpread;
import io.rialto.spread.LocalSpread;
import io.rialto.spread.Spread;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.ProfileBounds;
import io.rialto.storage.sqlite.SqliteOptions;
import io.rialto.storage.sqlite.SqliteStorage;
import io.rialto.stream.Edge;
import io.rialto.stream.Edges;
import io.rialto.stream.Repetitions;
import io.rialto.stream.RoomsByRelay;
import io.rialto.stream.StreamParts;
import io.rialto.stream.StreamVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A node without doors: real Vert.x, real verticles, a real store behind gates, a fake fan-out. */
public final class House implements AutoCloseable {
    private static final Duration DAY = Duration.ofHours(24);

    private final Grounds grounds;
    private final Vertx vertx;
    private final Plan plan;
    private final GatedStorage storage;
    private final FakeFanout fanout;
    private final Placement placement;
    private final Bus bus;
    private final Neighbours neighbours;
    private final Postman postman;
    private final UploadPost post;
    private final Terms terms;
    private final Edge edge;
    private final Edges edges;
    private final Spread spread;
    private final Tidings tidings;
    private final OnlineNews news;
    private final ClientDesk clientsHere = new ClientDesk(10_000);
    private final MessageIds bodies;
    private final LiveSessions live = new LiveSessions();
    private final Registry registry = new Registry();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Denials denials = new Denials(meters);
    private final CursorJournal cursors;
    private final QueueJournal acknowledged;
    private final DurableSessions durable;
    private final Street street;
    private final String sweep;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Accounts accounts;
    private final Uplinks uplinks;
    private final CoreSessions sessions;
    private final SharePost shares;
    private final AtomicLong holders;
    private final List<String> deployed = new ArrayList<>();
    private final ShareReports reports;
    private final SimpleMeterRegistry shareMeters = new SimpleMeterRegistry();
    private final SimpleMeterRegistry newsMeters = new SimpleMeterRegistry();
    private final ShareFigures shareFigures = new ShareFigures(shareMeters);

    /** What several nodes stand on together. */
    record Grounds(Vertx vertx, GatedStorage storage) {
        static Grounds open(Path directory, int loops) {
            Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
            SqliteOptions options = new SqliteOptions(directory.resolve("r.db"), 256, 10_000, 1);
            return new Grounds(vertx, new GatedStorage(vertx, Await.await(SqliteStorage.open(vertx, options))));
        }

        void close() {
            List.of(
                            "log.append",
                            "accounts.byId",
                            "rooms.members",
                            "retained.write",
                            "inbox.open",
                            "inbox.move",
                            "sessions.append",
                            "sessions.close",
                            "sessions.changes")
                    .forEach(operation -> storage.gate(operation).open());
            List.copyOf(vertx.deploymentIDs()).forEach(id -> Await.await(vertx.undeploy(id)));
            Await.await(storage.close());
            Await.await(vertx.close());
        }
    }

    /** Where a node stands among others. */
    record Street(Neighbours neighbours, Placement placement, Supplier<List<Member>> members, long boot) {}

    private House(Grounds grounds, Street street, Plan plan) {
        this.grounds = grounds;
        this.plan = plan;
        this.street = street;
        this.neighbours = street.neighbours();
        this.placement = street.placement();
        vertx = grounds.vertx();
        bodies = new MessageIds(plan.node * 8, System::currentTimeMillis);
        storage = grounds.storage();
        fanout = new FakeFanout(vertx);
        bus = new Bus(vertx, neighbours, TalkLimits.DEFAULT);
        postman = new Postman(vertx, registry, live, placement, neighbours);
        cursors = new CursorJournal(vertx, storage.inbox());
        passwords = new Passwords(vertx, 1, 100, 4096);
        tokens = new Tokens(vertx, "a secret of this test");
        Tickets tickets = new Tickets(bus, placement);
        accounts = new Accounts(
                storage.accounts(),
                passwords,
                tokens,
                tickets,
                new SignOuts(bus, placement),
                new Secrets("installation"),
                DAY);
        news = new OnlineNews(neighbours);
        news.meter(newsMeters);
        post = new UploadPost(vertx, bus, neighbours);
        acknowledged = new QueueJournal(vertx, storage.sessions(), cursors);
        durable = new DurableSessions(
                vertx,
                neighbours,
                storage.sessions(),
                acknowledged,
                new ServerPublisher(vertx, post, placement),
                TalkLimits.DEFAULT);
        terms = new Terms(
                vertx, street.boot(), () -> storage.boots().nextBoot().map(number -> number + 1000), street.members());
        edge = new Edge(fanout, new Repetitions(1000));
        edges = new Edges(edge, bus, placement, neighbours);
        uplinks = new Uplinks(post, placement, plan.uplinkLimit);
        RetainedHint hint = new RetainedHint(false, neighbours);
        spread = neighbours instanceof Nobody
                ? new LocalSpread(fanout)
                : new ClusterSpread(vertx, fanout, placement, neighbours, TalkLimits.DEFAULT);
        holders = ShareParts.holders(street.boot());
        shares = new SharePost(bus, placement, neighbours, live, postman);
        reports = new ShareReports(bus);
        tidings = new Tidings(bus, placement, neighbours);
        Words.hearForSessions(neighbours, live);
        sessions = new CoreSessions(
                new CurrentAccounts(
                        new AuthenticatorChain(List.of(
                                new OwnTokens(tokens, tickets),
                                new ScramSignIn(accounts, new Secrets("installation"), 4096),
                                new StoredPasswords(accounts, passwords, Duration.ofMinutes(10)),
                                new Guests(new Secrets("installation"), street.boot()))),
                        storage.accounts()),
                new SessionParts(
                        vertx,
                        bus,
                        neighbours,
                        placement,
                        storage,
                        plan.access,
                        denials,
                        edge,
                        spread,
                        cursors,
                        live,
                        postman,
                        accounts,
                        durable,
                        queues(new SimpleMeterRegistry()),
                        plan.maxBytes,
                        new ProfileBounds(4, 100),
                        uplinks,
                        reports,
                        new RetainedParts(bus, placement, spread, storage.retained(), hint, 1000),
                        SyncTimers.DEFAULT,
                        street.boot()),
                news);
        placement.here().forEach(home -> deploy(home, hint));
        deploy(new OfficeVerticle(bus, neighbours.self(), live, clientsHere));
        Await.await(durable.load());
        sweep = Await.await(vertx.deployVerticle(new DurableSweep(durable, placement, this::boots, plan.sweepMillis)));
    }

    private List<Long> boots() {
        List<Long> boots = new ArrayList<>();
        boots.add(street.boot());
        street.members().get().forEach(member -> boots.add(member.boot()));
        return boots;
    }

    /** The members have changed. */
    void homesMoved() {
        terms.look();
        if (spread instanceof ClusterSpread cluster) {
            cluster.homesMoved();
        }
        durable.homesMoved();
        tidings.homesMoved();
        live.all().forEach(LocalSeat::homesMoved);
    }

    /** A node among others. */
    static House among(Grounds grounds, Street street, Plan plan) {
        return new House(grounds, street, plan);
    }

    private static House alone(Path directory, Plan plan) {
        Grounds grounds = Grounds.open(directory, plan.loops);
        NodeId self = new NodeId("test");
        return new House(
                grounds, new Street(new Nobody(self), new LocalPlacement(self, plan.loops), List::of, 1), plan);
    }

    public static House open(Path directory) {
        return alone(directory, Plan.standard());
    }

    public static House open(Path directory, Plan plan) {
        return alone(directory, plan);
    }

    public Vertx vertx() {
        return vertx;
    }

    public GatedStorage storage() {
        return storage;
    }

    public FakeFanout fanout() {
        return fanout;
    }

    public Placement placement() {
        return placement;
    }

    public Bus bus() {
        return bus;
    }

    public LiveSessions live() {
        return live;
    }

    public CursorJournal cursors() {
        return cursors;
    }

    public DurableSessions durable() {
        return durable;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Uplinks uplinks() {
        return uplinks;
    }

    /** Makes accounts that sign in by token. */
    public void accounts(String... ids) {
        Arrays.stream(ids)
                .map(id -> storage.accounts().create(new AccountRecord(new AccountId(id), null, null, 0)))
                .toList()
                .forEach(Await::await);
    }

    /** Signs an account in on a device, on a connection of its own. */
    public Client signIn(String account, String device) {
        return signIn(account, device, new FakeDoor());
    }

    public Client signIn(String account, String device, FakeDoor door) {
        return Await.await(open(bearer(account, device, "web", Duration.ofHours(1)), door));
    }

    /** A guest on a device. */
    public Client guest(String device) {
        return Await.await(open(
                new SignIn(new Credentials.Anonymous(), new DeviceId(device), "web", "test", true), new FakeDoor()));
    }

    /** A request with a token of this account. */
    public SignIn bearer(String account, String device, String platform, Duration ttl) {
        String token = tokens.issue(new AccountId(account), ttl);
        DeviceId id = device == null ? null : new DeviceId(device);
        return new SignIn(new Credentials.Token(token), id, platform, "test", true);
    }

    /** A request of this account for a session that outlives its connection. */
    public SignIn durably(String account, String device, DurableWish wish) {
        SignIn plain = bearer(account, device, "iot", Duration.ofHours(1));
        return new SignIn(plain.credentials(), plain.device(), plain.platform(), plain.protocol(), true, wish);
    }

    /** Opens a session on a new context. */
    public Future<Client> open(SignIn signIn, FakeDoor door) {
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        Promise<Client> client = Promise.promise();
        context.runOnContext(now -> sessions.open(signIn, door)
                .map(session -> welcome(context, door, session))
                .onComplete(client));
        return client.future();
    }

    /** What the sessions of this node count. */
    public MeterRegistry meters() {
        return meters;
    }

    public CoreSessions sessions() {
        return sessions;
    }

    /** A session in the name of an account, on a new context. */
    public Future<Client> actFor(AccountId account) {
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        FakeDoor door = new FakeDoor();
        Promise<Client> client = Promise.promise();
        context.runOnContext(now -> sessions.actFor(account, door)
                .map(session -> welcome(context, door, session))
                .onComplete(client));
        return client.future();
    }

    public Registry registry() {
        return registry;
    }

    /** The edge of this node hears runs of a stream room, as if a relay had sent them. */
    public void edgeHears(Run run) {
        edge.hear(run);
    }

    /** A figure of the share groups: what was counted of it so far. */
    public double shares(String meter) {
        return shareMeters.get(meter).meters().stream()
                .mapToDouble(one -> one.measure().iterator().next().getValue())
                .sum();
    }

    /** Events of who comes online and goes that no link took. */
    public double newsDropped() {
        return newsMeters.get("rialto.dropped").functionCounter().count();
    }

    /** How many messages of share groups were dropped for this reason. */
    public double sharesLost(String reason) {
        return shareMeters
                .get("rialto.dropped")
                .tag("reason", reason)
                .functionCounter()
                .count();
    }

    /** The clients of this node's doors; what its operators see of all nodes, each of which is waited for for so long. */
    public ClientOffice clients(ClientOffice here, long patienceMillis) {
        clientsHere.open(here);
        return new ClusterClients(new Offices(bus, neighbours), patienceMillis);
    }

    /** How many durable sessions have no connection, have expired. */
    public DurableFigures durableFigures() {
        return durable.figures();
    }

    public Edges edges() {
        return edges;
    }

    @Override
    public void close() {
        stop();
        grounds.close();
    }

    /** The node stops in order, as the gateway does; its store is closed behind that. */
    public void stopInOrder() {
        leave();
        grounds.close();
    }

    /** As the gateway does: doors, then core; the store is that of others as well. */
    void leave() {
        stop();
        live.all().forEach(LocalSeat::end);
        await().until(() -> live.all().isEmpty());
        Await.await(reports.settle());
        Await.await(Future.join(deployed.stream().map(vertx::undeploy).toList()));
        Await.await(acknowledged.settle());
        Await.await(cursors.flush());
    }

    void stop() {
        Await.await(vertx.undeploy(sweep));
        passwords.close();
    }

    private static Client welcome(ContextInternal context, FakeDoor door, Session session) {
        door.opened(session);
        return new Client(context, door, session);
    }

    private void deploy(Home home, RetainedHint hint) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        MessageParts messages = new MessageParts(
                storage,
                postman,
                spread,
                placement,
                new MessageIds(plan.node * 8 + home.shard(), System::currentTimeMillis),
                this.meters,
                plan.direct,
                plan.maxBytes,
                plan.batchMax,
                plan.waiting(),
                plan.audienceMillis,
                plan.recallMillis);
        ChannelParts channels = new ChannelParts(
                spread,
                placement,
                storage.retained(),
                hint,
                meters,
                terms,
                queues(meters),
                plan.maxKnown,
                plan.retainedDelayMillis);
        if (plan.messages) {
            deploy(new MessageVerticle(bus, home, messages));
        }
        if (plan.channels) {
            deploy(new ChannelVerticle(bus, home, channels));
        }
        if (plan.relays) {
            deploy(new StreamVerticle(
                    bus,
                    home,
                    new StreamParts(
                            placement,
                            neighbours,
                            edges,
                            post,
                            terms,
                            TalkLimits.DEFAULT,
                            new RoomsByRelay(),
                            meters,
                            plan.streams)));
        }
        deploy(new RoomVerticle(
                bus,
                home,
                new Groups(
                        storage,
                        bus,
                        placement,
                        postman,
                        new GroupLimits(plan.maxMembers, 2, 2, 2, 2, 50),
                        new ProfileBounds(4, 100))));
        deploy(new ContactVerticle(
                bus, home, new Contacts(storage, bus, placement, new ContactLimits(plan.maxContacts, 100))));
        deploy(new SessionVerticle(bus, home, placement, registry, plan.policy));
        deploy(new ShareVerticle(
                bus,
                home,
                new ShareParts(
                        spread, placement, shares, durable, holders, shareFigures, plan.shares, ShareTimes.DEFAULT)));
        if (plan.presence) {
            deploy(new PresenceVerticle(bus, home, placement, news));
        }
    }

    private QueueParts queues(SimpleMeterRegistry meters) {
        return new QueueParts(durable, postman, bodies, plan.queue, plan.batchMax, plan.waiting(), meters);
    }

    private void deploy(VerticleBase verticle) {
        deployed.add(Await.await(vertx.deployVerticle(verticle)));
    }
}
