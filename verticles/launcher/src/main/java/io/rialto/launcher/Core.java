package io.rialto.launcher;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.access.Denials;
import io.rialto.account.Accounts;
import io.rialto.account.AnyAccounts;
import io.rialto.account.AnyName;
import io.rialto.account.CurrentAccounts;
import io.rialto.account.Gatekeeper;
import io.rialto.account.Guests;
import io.rialto.account.OwnTokens;
import io.rialto.account.PasswordChange;
import io.rialto.account.Passwords;
import io.rialto.account.Principal;
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
import io.rialto.channel.RetainedHint;
import io.rialto.channel.RetainedParts;
import io.rialto.channel.RetainedSweep;
import io.rialto.channel.ServerPublisher;
import io.rialto.channel.Uplinks;
import io.rialto.channel.UploadPost;
import io.rialto.cluster.Home;
import io.rialto.cluster.Placement;
import io.rialto.config.AccountsConfig;
import io.rialto.config.RialtoConfig;
import io.rialto.contact.ContactVerticle;
import io.rialto.contact.Contacts;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.AccountOffice;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.MessageOffice;
import io.rialto.contract.session.AccountAdmin;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.rialto.durable.CursorJournal;
import io.rialto.durable.DurableFigures;
import io.rialto.durable.DurableSessions;
import io.rialto.durable.DurableSweep;
import io.rialto.durable.QueueJournal;
import io.rialto.durable.QueueParts;
import io.rialto.message.Announcements;
import io.rialto.message.MessageIds;
import io.rialto.message.MessageParts;
import io.rialto.message.MessageVerticle;
import io.rialto.node.Words;
import io.rialto.office.ClientDesk;
import io.rialto.office.ClusterClients;
import io.rialto.office.OfficeVerticle;
import io.rialto.office.Offices;
import io.rialto.post.Postman;
import io.rialto.presence.OnlineNews;
import io.rialto.presence.PresenceVerticle;
import io.rialto.room.Groups;
import io.rialto.room.RoomVerticle;
import io.rialto.session.ConnectedSession;
import io.rialto.session.CoreSessions;
import io.rialto.session.LiveSessions;
import io.rialto.session.Registry;
import io.rialto.session.SessionParts;
import io.rialto.session.SessionPolicy;
import io.rialto.session.SessionVerticle;
import io.rialto.session.sync.SyncTimers;
import io.rialto.share.ShareFigures;
import io.rialto.share.ShareParts;
import io.rialto.share.SharePost;
import io.rialto.share.ShareReports;
import io.rialto.share.ShareVerticle;
import io.rialto.spread.ClusterSpread;
import io.rialto.spread.LocalSpread;
import io.rialto.spread.Spread;
import io.rialto.storage.Storage;
import io.rialto.storage.StoredMessages;
import io.rialto.stream.Edge;
import io.rialto.stream.Edges;
import io.rialto.stream.Repetitions;
import io.rialto.stream.RoomsByRelay;
import io.rialto.stream.StreamParts;
import io.rialto.stream.StreamVerticle;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The middle of the house, assembled: the verticles of every shard, what doors get of them. */
final class Core {
    private static final Duration RETAINED_SWEEP = Duration.ofMinutes(1);

    /**
     * What is there before core: the world it runs in.
     *
     * @param boot the number of this start of the node, unique in the cluster
     */
    record World(
            Vertx vertx,
            RialtoConfig config,
            Storage storage,
            LocalFanout fanout,
            Surroundings surroundings,
            long boot,
            MeterRegistry meters) {
        Placement placement() {
            return surroundings.placement();
        }

        Neighbours neighbours() {
            return surroundings.neighbours();
        }
    }

    private final World world;
    private final CoreLimits limits;
    private final TalkLimits talk;
    private final Bus bus;
    private final LiveSessions live = new LiveSessions();
    private final Registry registry = new Registry();
    private final Postman postman;
    private final UploadPost post;
    private final Terms terms;
    private final Spread spread;
    private final Edge edge;
    private final StreamParts streams;
    private final RoomsByRelay rooms = new RoomsByRelay();
    private final Tidings tidings;
    private final SharePost shares;
    private final ShareReports reports;
    private final CursorJournal cursors;
    private final QueueJournal acknowledged;
    private final DurableSessions durable;
    private final RetainedSweep retained;
    private final OnlineNews news;
    private final ClientDesk clientsHere;
    private final Passwords passwords;
    private final List<String> deployed = new ArrayList<>();
    private AccountAdmin accounts;
    private AccountOffice office;
    private Gatekeeper gate;
    private CoreSessions sessions;

