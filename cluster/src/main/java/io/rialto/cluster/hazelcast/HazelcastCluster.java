package io.rialto.cluster.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MemcacheProtocolConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.RestApiConfig;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.link.Credentials;
import io.rialto.cluster.link.Roster;
import io.rialto.config.ClusterConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.spi.cluster.ClusterManager;
import java.util.List;

/**
 * Membership by Hazelcast, with the event bus on top. Hazelcast says whom links are worth opening to, Vert.x keeps the few
 * addresses of the bus in it; nothing else is. Made before the Vert.x that it clusters, on any thread.
 */
public final class HazelcastCluster {
    private static final String HEARTBEAT_SECONDS = "1";

    private final ClusterConfig config;
    private final Credentials credentials;
    private final HazelcastMembership clusterManager;
    private final HazelcastRoster roster;
    private final MembershipWatch watch;

    /** A cluster that this node joins when the Vert.x with its manager is built. */
    public HazelcastCluster(ClusterConfig config, NodeId self, Credentials credentials) {
        this.config = config;
        this.credentials = credentials;
        this.clusterManager = new HazelcastMembership(hazelcast(self));
        this.roster = new HazelcastRoster(self, clusterManager);
        this.watch = new MembershipWatch(clusterManager);
    }

    /** For {@code Vertx.builder().withClusterManager(…)}. */
    public ClusterManager vertxManager() {
        return clusterManager;
    }

    /** For {@code VertxOptions.setEventBusOptions(…)}: bound to the cluster's address, open to its nodes only. */
    public EventBusOptions eventBus() {
        return credentials
                .secure(new EventBusOptions())
                .setTrustAll(false)
                .setClientAuth(Credentials.clientAuth())
                .setHost(config.host())
                .setPort(config.busPort())
                .setClusterPublicHost(config.host())
                .setClusterPublicPort(config.busPort())
                .setTcpNoDelay(true)
                .setConnectTimeout((int) config.link().peerTimeout().toMillis());
    }

    /** Who has joined; to be asked once the Vert.x is built. */
    public Roster roster() {
        return roster;
    }

    /** Watches this membership from now on; to be called once the Vert.x is built, which is given. */
    public void watch(Vertx vertx) {
        watch.begin(vertx, config.link().heartbeat());
        new BusAddressWatch(clusterManager).begin(vertx, config.link().heartbeat());
    }

    /** Completes with why, on any thread, once a watched membership has ended though Vert.x has not left. */
    public Future<String> ended() {
        return watch.ended();
    }

    /** Done when what has ended by itself has given back its threads and ports; at once where nothing has. */
    public Future<Void> gone() {
        return watch.gone();
    }

    private Config hazelcast(NodeId self) {
        Config hazelcast = new Config();
        hazelcast.setClusterName(config.name() + "-" + credentials.word("cluster name"));
        hazelcast.getMemberAttributeConfig().setAttribute(HazelcastRoster.NODE, self.value());
        hazelcast.getMemberAttributeConfig().setAttribute(HazelcastRoster.HOST, config.host());
        hazelcast
                .getMemberAttributeConfig()
                .setAttribute(
                        HazelcastRoster.PORT, Integer.toString(config.link().port()));
        hazelcast.getJetConfig().setEnabled(false);
        hazelcast.getSerializationConfig().setJavaSerializationFilterConfig(onlyWhatVertxStores());
        vertxStructures(hazelcast);
        network(hazelcast.getNetworkConfig());
        properties(hazelcast);
        return hazelcast;
    }

    private void network(NetworkConfig network) {
        network.setPort(config.port())
                .setPortAutoIncrement(false)
                .setPublicAddress(config.host() + ":" + config.port());
        network.getInterfaces().setEnabled(true).addInterface(config.host());
        network.setRestApiConfig(new RestApiConfig().setEnabled(false));
        network.setMemcacheProtocolConfig(new MemcacheProtocolConfig().setEnabled(false));
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig()
                .setEnabled(config.multicast())
                .setMulticastGroup(config.multicastGroup())
                .setMulticastPort(config.multicastPort());
        join.getTcpIpConfig().setEnabled(!config.multicast()).setMembers(config.members());
    }

    private void properties(Config hazelcast) {
        hazelcast.setProperty("hazelcast.logging.type", "slf4j");
        hazelcast.setProperty(
                "hazelcast.logging.details.enabled", "false"); // they would name the cluster in every line
        hazelcast.setProperty("hazelcast.phone.home.enabled", "false");
        hazelcast.setProperty("hazelcast.shutdownhook.enabled", "false");
        hazelcast.setProperty("hazelcast.socket.bind.any", "false");
        hazelcast.setProperty("hazelcast.heartbeat.interval.seconds", HEARTBEAT_SECONDS);
        // Halves of a split look for each other as often as a silent node is given up.
        String patience = Long.toString(config.memberTimeout().toSeconds());
        hazelcast.setProperty("hazelcast.max.no.heartbeat.seconds", patience);
        hazelcast.setProperty("hazelcast.merge.first.run.delay.seconds", patience);
        hazelcast.setProperty("hazelcast.merge.next.run.delay.seconds", patience);
        // Else Hazelcast leaves the choice to the routing table where it is bound to loopback.
        hazelcast.setProperty("hazelcast.multicast.socket.set.interface", "true");
        hazelcast.setProperty("hazelcast.wait.seconds.before.join", "0");
    }

    /** As vertx-hazelcast's own defaults have them. */
    private static void vertxStructures(Config hazelcast) {
        hazelcast.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
                .setBackupCount(1)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        hazelcast.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
        hazelcast.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    }

    private static JavaSerializationFilterConfig onlyWhatVertxStores() {
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
        List.of("java.", "com.hazelcast.", "io.vertx.", "[").forEach(filter.getWhitelist()::addPrefixes);
        return filter;
    }
}
