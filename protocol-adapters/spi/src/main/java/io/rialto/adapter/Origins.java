package io.rialto.adapter;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.rialto.contract.session.Origin;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Where the requests of a connection come from, with the certificate that its client has shown. */
public final class Origins {
    private Origins() {}

    /** The origin of this connection, whose handshake is done; on its event loop. */
    public static Origin of(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return new Origin(Remote.host(channel), tls == null ? List.of() : certificates(tls));
    }

    private static List<X509Certificate> certificates(SslHandler tls) {
        List<X509Certificate> shown = new ArrayList<>();
        try {
            for (Certificate one : tls.engine().getSession().getPeerCertificates()) {
                if (one instanceof X509Certificate known) {
                    shown.add(known);
                }
            }
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
        return shown;
    }
}
