package io.rialto.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.TlsFiles;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TlsCommandsTest {
    @TempDir
    private Path dir;

    private TlsFiles files;
    private FakeNode node;

    @BeforeEach
    void open() throws Exception {
        files = TlsFiles.make(dir);
        node = FakeNode.withTls(files)
                .onPath("/v1/accounts", 201, "{\"account\":\"alice\"}")
                .on("msg.send", (talk, request) -> talk.answer(request, new JsonObject()));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void believeTheCertificateOfTheirConfiguration() {
        Shell.Run made = configured("management", files.cert(), "account", "add", "alice", "--admin-secret", "sesame");
        Shell.Run sent = configured("listeners.http", files.cert(), "pub", "bob", "hi");

        assertThat(made).isEqualTo(new Shell.Run(0, "account: alice" + System.lineSeparator(), ""));
        assertThat(sent.code()).isZero();
        assertThat(node.asked("msg.send")).hasSize(1);
    }

    @Test
    void doNotBelieveAnotherOne() throws Exception {
        Path other = TlsFiles.make(Files.createDirectory(dir.resolve("other"))).cert();

        Shell.Run made = configured("management", other, "account", "add", "alice", "--admin-secret", "sesame");
        Shell.Run sent = configured("listeners.http", other, "pub", "bob", "hi");

        assertThat(made.code()).isEqualTo(1);
        assertThat(made.err()).contains("no agreement on TLS");
        assertThat(sent.code()).isEqualTo(1);
        assertThat(sent.err()).contains("no agreement on TLS");
        assertThat(node.authorizations()).isEmpty();
    }

    @Test
    void sayThatThereIsNoCertificate() {
        Path missing = dir.resolve("missing.pem");

        Shell.Run run = configured("listeners.http", missing, "pub", "bob", "hi");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly("rialto: cannot read the node's certificate: there is no " + missing);
    }

    private Shell.Run configured(String listener, Path cert, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--set", listener + ".port=" + node.port()));
        all.addAll(List.of("--set", listener + ".tls.cert=" + cert));
        all.addAll(List.of("--set", listener + ".tls.key=" + files.key()));
        return Shell.run(all.toArray(String[]::new));
    }
}
