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
        SessionsConfig sessions,
        MessagesConfig messages,
        ChannelsConfig channels,
        LogConfig log) {
    /** A configuration where every setting has its default. */
    public static RialtoConfig defaults() {
        return ConfigReader.read(Optional.empty(), Map.of(), List.of());
    }

    /** Where messages are kept, with the node's directory in its place. */
    public String storageUri() {
        return storage.uri().replace("{node.data}", node.data().toString());
    }
}
