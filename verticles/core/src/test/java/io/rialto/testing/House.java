package io.rialto.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.account.Accounts;
import io.rialto.account.Authenticator;
import io.rialto.account.Passwords;
import io.rialto.account.Secrets;
import io.rialto.account.Tokens;
import io.rialto.bus.Bus;
import io.rialto.channel.ChannelParts;
import io.rialto.channel.ChannelVerticle;
import io.rialto.channel.RetainedHint;
import io.rialto.channel.Uplinks;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.cluster.local.LocalPlacement;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SignIn;
import io.rialto.message.MessageIds;
import io.rialto.message.MessageParts;
import io.rialto.message.MessageVerticle;
import io.rialto.presence.PresenceVerticle;
import io.rialto.room.Groups;
import io.rialto.room.RoomVerticle;
import io.rialto.session.CoreSessions;
import io.rialto.session.CursorJournal;
import io.rialto.session.LiveSessions;
import io.rialto.session.SessionParts;
import io.rialto.session.SessionVerticle;
import io.rialto.session.sync.SyncTimers;
import io.rialto.storage.AccountRecord;
import io.rialto.storage.sqlite.SqliteOptions;
import io.rialto.storage.sqlite.SqliteStorage;
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
import java.util.Arrays;
import java.util.List;

/** A node without doors: real Vert.x, real verticles, a real store behind gates, a fake fan-out. */
public final class House implements AutoCloseable {
    private static final Duration DAY = Duration.ofHours(24);

    private final Vertx vertx;
    private final Plan plan;
    private final GatedStorage storage;
    private final FakeFanout fanout;
    private final Placement placement;
    private final Bus bus;
    private final LiveSessions live = new LiveSessions();
    private final CursorJournal cursors;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Accounts accounts;
    private final Uplinks uplinks;
    private final CoreSessions sessions;

    private House(Path directory, Plan plan) {
        this.plan = plan;
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(plan.loops));
        storage = new GatedStorage(
                vertx,
                Await.await(SqliteStorage.open(vertx, new SqliteOptions(directory.resolve("r.db"), 256, 10_000, 1))));
        fanout = new FakeFanout(vertx);
        placement = new LocalPlacement(new NodeId("test"), plan.loops);
        bus = new Bus(vertx);
        cursors = new CursorJournal(vertx, storage.inbox());
        passwords = new Passwords(vertx, 1, 100);
        tokens = new Tokens(vertx, "a secret of this test");
        accounts = new Accounts(storage.accounts(), passwords, tokens, new Secrets("installation"), DAY);
        uplinks = new Uplinks(bus, placement, plan.uplinkLimit);
        RetainedHint hint = new RetainedHint(false);
        sessions = new CoreSessions(
                new Authenticator(storage.accounts(), accounts, passwords, tokens, Duration.ofMinutes(10)),
                new SessionParts(
                        vertx, bus, placement, storage, fanout, cursors, live, uplinks, hint, SyncTimers.DEFAULT));
        placement.all().forEach(home -> deploy(home, hint));
    }

    public static House open(Path directory) {
        return new House(directory, Plan.standard());
    }

    public static House open(Path directory, Plan plan) {
        return new House(directory, plan);
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

    /** Opens a session on a new context. */
    public Future<Client> open(SignIn signIn, FakeDoor door) {
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        Promise<Client> client = Promise.promise();
        context.runOnContext(now -> sessions.open(signIn, door)
                .map(session -> welcome(context, door, session))
                .onComplete(client));
        return client.future();
    }

    @Override
    public void close() {
        List.of("log.append", "accounts.byId", "rooms.members", "retained.write", "inbox.open", "inbox.move")
                .forEach(operation -> storage.gate(operation).open());
        List.copyOf(vertx.deploymentIDs()).forEach(id -> Await.await(vertx.undeploy(id)));
        passwords.close();
        Await.await(storage.close());
        Await.await(vertx.close());
    }

    private static Client welcome(ContextInternal context, FakeDoor door, Session session) {
        door.opened(session);
        return new Client(context, door, session);
    }

    private void deploy(Home home, RetainedHint hint) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        MessageParts messages = new MessageParts(
                storage,
                live,
                fanout,
                new MessageIds(home.shard(), System::currentTimeMillis),
                meters,
                plan.maxBytes,
                plan.batchMax,
                plan.queueMax);
        ChannelParts channels =
                new ChannelParts(fanout, storage.retained(), hint, meters, 1, plan.maxKnown, plan.retainedDelayMillis);
        deploy(new MessageVerticle(bus, home, messages));
        if (plan.channels) {
            deploy(new ChannelVerticle(bus, home, channels));
        }
        deploy(new StreamVerticle(bus, home, new StreamParts(fanout, meters, 1, plan.streams)));
        deploy(new RoomVerticle(bus, home, new Groups(storage, bus, placement, live, plan.maxMembers)));
        deploy(new SessionVerticle(bus, home, live, plan.policy));
        if (plan.presence) {
            deploy(new PresenceVerticle(bus, home));
        }
    }

    private void deploy(VerticleBase verticle) {
        Await.await(vertx.deployVerticle(verticle));
    }
}
