package io.rialto.adapter.thrift;

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
        ClientCertificate ann = ClientCertificate.make(files, "CN=ann", "dns:ann.example");
        try (TestDoor door = new TestDoor(ann.settings(tls, "listeners.thrift", "required"))) {
            HttpClient http =
                    HttpClient.newBuilder().sslContext(ann.context(tls)).build();

            new TimClient(http, "wss://127.0.0.1:" + door.port() + ThriftVerticle.PATH).signedIn("ann", "phone");

            assertThat(door.sessions().signIns().get(0).origin().certificates()).containsExactly(ann.certificate());
        }
    }
}
