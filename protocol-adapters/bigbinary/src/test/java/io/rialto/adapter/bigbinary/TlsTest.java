package io.rialto.adapter.bigbinary;

import static io.rialto.adapter.bigbinary.TestClient.hello;

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
