package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Origin;
import io.rialto.contract.session.SignIn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a connection becomes a session. */
class SignInTest {
    private TestNode node;

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void opensTheInboxThenSaysHello() {
        node = new TestNode();
        JdkClient client = node.client();

        String answer = client.ask("0", "auth", "{\"token\":\"alice\",\"dev\":\"phone\",\"platform\":\"mobile\"}");

        assertThat(answer)
                .matches("\\{\"id\":\"0\",\"code\":0,\"res\":\\{\"sid\":\"1\",\"account\":\"alice\",\"dev\":\"phone\","
                        + "\"serverTs\":\\d+,\"keepAlive\":30000,\"guest\":false}}");
        assertThat(client.awaitMessage("hello"))
                .matches("\\{\"ev\":\"hello\",\"cursor\":0,\"head\":0,\"serverTs\":\\d+}");
        assertThat(client.messages().get(0)).isEqualTo(answer);
        assertThat(node.sessions().signIns())
                .containsExactly(
                        new SignIn(new Credentials.Token("alice"), new DeviceId("phone"), "mobile", "websocket", true)
                                .from(new Origin("127.0.0.1", List.of())));
        assertThat(node.sessions().ofDevice("phone").commands())
                .containsExactly(new InboxCommand.OpenInbox(InboxMode.HANDSHAKE));
    }

    @Test
    void takesPasswordsAndGuests() {
        node = new TestNode();

        assertThat(node.client().ask("0", "auth", "{\"login\":\"alice\",\"password\":\"secret\"}"))
                .contains("\"account\":\"alice\"")
                .doesNotContain("\"dev\"");
        assertThat(node.client().ask("0", "auth", "{\"anonymous\":true,\"dev\":\"tab\"}"))
                .contains("\"guest\":true");
        assertThat(node.sessions().ofDevice("tab").commands()).isEmpty();
    }

    @Test
    void refusesGuestsWhereTheyAreOff() {
        node = new TestNode("accounts.anonymous=off");

        assertThat(node.client().ask("0", "auth", "{\"anonymous\":true}")).contains("\"code\":1101");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | args.token is missing",
                "{\"login\":\"alice\"} | args.password is missing",
                "{\"token\":\"a\",\"dev\":\"\"} | args.dev: device id must have",
                "{\"token\":\"a\",\"sync\":\"some\",\"dev\":\"d\"} | args.sync is unknown",
                "{\"token\":\"a\",\"sync\":\"inbox\"} | args.dev is missing",
            })
    void refusesMalformedSignIns(String args, String info) {
        node = new TestNode();

        assertThat(node.client().ask("0", "auth", args))
                .contains("\"code\":1001")
                .contains(info);
    }

    @Test
    void answersEverythingBeforeTheSignInWithUnauthenticated() {
        node = new TestNode();
        JdkClient client = node.client();

        assertThat(client.ask("1", "ping", "{}")).contains("\"code\":1101,\"error\":\"unauthenticated\"");
        assertThat(client.ask("2", "no.such", "{}")).contains("\"code\":1101");
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void closesAfterThreeFailures() {
        node = new TestNode();
        JdkClient client = node.client();

        for (int i = 0; i < 3; i++) {
            assertThat(client.ask("a" + i, "auth", "{\"login\":\"alice\",\"password\":\"wrong\"}"))
                    .contains("\"code\":1101");
        }

        assertThat(client.awaitClose()).isEqualTo(1008);
    }

    @Test
    void maySucceedAfterAFailure() {
        node = new TestNode();
        JdkClient client = node.client();

        client.ask("1", "auth", "{\"login\":\"alice\",\"password\":\"wrong\"}");

        assertThat(client.ask("2", "auth", "{\"login\":\"alice\",\"password\":\"secret\"}"))
                .contains("\"code\":0");
        assertThat(client.ask("3", "auth", "{\"token\":\"bob\"}")).contains("\"code\":1202,\"error\":\"already\"");
    }

    @Test
    void closesWhoDoesNotSignInInTime() {
        node = new TestNode("listeners.loginTimeout=300ms");
        JdkClient silent = node.client();

        assertThat(silent.awaitClose()).isEqualTo(1008);
    }

    @Test
    void theClockStandsWhileCredentialsAreLookedAt() {
        node = new TestNode("listeners.loginTimeout=1s");
        node.sessions().hold();
        JdkClient waiting = node.client();
        waiting.send("{\"id\":1,\"op\":\"auth\",\"args\":{\"token\":\"alice\",\"dev\":\"phone\",\"sync\":\"none\"}}");
        JdkClient silent = node.client();
        waiting.send("{\"id\":2,\"op\":\"ping\"}");

        assertThat(silent.awaitClose()).isEqualTo(1008);
        assertThat(waiting.messages()).isEmpty();
        node.sessions().release();

        waiting.awaitMessage("\"id\":2,\"code\":0");
        assertThat(waiting.messages().get(0)).startsWith("{\"id\":1,\"code\":0");
    }

    @Test
    void answersWhatCameInOneSegmentWithTheSignInAfterIt() {
        node = new TestNode();
        node.sessions().hold();
        try (RawClient client = node.raw(WebSocketDoor.PATH)) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(frame("{\"id\":1,\"op\":\"auth\",\"args\":{\"token\":\"a\"}}"));
            both.writeBytes(frame("{\"id\":2,\"op\":\"ping\"}"));

            client.write(both.toByteArray());
            await().until(() -> !node.sessions().signIns().isEmpty());
            node.sessions().release();

            assertThat(client.read().text()).startsWith("{\"id\":1,\"code\":0");
            assertThat(client.read().text()).startsWith("{\"id\":2,\"code\":0");
        }
    }

    @Test
    void closesASessionThatOpensAfterItsConnectionWent() {
        node = new TestNode();
        node.sessions().hold();
        RawClient client = node.raw(WebSocketDoor.PATH);
        client.text("{\"id\":1,\"op\":\"auth\",\"args\":{\"token\":\"a\",\"dev\":\"gone\"}}");
        await().until(() -> !node.sessions().signIns().isEmpty());

        client.close();
        node.sessions().release();

        await().until(() -> !node.sessions().opened().isEmpty());
        await().until(() -> node.sessions().ofDevice("gone").closes() == 1);
    }

    private static byte[] frame(String text) {
        return RawClient.frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }
}
