package io.rialto.launcher;

import io.micrometer.core.instrument.FunctionCounter;
import io.rialto.access.Denials;
import io.rialto.account.Passwords;
import io.rialto.account.Secrets;
import io.rialto.channel.Uplinks;
import io.rialto.config.AccountsConfig;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.MessageOffice;
import io.rialto.durable.DurableFigures;
import io.rialto.message.Announcements;
import io.rialto.node.Words;
import io.rialto.office.ClientDesk;
import io.rialto.office.ClusterClients;
import io.rialto.office.OfficeVerticle;
import io.rialto.office.Offices;
import io.rialto.post.LiveSessions;
import io.rialto.post.LocalSeat;
import io.rialto.retained.RetainedHint;
import io.rialto.retained.RetainedParts;
import io.rialto.retained.RetainedSweep;
import io.rialto.session.CoreSessions;
import io.rialto.session.SessionParts;
import io.rialto.session.sync.SyncTimers;
import io.rialto.share.ShareReports;
import io.rialto.spread.ClusterSpread;
import io.rialto.storage.StoredMessages;
import io.rialto.stream.RoomsByRelay;
import io.vertx.core.Future;
import java.time.Duration;

/** The middle of the house, assembled: the verticles of every shard, what doors get of them. */
final class Core {
    private static final Duration RETAINED_SWEEP = Duration.ofMinutes(1);

    private final World world;
    private final Ways ways;
    private final Durables durables;
    private final Shards shards;
    private final RoomsByRelay rooms = new RoomsByRelay();
    private final ShareReports reports;
    private final RetainedSweep retained;
    private final ClientDesk clientsHere;
    private final Passwords passwords;
    private Secrets secrets;
    private Entrance entrance;
    private CoreSessions sessions;

    Core(World world) {
        AccountsConfig accounts = world.config().accounts();
        this.world = world;
        this.ways = Ways.of(world);
        this.durables = Durables.of(world, ways);
        this.shards = new Shards(world, ways);
        this.reports = new ShareReports(ways.bus());
        this.retained = new RetainedSweep(
                world.storage().retained(),
                () -> world.storage().sessions().stored(),
                RETAINED_SWEEP,
                world.config().channels().retainedMemory());
        this.clientsHere = new ClientDesk(world.config().management().answerBytes());
        this.passwords = new Passwords(
                world.vertx(),
                accounts.hashThreads(),
                accounts.hashQueue(),
                accounts.makesScramKeys() ? accounts.scramIterations() : 0);
        Words.hearForSessions(world.neighbours(), ways.live());
    }

    /**
     * The members have changed: what is served where is looked at again, every session says again that it is here. What a
     * node served that is gone goes on in later epochs only.
     */
    void homesMoved() {
        ways.terms().look();
        if (ways.spread() instanceof ClusterSpread cluster) {
            cluster.homesMoved();
        }
        durables.sessions().homesMoved();
        ways.tidings().homesMoved();
        ways.live().all().forEach(LocalSeat::homesMoved);
    }

    /** The stream rooms this node knows of, by the nodes of their relays. */
    RoomsByRelay rooms() {
        return rooms;
    }

    /** Who is let in, who looks after accounts; once it has started. */
    Entrance entrance() {
        return entrance;
    }

    /** What operators say. */
    MessageOffice messages() {
        return new Announcements(
                ways.bus(),
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
                new Offices(ways.bus(), world.neighbours()),
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
        return durables.sessions().figures();
    }

    LiveSessions live() {
        return ways.live();
    }

    Future<Void> start() {
        Future<String> installation = world.storage().boots().valueOf("installation.secret", Secrets.random());
        Future<String> signing = tokenSecret();
        Future<Boolean> retained = world.storage()
                .retained()
                .scan("", "", 1, System.currentTimeMillis())
                .map(page -> !page.isEmpty());
        return Future.all(installation, signing, retained, durables.sessions().load())
                .compose(known -> assemble(installation.result(), signing.result(), retained.result()));
    }

    /** Makes the first sign-in fast; after the node is ready. */
    Future<Void> warmUp() {
        passwords.warmUp();
        return world.vertx().executeBlocking(() -> secrets.hash("warm-up")).mapEmpty();
    }

    /** What members of share groups acknowledged is heard first, while there is somebody to hear it. */
    Future<Void> stop() {
        passwords.close();
        return reports.settle().compose(heard -> shards.stop()).transform((all, failure) -> durables.stop());
    }

    private Future<String> tokenSecret() {
        return world.config().tokens().secret().isSet()
                ? Future.succeededFuture(world.config().tokens().secret().value())
                : world.storage().boots().valueOf("tokens.secret", Secrets.random());
    }

    private Future<Void> assemble(String installation, String signing, boolean retainedThere) {
        RetainedHint hint = new RetainedHint(retainedThere, world.neighbours());
        ShardParts parts = ShardParts.of(world, ways, durables, hint, rooms);
        secrets = new Secrets(installation);
        entrance = Entrance.of(world, ways.bus(), passwords, secrets, signing);
        sessions = new CoreSessions(entrance.gate(), sessionParts(hint), ways.news());
        shards.deploy(retained);
        shards.deploy(durables.sweep(world));
        shards.deploy(new OfficeVerticle(ways.bus(), world.neighbours().self(), ways.live(), clientsHere));
        shards.serve(parts);
        return shards.started();
    }

    private SessionParts sessionParts(RetainedHint hint) {
        return new SessionParts(
                world.vertx(),
                ways.bus(),
                world.neighbours(),
                world.placement(),
                world.storage(),
                AccessSettings.rules(world.config().access()),
                new Denials(world.meters()),
                ways.edge(),
                ways.spread(),
                durables.cursors(),
                ways.live(),
                ways.postman(),
                entrance.passwords(),
                durables.sessions(),
                durables.queues(),
                world.config().messages().maxBytes(),
                world.limits().profiles(),
                uplinks(),
                reports,
                new RetainedParts(
                        ways.bus(),
                        world.placement(),
                        ways.spread(),
                        world.storage().retained(),
                        hint,
                        world.config().channels().maxOvertaken()),
                SyncTimers.DEFAULT,
                world.boot());
    }

    private Uplinks uplinks() {
        Uplinks uplinks = new Uplinks(ways.post(), world.placement());
        FunctionCounter.builder("rialto.dropped", uplinks, all -> (double) all.refused())
                .tag("door", "channels")
                .tag("reason", "overloaded")
                .register(world.meters());
        return uplinks;
    }
}
