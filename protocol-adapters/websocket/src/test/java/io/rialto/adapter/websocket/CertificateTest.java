package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.ClientCertificate;
import io.rialto.adapter.testing.TlsFiles;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateTest {
    @TempDir
    private Path files;

    @Test
    void handsOverTheCertificateThatAClientHasShown() throws Exception {
        TlsFiles tls = TlsFiles.make(files);
        ClientCertificate alice = ClientCertificate.make(files, "CN=alice", "dns:alice.example");
        try (TestNode node = new TestNode(alice.settings(tls, "listeners.http", "required"))) {
            HttpClient http =
                    HttpClient.newBuilder().sslContext(alice.context(tls)).build();
            JdkClient client = new JdkClient(http, "wss://127.0.0.1:" + node.port() + WebSocketDoor.PATH);

            client.send("{\"id\":0,\"op\":\"auth\",\"args\":{\"anonymous\":true}}");
            client.awaitMessage("\"id\":0,\"code\":0");

            assertThat(node.sessions().signIns().get(0).origin().certificates()).containsExactly(alice.certificate());
            assertThat(node.sessions().signIns().get(0).origin().address()).isEqualTo("127.0.0.1");
        }
    }
}
