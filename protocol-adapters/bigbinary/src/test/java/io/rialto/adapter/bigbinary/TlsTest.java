package io.rialto.adapter.bigbinary;

import static io.rialto.adapter.bigbinary.TestClient.hello;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.ClientCertificate;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.adapter.testing.TlsFiles;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class TlsTest {
    @TempDir
    private Path files;

    @Test
    void handsOverTheCertificateThatAClientHasShown() throws Exception {
        TlsFiles tls = TlsFiles.make(files);
        ClientCertificate alice = ClientCertificate.make(files, "CN=alice", "dns:alice.example");
        try (TestDoor door = new TestDoor(alice.settings(tls, "listeners.bigbinary", "required"));
                TestClient client = new TestClient(alice.context(tls)
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), door.port()))) {
            client.send(hello("alice", 0)).readFrame("81");

            assertThat(door.sessions().signIns().get(0).origin().certificates()).containsExactly(alice.certificate());
        }
    }

    @Test
    void speaksTls() throws Exception {
        TlsFiles tls = TlsFiles.make(files);
        try (TestDoor door = new TestDoor(tls.settings("listeners.bigbinary").toArray(String[]::new));
                TestClient client = new TestClient(
                        tls.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), door.port()))) {
            client.send(hello("alice", 0)).readFrame("81");
            client.ping();
            door.stop();

            client.expectBye(0);
        }
    }
}
