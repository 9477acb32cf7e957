package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TakeoverTest {
    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Future<Void>> endOfTheirs = new CompletableFuture<>();
    private final CompletableFuture<Channel> ended = new CompletableFuture<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void theEndIsToldToWhoHasTakenTheConnectionAndToNobodyElse() throws Exception {
        NetServer server = vertx.createNetServer().connectHandler(this::accept);
        int port = server.listen(0).await().actualPort();

        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }

        Channel channel = ended.get(10, TimeUnit.SECONDS);
        channel.closeFuture().await(10, TimeUnit.SECONDS);
        channel.eventLoop().submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(endOfTheirs.join().isComplete()).isFalse();
    }

    @Test
    void whoAsksWhereAConnectionComesFromLeavesNothingAtIt() {
        Channel channel = new EmbeddedChannel();

        assertThat(Remote.text(channel)).isEqualTo("embedded:0");
        assertThat(channel.hasAttr(ConnectionBase.REMOTE_ADDRESS_OVERRIDE)).isFalse();
    }

    private void accept(NetSocket socket) {
        Takeover.by(
                new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelInactive(ChannelHandlerContext ctx) {
                        ended.complete(ctx.channel());
                    }
                },
                ((NetSocketInternal) socket).channelHandlerContext().pipeline());
        endOfTheirs.complete(((ConnectionBase) socket).closeFuture());
    }
}
