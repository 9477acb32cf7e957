package io.rialto.adapter.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.rialto.adapter.Admission;
import io.rialto.adapter.HttpMount;
import io.rialto.adapter.web.BinaryStream;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;

/**
 * A door that speaks bytes of its own, on the shared HTTP server: the same conversation with the same limits, within
 * binary frames. Safe on any thread.
 */
public final class TcpOverWebSocket {
    private final TcpDoor door;

    /** Connections are counted as those that come to the door itself. */
    public TcpOverWebSocket(TcpDoor door) {
        this.door = door;
    }

    /** Its place on the server; clients must offer the subprotocol. */
    public HttpMount at(String path, String subprotocol) {
        return new HttpMount(path, List.of(subprotocol), this::accept);
    }

    /** Takes the channel over right after the handshake; bytes that came with it go on to the new handlers. */
    private void accept(ServerWebSocket socket) {
        ChannelPipeline pipeline =
                ((WebSocketInternal) socket).channelHandlerContext().pipeline();
        Channel channel = pipeline.channel();
        ContextInternal context = ContextInternal.current().unwrap();
        Admission.Verdict verdict = door.enter(channel);
        if (verdict == Admission.Verdict.FULL) {
            return;
        }
        if (verdict == Admission.Verdict.ADMITTED) {
            door.install(channel, new TcpConnection(door, context, gone -> {}));
        }
        pipeline.remove("wsencoder");
        pipeline.replace("wsdecoder", "wsdecoder", new BinaryStream());
    }
}
