package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SignIn;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class SignInTest {
    private final TestDoor door = new TestDoor("listeners.loginTimeout=2s");

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void signsInWithPassword() {
        TimClient client = door.client().send(16, Compact.struct(1, "ann", 2, "secret", 4, "phone"));

        assertThat(client.ack(16))
                .containsEntry(1, true)
                .containsEntry(5, "ann")
                .containsKeys(4, 7);
        assertThat(door.sessions().ofDevice("phone").info().protocol()).isEqualTo("thrift");
    }

    @Test
    void signsInWithinADomain() {
        door.client()
                .send(16, Compact.struct(1, "ann", 2, "secret", 3, "x.org"))
                .ack(16);

        assertThat(door.sessions().signIns().get(0).credentials())
                .isEqualTo(new Credentials.Password("ann@x.org", "secret"));
    }

    @Test
    void speaksJsonToWhoSignsInWithJson() {
        TimClient client = door.client().sendJson(16, "{\"name\":\"ann\",\"pwd\":\"secret\",\"termtyp\":2}");

        String answer = new String(client.frame(12, 0), StandardCharsets.UTF_8);
        assertThat(answer).contains("{\"ok\":true,\"timType\":16,", "\"n\":\"ann\"");
        assertThat(door.sessions().ofDevice("tim-2").info().account().value()).isEqualTo("ann");
    }

    @Test
    void prefersTheDeviceInExtend() {
        door.client()
                .sendJson(16, "{\"token\":\"ann\",\"resource\":\"r\",\"extend\":{\"dev\":\"d1\"}}")
                .frame(12, 0);

        assertThat(door.sessions().ofDevice("d1").info().account().value()).isEqualTo("ann");
    }

    @Test
    void fallsBackToThePasswordWhereATokenIsSpent() {
        Struct auth = new Struct(TimAuth.SHAPE)
                .with(TimAuth.NAME, "ann")
                .with(TimAuth.PWD, "secret")
                .with(TimAuth.TOKEN, "spent");
        TimLogin login = new TimLogin(auth, false);

        assertThat(login.signIns())
                .extracting(SignIn::credentials)
                .containsExactly(new Credentials.Token("spent"), new Credentials.Password("ann", "secret"));
    }

    @Test
    void refusesAWrongPasswordAndLetsTryAgain() {
        TimClient client = door.client().send(16, Compact.struct(1, "ann", 2, "wrong"));
        assertThat(client.failure(16)).isEqualTo(4105);

        client.send(16, Compact.struct(1, "ann", 2, "secret"));

        await().until(() -> client.frames(12).size() == 2);
        assertThat(Compact.read(client.frames(12).get(1), 1)).containsEntry(1, true);
    }

    @Test
    void refusesATokenWithItsOwnNumber() {
        door.sessions().refuse(ErrorCode.TOKEN_EXPIRED);

        assertThat(door.client().send(16, Compact.struct(6, "x")).failure(16)).isEqualTo(4115);
    }

    @Test
    void refusesAnEmptyAuth() {
        assertThat(door.client().send(16, Map.of()).failure(16)).isEqualTo(4105);
    }

    @Test
    void closesAfterThreeFailures() {
        TimClient client = door.client();

        for (int i = 0; i < 3; i++) {
            client.send(16, Compact.struct(1, "ann", 2, "wrong"));
        }

        assertThat(client.awaitClose()).isEqualTo(1008);
    }

    @Test
    void closesWhoSaysNothing() {
        assertThat(door.client().awaitClose()).isEqualTo(1008);
        await().until(() -> door.open() == 0);
    }

    @Test
    void toleratesAPingBeforeTheSignIn() {
        door.sessions().hold();
        TimClient client =
                door.client().send(0x8D).send(16, Compact.struct(6, "ann")).send(0x8D);

        door.sessions().release();

        assertThat(client.ack(16)).containsEntry(1, true);
        assertThat(client.frame(13, 0)).containsExactly(13);
    }

    @Test
    void closesWhoAsksBeforeTheSignIn() {
        TimClient client = door.client().send(17);

        assertThat(client.awaitClose()).isEqualTo(1008);
        assertThat(client.frames()).isEmpty();
    }

    @Test
    void answersASecondAuthWithNothingMore() {
        TimClient client = door.client().signedIn("ann", "d");

        client.send(16, Compact.struct(6, "bob"));

        await().until(() -> client.frames(12).size() == 2);
        assertThat(client.frames(12).get(1))
                .isEqualTo(TimClient.concat(new byte[] {12}, Compact.write(Compact.struct(1, true, 2, (byte) 16))));
    }

    @Test
    void takesTheUpgradeAtTheRootAsWell() {
        assertThat(new TimClient(door.port(), "/").signedIn("ann", "d").isOpen())
                .isTrue();
        assertThat(door.instancesShareThePort()).isTrue();
    }

    @Test
    void logsOutWhoIsReplaced() {
        TimClient client = door.client().signedIn("ann", "d");

        door.sessions().ofDevice("d").push(new Push.Kicked(Push.Reason.REPLACED));

        assertThat(client.ack(20)).containsEntry(1, true);
        assertThat(client.awaitClose()).isEqualTo(4001);
        await().until(() -> door.sessions().ofDevice("d").closes() == 1);
    }

    @Test
    void closesWhenItGoesAway() {
        TimClient client = door.client().signedIn("ann", "d");

        door.undeploy();

        assertThat(client.awaitClose()).isEqualTo(1001);
        assertThat(client.frames(12)).hasSize(1);
    }
}