    Core(World world) {
        this.world = world;
        this.limits = new CoreLimits(world.config());
        this.talk = CoreLimits.talk(world.config().cluster().talk());
        this.bus = new Bus(world.vertx(), world.neighbours(), talk);
        this.postman = new Postman(world.vertx(), registry, live, world.placement(), world.neighbours());
        this.post = new UploadPost(world.vertx(), bus, world.neighbours());
        this.clientsHere = new ClientDesk(world.config().management().answerBytes());
        this.news = new OnlineNews(world.neighbours());
        this.terms = new Terms(
                world.vertx(), world.boot(), world.storage().boots()::nextBoot, world.surroundings()::members);
        this.spread = world.neighbours() instanceof Nobody
                ? new LocalSpread(world.fanout())
                : new ClusterSpread(world.vertx(), world.fanout(), world.placement(), world.neighbours(), talk);
        if (spread instanceof ClusterSpread cluster) {
            cluster.meter(world.meters());
            bus.meter(world.meters());
            postman.meter(world.meters());
            news.meter(world.meters());
        }
        this.edge = new Edge(
                world.fanout(), new Repetitions(world.config().streams().rememberedPublishers()));
        this.streams = streamParts();
        this.shares = new SharePost(bus, world.placement(), world.neighbours(), live, postman);
        this.reports = new ShareReports(bus);
        this.tidings = new Tidings(bus, world.placement(), world.neighbours());
        this.cursors = new CursorJournal(world.vertx(), world.storage().inbox());
        this.acknowledged = new QueueJournal(world.vertx(), world.storage().sessions(), cursors);
        this.durable = new DurableSessions(
                world.vertx(),
                world.neighbours(),
                world.storage().sessions(),
                acknowledged,
                new ServerPublisher(world.vertx(), post, world.placement()),
                talk);
        Gauge.builder("rialto.sessions.durable", durable.table(), table -> (double) table.size())
                .description("durable sessions of the whole cluster, connected or not")
                .register(world.meters());
        this.retained = new RetainedSweep(
                world.storage().retained(),
                () -> world.storage().sessions().stored(),
                RETAINED_SWEEP,
                world.config().channels().retainedMemory());
        this.passwords = new Passwords(
                world.vertx(),
                world.config().accounts().hashThreads(),
                world.config().accounts().hashQueue(),
                world.config().accounts().makesScramKeys()
                        ? world.config().accounts().scramIterations()
                        : 0);
        Words.hearForSessions(world.neighbours(), live);
    }

    /**
     * The members have changed: what is served where is looked at again, every session says again that it is here. What a
     * node served that is gone goes on in later epochs only.
     */
    void homesMoved() {
        terms.look();
        if (spread instanceof ClusterSpread cluster) {
            cluster.homesMoved();
        }
        durable.homesMoved();
        tidings.homesMoved();
        live.all().forEach(ConnectedSession::homesMoved);
    }

    /** The stream rooms this node knows of, by the nodes of their relays. */
    RoomsByRelay rooms() {
        return rooms;
    }

    /** The accounts, for the management port. */
    AccountAdmin accounts() {
        return accounts;
    }

    /** What operators do to accounts. */
    AccountOffice office() {
        return office;
    }

    /** Whose login name and password these are; {@code unauthenticated} where they are nobody's. */
    Future<AccountId> whoseIs(String login, String password) {
        return gate.authenticate(new SignIn(new Credentials.Password(login, password), null, "", "operator", false))
                .map(Principal::account);
    }

    /** What operators say. */
    MessageOffice messages() {
        return new Announcements(
                bus,
                world.placement(),
                world.storage(),
                world.config().messages().maxBytes());
    }

