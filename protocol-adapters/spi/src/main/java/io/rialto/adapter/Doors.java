package io.rialto.adapter;

import io.rialto.config.AccountsConfig;
import io.rialto.config.ListenersConfig;
import io.rialto.config.RialtoConfig;
import io.rialto.contract.session.Sessions;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * What every door is built from: where sessions come from, the loops, the settings. Immutable, shared by all doors.
 *
 * @param bounds of what may wait for one connection
 */
public record Doors(Sessions sessions, Loops loops, RialtoConfig config, OutboundQueue.Bounds bounds) {
    /** With the bounds that the settings name. */
    public Doors(Sessions sessions, Loops loops, RialtoConfig config) {
        this(sessions, loops, config, bounds(config.listeners()));
    }

    /** The settings that all doors share. */
    public ListenersConfig listeners() {
        return config.listeners();
    }

    /** The address a door listens on: its own, else the common one. */
    public String host(String own) {
        return listeners().hostOr(own);
    }

    private static OutboundQueue.Bounds bounds(ListenersConfig listeners) {
        return new OutboundQueue.Bounds(
                listeners.queueBytes(),
                listeners.queueMessages(),
                listeners.gapTopics(),
                listeners.slowTimeout().toMillis());
    }

    /** Whether guests may enter at a door that listens on this address (decisions 4). */
    public boolean guests(String host) {
        AccountsConfig.Anonymous anonymous = config.accounts().anonymous();
        return switch (anonymous) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> isLoopback(host);
        };
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
