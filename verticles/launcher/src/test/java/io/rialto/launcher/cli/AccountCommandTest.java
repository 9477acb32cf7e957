package io.rialto.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class AccountCommandTest {
    @TempDir
    private Path data;

    private final FakeNode node = new FakeNode()
            .onPath("/v1/accounts", 201, "{\"account\":\"alice\"}")
            .onPath("/v1/tokens", 201, "{\"token\":\"a.b.c\",\"expiresAt\":1}");

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void makesAnAccountThatSignsInByItsId() {
        Shell.Run run = account("add", "alice", "--password", "wonderland");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).containsExactly("account: alice", "login: alice");
        assertThat(node.asked("/v1/accounts"))
                .containsExactly(new JsonObject("{\"id\":\"alice\",\"login\":\"alice\",\"password\":\"wonderland\"}"));
        assertThat(node.authorizations()).containsExactly("Bearer sesame");
    }

    @Test
    void makesAnAccountWithAnotherLogin() {
        Shell.Run run = account("add", "alice", "--login", "alice@example.org", "--password", "wonderland");

        assertThat(run.out().lines()).containsExactly("account: alice", "login: alice@example.org");
        assertThat(node.asked("/v1/accounts").get(0).getString("login")).isEqualTo("alice@example.org");
    }

    @Test
    void makesAnAccountThatSignsInByTokenOnly() {
        Shell.Run run = account("add", "alice", "--token", "1h");

        assertThat(run.out().lines()).containsExactly("account: alice", "token: a.b.c");
        assertThat(node.asked("/v1/accounts")).containsExactly(new JsonObject("{\"id\":\"alice\"}"));
        assertThat(node.asked("/v1/tokens")).containsExactly(new JsonObject("{\"account\":\"alice\",\"ttl\":3600}"));
    }

    @Test
    void readsThePasswordFromTheFirstLineOfStandardInput() {
        Shell.Run run = Shell.runWithInput(
                "wünderland\nmore\n",
                "account",
                "add",
                "alice",
                "--password-stdin",
                "--management",
                node.management(),
                "--admin-secret",
                "sesame");

        assertThat(run.code()).isZero();
        assertThat(node.asked("/v1/accounts").get(0).getString("password")).isEqualTo("wünderland");
    }

    @Test
    void printsOnlyTheTokenThatWasAskedFor() {
        Shell.Run run = account("token", "alice", "--ttl", "30m");

        assertThat(run.out().lines()).containsExactly("a.b.c");
        assertThat(node.asked("/v1/tokens").get(0).getInteger("ttl")).isEqualTo(1800);
    }

    @Test
    void findsPortAndSecretOfTheConfiguredNode() throws IOException {
        Files.writeString(data.resolve("admin.secret"), "made at the first start\n");

        Shell.Run run = Shell.run(
                "account", "token", "alice", "--set", "node.data=" + data, "--set", "management.port=" + node.port());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(node.authorizations()).containsExactly("Bearer made at the first start");
    }

    @Test
    void saysWhatTheNodeHasAgainstIt() {
        node.onPath("/v1/accounts", 409, "{\"code\":1202,\"error\":\"already\",\"info\":\"alice exists\"}");

        Shell.Run run = account("add", "alice", "--token", "1h");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).containsExactly("rialto: already: alice exists");
        assertThat(node.asked("/v1/tokens")).isEmpty();
    }

    @Test
    void saysThatItIsNotAManagementPort() {
        node.onPath("/v1/accounts", 502, "{bad gateway}");

        Shell.Run run = account("add", "alice");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("/v1/accounts answered status 502");
    }

    @Test
    void saysThatNobodyIsThere() {
        node.close();

        Shell.Run run = account("add", "alice");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("cannot reach the management port " + node.management());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account",
                "account add",
                "account add alice --token soon",
                "account add alice --login alice",
                "account add alice --password a --password-stdin",
                "account add alice --password-stdin",
                "account add alice --management 127.0.0.1:9090",
                "account token alice --ttl 1w"
            })
    void refusesWhatMakesNoSense(String words) {
        Shell.Run run = Shell.run(words.split(" ", -1));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isNotEmpty();
        assertThat(node.authorizations()).isEmpty();
    }

    private Shell.Run account(String... words) {
        String[] all = new String[words.length + 5];
        all[0] = "account";
        System.arraycopy(words, 0, all, 1, words.length);
        String[] where = {"--management", node.management() + "/", "--admin-secret", "sesame"};
        System.arraycopy(where, 0, all, words.length + 1, where.length);
        return Shell.run(all);
    }
}
