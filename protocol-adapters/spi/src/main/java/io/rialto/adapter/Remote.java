package io.rialto.adapter;

import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import io.rialto.config.ProxyConfig;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * Where connections come from: behind a proxy the address that its PROXY header tells, else the socket's own. On the
 * connection's event loop.
 */
public final class Remote {
    private static final int NETWORK_BYTES = 8;

    private Remote() {}

    /** Makes a server read the header of each connection, where that is required. */
    public static void apply(ProxyConfig proxy, long timeoutMillis, NetServerOptions options) {
        options.setUseProxyProtocol(proxy.required())
                .setProxyProtocolTimeout(timeoutMillis)
                .setProxyProtocolTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    /** Whether the address may be believed: no proxy is expected, or it is one of those that are trusted. */
    public static boolean isTrusted(Channel channel, ProxyConfig proxy) {
        InetAddress direct = direct(channel);
        return !proxy.required() || (direct != null && proxy.trusts(direct));
    }

    /** The address in text, without port. */
    public static String host(Channel channel) {
        SocketAddress told = told(channel);
        if (told != null) {
            return told.hostAddress() == null ? String.valueOf(told.host()) : told.hostAddress();
        }
        InetAddress direct = direct(channel);
        return direct == null ? String.valueOf(channel.remoteAddress()) : direct.getHostAddress();
    }

    /** Address and port, for logs and whoever looks after connections. */
    public static String text(Channel channel) {
        SocketAddress told = told(channel);
        String host = host(channel);
        int port = told != null
                ? told.port()
                : channel.remoteAddress() instanceof InetSocketAddress inet ? inet.getPort() : 0;
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** What counts as one address for limits: with IPv6 the network of 64 bits, of which one party has all addresses. */
    static String party(Channel channel) {
        InetAddress address = told(channel) == null ? direct(channel) : numeric(host(channel));
        return address instanceof Inet6Address six
                ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES)
                : host(channel);
    }

    private static SocketAddress told(Channel channel) {
        // Asked for first: to read an attribute that is not there makes it.
        return channel.hasAttr(ConnectionBase.REMOTE_ADDRESS_OVERRIDE)
                ? channel.attr(ConnectionBase.REMOTE_ADDRESS_OVERRIDE).get()
                : null;
    }

    private static InetAddress direct(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress inet ? inet.getAddress() : null;
    }

    /** A header holds numbers, so this asks nobody. */
    private static InetAddress numeric(String host) {
        return NetUtil.createInetAddressFromIpAddressString(host);
    }
}
