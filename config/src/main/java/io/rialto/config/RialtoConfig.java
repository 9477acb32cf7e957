package io.rialto.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every setting of a node, validated. Made once, at start, by {@link ConfigReader}. */
public record RialtoConfig(
        NodeConfig node,
        StorageConfig storage,
        ListenersConfig listeners,
        ManagementConfig management,
        AdminConfig admin,
        TokensConfig tokens,
        AccountsConfig accounts,
        AccessConfig access,
        SessionsConfig sessions,
        DurableConfig durable,
        MessagesConfig messages,
        ContactsConfig contacts,
        ProfilesConfig profiles,
        RoomsConfig rooms,
        ChannelsConfig channels,
        StreamsConfig streams,
        ClusterConfig cluster,
        LogConfig log) {
    /** Checks what no section can see alone. */
    public RialtoConfig {
        HttpListenerConfig http = listeners.http();
        MqttListenerConfig mqtt = listeners.mqtt();
        ThriftListenerConfig thrift = listeners.thrift();
        BigBinaryListenerConfig bigbinary = listeners.bigbinary();
        new Ports()
                .add("management", management.enabled(), management.host(), management.port())
                .add("listeners.http", http.enabled(), listeners.hostOr(http.host()), http.port())
                .add("listeners.mqtt", mqtt.enabled(), listeners.hostOr(mqtt.host()), mqtt.port())
                .add("listeners.thrift", thrift.enabled(), listeners.hostOr(thrift.host()), thrift.port())
                .add("listeners.bigbinary", bigbinary.enabled(), listeners.hostOr(bigbinary.host()), bigbinary.port())
                .add("cluster", cluster.enabled(), cluster.host(), cluster.port())
                .add("cluster.bus", cluster.enabled(), cluster.host(), cluster.busPort())
                .add(
                        "cluster.link",
                        cluster.enabled(),
                        cluster.host(),
                        cluster.link().port());
        new LinkRoom(cluster)
                .add("listeners.http.maxFrame", http.enabled(), http.maxFrame())
                .add("listeners.mqtt.maxPacket", mqtt.enabled(), mqtt.maxPacket())
                .add("listeners.thrift.maxFrame", thrift.enabled(), thrift.maxFrame())
                .add("listeners.bigbinary.maxFrame", bigbinary.enabled(), bigbinary.maxFrame())
                .add("messages.maxBytes", true, messages.maxBytes())
                .add("streams.maxFrame", true, streams.maxFrame());
    }

    /** A configuration where every setting has its default. */
    public static RialtoConfig defaults() {
        return ConfigReader.read(Optional.empty(), Map.of(), List.of());
    }

    /** Where messages are kept, with the node's directory in its place. */
    public String storageUri() {
        return storage.uri().replace("{node.data}", node.data().toString());
    }
}
