package io.rialto.config;

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
        LogConfig log) {}