    /** The sessions, for the doors. */
    CoreSessions sessions() {
        return sessions;
    }

    /** The clients of all nodes; those of this one are the ones given. */
    ClientOffice clients(ClientOffice here) {
        clientsHere.open(here);
        return new ClusterClients(
                new Offices(bus, world.neighbours()),
                world.config().management().answerTimeout().toMillis());
    }

    /** How many topics have a retained value; counted now and then. */
    long retained() {
        return retained.values();
    }

    /** What is stored of messages, in queues and as retained values, where that was counted. */
    StoredMessages stored() {
        return retained.stored();
    }

    /** How many durable sessions have no connection, have expired. */
    DurableFigures durable() {
        return durable.figures();
    }

    LiveSessions live() {
        return live;
    }

    Future<Void> start() {
        Future<String> installation = world.storage().boots().valueOf("installation.secret", Secrets.random());
        Future<String> signing = tokenSecret();
        Future<Boolean> retained = world.storage()
                .retained()
                .scan("", "", 1, System.currentTimeMillis())
                .map(page -> !page.isEmpty());
        return Future.all(installation, signing, retained, durable.load())
                .compose(known -> assemble(installation.result(), signing.result(), retained.result()));
    }

    /** Makes the first sign-in fast; after the node is ready. */
    void warmUp() {
        passwords.warmUp();
    }

    /** What members of share groups acknowledged is heard first, while there is somebody to hear it. */
    Future<Void> stop() {
        passwords.close();
        return reports.settle()
                .compose(heard -> Future.join(
                        deployed.stream().map(world.vertx()::undeploy).toList()))
                .transform((all, failure) -> acknowledged.settle())
                .compose(settled -> cursors.flush());
    }

    private Future<String> tokenSecret() {
        return world.config().tokens().secret().isSet()
                ? Future.succeededFuture(world.config().tokens().secret().value())
                : world.storage().boots().valueOf("tokens.secret", Secrets.random());
    }

    private Future<Void> assemble(String installation, String signing, boolean retained) {
        Tokens tokens = new Tokens(world.vertx(), signing);
        Tickets tickets = new Tickets(bus, world.placement());
        SignOuts signOuts = new SignOuts(bus, world.placement());
        Accounts stored = new Accounts(
                world.storage().accounts(),
                passwords,
                tokens,
                tickets,
                signOuts,
                new Secrets(installation),
                world.config().tokens().maxTtl());
        PasswordChange changes;
        Gatekeeper gatekeeper = new SignInChain(
                        world.vertx(),
                        world.storage().accounts(),
                        world.config().accounts(),
                        world.meters())
                .of(
                        new OwnTokens(tokens, tickets),
                        new ScramSignIn(
                                stored,
                                new Secrets(installation),
                                world.config().accounts().scramIterations()),
                        new StoredPasswords(
                                stored, passwords, world.config().accounts().hashCache()),
                        new Guests(new Secrets(installation), world.boot()));
        if (world.config().accounts().mode() == AccountsConfig.Mode.NONE) {
            AnyAccounts any = new AnyAccounts(
                    tokens, tickets, signOuts, world.config().tokens().maxTtl());
            accounts = any;
            office = any;
            changes = any;
            gatekeeper = new AnyName(gatekeeper);
        } else {
            accounts = stored;
            office = stored;
            changes = stored;
            gatekeeper = new CurrentAccounts(gatekeeper, world.storage().accounts());
        }
        RetainedHint hint = new RetainedHint(retained, world.neighbours());
        QueueParts queues = queueParts();
        gate = gatekeeper;
        sessions = new CoreSessions(gatekeeper, sessionParts(hint, changes, queues), news);
        return deployShards(messageParts(), channelParts(hint, queues));
    }

    private SessionParts sessionParts(RetainedHint hint, PasswordChange changes, QueueParts queues) {
        return new SessionParts(
                world.vertx(),
                bus,
                world.neighbours(),
                world.placement(),
                world.storage(),
                AccessSettings.rules(world.config().access()),
                new Denials(world.meters()),
                edge,
                spread,
                cursors,
                live,
                postman,
                changes,
                durable,
                queues,
                world.config().messages().maxBytes(),
                limits.profiles(),
                uplinks(),
                reports,
                new RetainedParts(
                        bus,
                        world.placement(),
                        spread,
                        world.storage().retained(),
                        hint,
                        world.config().channels().maxOvertaken()),
                SyncTimers.DEFAULT,
                world.boot());
    }

