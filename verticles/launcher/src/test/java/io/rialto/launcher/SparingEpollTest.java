package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.vertx.core.net.NetServerOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What connections are told when they are accepted. */
@EnabledOnOs(OS.LINUX)
class SparingEpollTest {
    @Test
    void connectionsAreNotToldWhatTheyAre() {
        assertThat(told(new NetServerOptions().setTcpNoDelay(true))).containsOnlyKeys(EpollChannelOption.TCP_QUICKACK);
    }

    @Test
    void connectionsAreToldWhatTheyAreNot() {
        NetServerOptions unusual = new NetServerOptions()
                .setTcpNoDelay(false)
                .setTcpKeepAlive(true)
                .setTcpCork(true)
                .setTcpUserTimeout(7);

        assertThat(told(unusual))
                .containsEntry(ChannelOption.TCP_NODELAY, false)
                .containsEntry(ChannelOption.SO_KEEPALIVE, true)
                .containsEntry(EpollChannelOption.TCP_CORK, true)
                .containsEntry(EpollChannelOption.TCP_USER_TIMEOUT, 7);
    }

    @Test
    void connectionsBeginAsTheyAreNotTold() {
        Epoll.ensureAvailability();
        EpollSocketChannel channel = new EpollSocketChannel();

        assertThat(channel.config().isTcpNoDelay()).isTrue();
        assertThat(channel.config().isKeepAlive()).isFalse();
        assertThat(channel.config().isTcpCork()).isFalse();
        assertThat(channel.config().getTcpUserTimeout()).isZero();
        channel.unsafe().closeForcibly();
    }

    private static Map<ChannelOption<?>, Object> told(NetServerOptions options) {
        ServerBootstrap bootstrap = new ServerBootstrap();
        new SparingEpoll().configure(options, false, bootstrap);
        return bootstrap.config().childOptions();
    }
}
