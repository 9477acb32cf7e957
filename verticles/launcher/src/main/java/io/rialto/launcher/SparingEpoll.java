package io.rialto.launcher;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.net.NetServerOptions;

/**
 * Epoll as Vert.x has it, but a connection that was accepted is not told what it is anyway: each option is a system call, for
 * every connection. Safe on any thread.
 */
final class SparingEpoll extends EpollTransport {
    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        if (options.getTcpUserTimeout() == 0) {
            leaveOut(bootstrap, EpollChannelOption.TCP_USER_TIMEOUT);
        }
        if (!options.isTcpCork()) {
            leaveOut(bootstrap, EpollChannelOption.TCP_CORK);
        }
        if (!options.isTcpKeepAlive()) {
            leaveOut(bootstrap, ChannelOption.SO_KEEPALIVE);
        }
        if (options.isTcpNoDelay()) {
            leaveOut(bootstrap, ChannelOption.TCP_NODELAY); // Netty's epoll channels begin with it
        }
    }

    /** A value of null is how a bootstrap is told to forget an option. */
    private static void leaveOut(ServerBootstrap bootstrap, ChannelOption<?> option) {
        bootstrap.childOption(option, null);
    }
}