    private Uplinks uplinks() {
        Uplinks uplinks = new Uplinks(post, world.placement());
        FunctionCounter.builder("rialto.dropped", uplinks, all -> (double) all.refused())
                .tag("door", "channels")
                .tag("reason", "overloaded")
                .register(world.meters());
        return uplinks;
    }

    private MessageParts messageParts() {
        RialtoConfig config = world.config();
        return new MessageParts(
                world.storage(),
                postman,
                spread,
                world.placement(),
                new MessageIds(config.node().number(), System::currentTimeMillis),
                world.meters(),
                limits.direct(),
                config.messages().maxBytes(),
                config.storage().batchMax(),
                config.storage().queueMax(),
                world.neighbours() instanceof Nobody
                        ? Long.MAX_VALUE
                        : config.messages().audienceAge().toMillis(),
                config.messages().recallWindow().toMillis());
    }

    private QueueParts queueParts() {
        return new QueueParts(
                durable,
                postman,
                new MessageIds(world.config().node().number(), System::currentTimeMillis),
                limits.queues(),
                world.config().storage().batchMax(),
                world.config().storage().queueMax(),
                world.meters());
    }

    /** The starts of all nodes there are, as this one sees them. */
    private List<Long> boots() {
        List<Long> boots = new ArrayList<>();
        boots.add(world.boot());
        world.surroundings().members().forEach(member -> boots.add(member.boot()));
        return boots;
    }

    private ChannelParts channelParts(RetainedHint hint, QueueParts queues) {
        return new ChannelParts(
                spread,
                world.placement(),
                world.storage().retained(),
                hint,
                world.meters(),
                terms,
                queues,
                world.config().channels().maxKnown(),
                world.config().channels().retainedDelay().toMillis());
    }

    private StreamParts streamParts() {
        return new StreamParts(
                world.placement(),
                world.neighbours(),
                new Edges(edge, bus, world.placement(), world.neighbours()),
                post,
                terms,
                talk,
                rooms,
                world.meters(),
                limits.streams());
    }

    private Future<Void> deployShards(MessageParts messages, ChannelParts channels) {
        StreamVerticle.meter(streams);
        ShareParts shareParts = new ShareParts(
                spread,
                world.placement(),
                shares,
                durable,
                ShareParts.holders(world.boot()),
                new ShareFigures(world.meters()),
                limits.shares(),
                limits.shareTimes());
        SessionPolicy policy = limits.sessions();
        Groups groups =
                new Groups(world.storage(), bus, world.placement(), postman, limits.groups(), limits.profiles());
        Contacts contacts = new Contacts(world.storage(), bus, world.placement(), limits.contacts());
        List<Future<String>> all = new ArrayList<>();
        all.add(deploy(retained));
        all.add(deploy(new DurableSweep(
                durable,
                world.placement(),
                this::boots,
                world.config().durable().sweepInterval().toMillis())));
        all.add(deploy(new OfficeVerticle(bus, world.neighbours().self(), live, clientsHere)));
        for (Home home : world.placement().here()) {
            all.add(deploy(new ChannelVerticle(bus, home, channels)));
            all.add(deploy(new StreamVerticle(bus, home, streams)));
            all.add(deploy(new ShareVerticle(bus, home, shareParts)));
            all.add(deploy(new MessageVerticle(bus, home, messages)));
            all.add(deploy(new RoomVerticle(bus, home, groups)));
            all.add(deploy(new ContactVerticle(bus, home, contacts)));
            all.add(deploy(new SessionVerticle(bus, home, world.placement(), registry, policy)));
            all.add(deploy(new PresenceVerticle(bus, home, world.placement(), news)));
        }
        return Future.all(all).mapEmpty();
    }

    private Future<String> deploy(VerticleBase verticle) {
        return world.vertx().deployVerticle(verticle).onSuccess(deployed::add);
    }
}
