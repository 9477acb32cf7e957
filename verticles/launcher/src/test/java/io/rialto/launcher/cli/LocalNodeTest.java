package io.rialto.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.config.ConfigException;
import io.rialto.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalNodeTest {
    @TempDir
    private Path data;

    @Test
    void isOnLoopbackByDefault() {
        assertThat(node().webSocket().url()).hasToString("ws://127.0.0.1:8080/v1/ws");
        assertThat(node().management().url()).hasToString("http://127.0.0.1:9090");
    }

    @Test
    void isReachedOnLoopbackWhereItListensEverywhere() {
        assertThat(node("listeners.host=0.0.0.0").webSocket().url()).hasToString("ws://127.0.0.1:8080/v1/ws");
        assertThat(node("management.host=::").management().url()).hasToString("http://[::1]:9090");
    }

    @Test
    void isReachedAtTheDoorsOwnAddress() {
        LocalNode node = node("listeners.host=10.0.0.1", "listeners.http.host=10.0.0.2", "listeners.http.port=81");

        assertThat(node.webSocket().url()).hasToString("ws://10.0.0.2:81/v1/ws");
    }

    @Test
    void isReachedOverTlsWhereItSpeaksTls() {
        LocalNode node = node(
                "listeners.http.tls.cert=c.pem",
                "listeners.http.tls.key=k.pem",
                "management.tls.cert=c.pem",
                "management.tls.key=k.pem");

        assertThat(node.webSocket().url()).hasScheme("wss");
        assertThat(node.management().url()).hasScheme("https");
    }

    @Test
    void cannotBeFoundOnAnyFreePort() {
        assertThatThrownBy(() -> node("listeners.http.port=0").webSocket())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--url");
        assertThatThrownBy(() -> node("management.port=0").management())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--management");
    }

    @Test
    void takesTheConfiguredSecretBeforeTheOneInTheFile() throws IOException {
        Files.writeString(data.resolve("admin.secret"), "from the file\n");

        assertThat(node("node.data=" + data).adminSecret()).isEqualTo("from the file");
        assertThat(node("node.data=" + data, "admin.secret=configured").adminSecret())
                .isEqualTo("configured");
    }

    @Test
    void saysThatThereIsNoSecretYet() {
        assertThatThrownBy(() -> node("node.data=" + data).adminSecret())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(data.resolve("admin.secret").toString());
    }

    private static LocalNode node(String... overrides) {
        return new LocalNode(ConfigReader.read(Optional.empty(), Map.of(), List.of(overrides)));
    }
}
