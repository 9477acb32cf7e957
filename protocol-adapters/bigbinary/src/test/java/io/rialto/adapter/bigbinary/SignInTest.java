package io.rialto.adapter.bigbinary;

import static io.rialto.adapter.bigbinary.TestClient.frame;
import static io.rialto.adapter.bigbinary.TestClient.hello;
import static io.rialto.adapter.bigbinary.TestClient.text16;
import static io.rialto.adapter.bigbinary.TestClient.text8;
import static io.rialto.adapter.bigbinary.TestClient.u32;
import static io.rialto.adapter.bigbinary.TestClient.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Promise;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoLeaks.class)
class SignInTest {
    private static final String WELCOME_TO_ALL = "001E 00180000 00040000 0000000004000000";

    private TestDoor door;

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void letsInWithAPassword() throws Exception {
        open();
        try (TestClient client = door.silent()) {
            client.send("00000023 01 00 524C544F 01 02 03 626F62 0006 736563726574 03 63616D 06 6D6F62696C65 00000000")
                    .expect(frame("81 00", "01" + u64(1) + "03 626F62 03 63616D" + WELCOME_TO_ALL));

            SignIn asked = door.sessions().signIns().get(0);
            assertThat(asked.credentials()).isEqualTo(new Credentials.Password("bob", "secret"));
            assertThat(asked.device().value()).isEqualTo("cam");
            assertThat(asked.platform()).isEqualTo("mobile");
            assertThat(asked.protocol()).isEqualTo("bigbinary");
        }
    }

    @Test
    void letsInWithATokenAndNoDevice() throws Exception {
        open();
        try (TestClient client = door.silent()) {
            client.send(frame("01 00", "524C544F 01 01 00" + text16("bob") + "00 00" + u32(0)))
                    .expect(frame("81 00", "01" + u64(1) + "03 626F62 00" + WELCOME_TO_ALL));
        }
    }

    @Test
    void letsGuestsInWhereTheyMay() throws Exception {
        open();
        try (TestClient client = door.silent()) {
            client.send(frame("01 00", "524C544F 01 00 00 0000 00 00" + u32(0)))
                    .expect(frame("81 01", "01" + u64(1) + text8("guest-1") + "00" + WELCOME_TO_ALL));
        }
        door.close();
        open("accounts.anonymous=off");
        try (TestClient client = door.silent()) {
            client.send(frame("01 00", "524C544F 01 00 00 0000 00 00" + u32(0))).expectBye(1101);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "wrong password, 524C544F 01 02 03 626F62 0001 78 00 00 00000000, 1101",
        "illegal device, 524C544F 01 02 03 626F62 0006 736563726574 01 07 00 00000000, 1001",
        "long platform, 524C544F 01 01 00 0001 61 00 21 "
                + "616161616161616161616161616161616161616161616161616161616161616161 00000000, 1002",
        "other magic, 524C5450 01 00 00 0000 00 00 00000000, 1001",
        "other version, 524C544F 02 00 00 0000 00 00 00000000, 1003",
        "other way, 524C544F 01 03 00 0000 00 00 00000000, 1001",
        "guest with a login, 524C544F 01 00 01 61 0000 00 00 00000000, 1001",
        "guest with a secret, 524C544F 01 00 00 0001 61 00 00 00000000, 1001",
        "token with a login, 524C544F 01 01 01 61 0001 61 00 00 00000000, 1001",
        "surplus, 524C544F 01 00 00 0000 00 00 00000000 00, 1001",
        "too short, 524C544F 01 00 00 0000 00 00 000000, 1001",
        "bad UTF-8, 524C544F 01 02 02 C328 0001 61 00 00 00000000, 1001",
    })
    void saysWhyItRefuses(String name, String body, int code) throws Exception {
        open();
        try (TestClient client = door.silent()) {
            client.send(frame("01 00", body)).expectBye(code);
        }
        assertThat(door.sessions().opened()).isEmpty();
    }

    @Test
    void wantsHelloFirstAndOnce() throws Exception {
        open();
        try (TestClient early = door.silent();
                TestClient twice = door.signedIn("bob")) {
            early.send("00000006 03").expectBye(1101);
            twice.send(hello("bob", 0)).expectBye(1202);
            assertThat(door.dropped(DropReason.MALFORMED)).isEqualTo(2);
        }
    }

    @Test
    void takesUpBehindTheAnswerWhatCameBehindHello() throws Exception {
        open();
        door.sessions().hold();
        try (TestClient client = door.silent()) {
            client.send(hello("bob", 0) + "00000006 03 00 00000001" + "00000006 03 00 00000002");
            await().until(() -> !door.sessions().signIns().isEmpty());
            door.sessions().release();

            client.readFrame("81");
            client.expect("00000006 84 00 00000001").expect("00000006 84 00 00000002");
        }
    }

    @Test
    void closesTheSessionOfWhoLeftDuringTheSignIn() throws Exception {
        open();
        door.sessions().hold();
        try (TestClient client = door.silent()) {
            client.send(hello("bob", 0));
            await().until(() -> !door.sessions().signIns().isEmpty());
        }
        door.sessions().release();

        await().until(() -> !door.sessions().opened().isEmpty());
        await().until(() -> door.session("bob").closes() == 1);
        await().until(() -> door.open() == 0);
    }

    @Test
    void closesWhoSaysAByteNowAndThen() throws Exception {
        open("listeners.loginTimeout=1s");
        byte[] hello = TestClient.bytes(hello("bob", 0));
        try (TestClient client = door.silent();
                TestClient mute = door.silent()) {
            for (int i = 0; i < hello.length - 1 && client.available() == 0; i++) {
                client.send(new byte[] {hello[i]});
                long next = System.nanoTime() + 200_000_000L;
                await().until(() -> System.nanoTime() > next || client.available() > 0);
            }
            client.expectBye(1006);
            mute.expectBye(1006);
        }
    }

    @Test
    void closesWhoSaysNothingForLonger() throws Exception {
        open("sessions.keepAlive=1s");
        try (TestClient client = door.signedIn("bob")) {
            client.ping().expectBye(1006);
        }
        await().until(() -> door.session("bob").closes() == 1);
    }

    @ParameterizedTest
    @EnumSource(Push.Reason.class)
    void saysWhyASessionEnds(Push.Reason reason) throws Exception {
        open();
        try (TestClient client = door.signedIn("bob")) {
            door.session("bob").push(new Push.Kicked(reason));

            client.expectBye(
                    switch (reason) {
                        case REPLACED, OTHER_DEVICE -> 1104;
                        case TOKEN_EXPIRED -> 1102;
                        case SIGNED_OUT -> 1101;
                        case BLOCKED -> 1105;
                        case SHUTDOWN -> 0;
                    });
        }
        await().until(() -> door.open() == 0);
        assertThat(door.session("bob").closes()).isEqualTo(1);
    }

    @Test
    void saysGoodbyeWhenTheDoorCloses() throws Exception {
        open();
        try (TestClient client = door.signedIn("bob");
                TestClient silent = door.silent()) {
            await().until(() -> door.open() == 2);
            door.stop();

            client.expectBye(0);
            silent.expectBye(0);
        }
    }

    @Test
    void leavesWhenEverythingBeforeIsDone() throws Exception {
        open();
        Promise<Sent> sent = Promise.promise();
        try (TestClient client = door.signedIn("bob")) {
            door.session("bob").answer(MessageCommand.SendMessage.class, command -> sent.future());
            client.send(frame("04 00", u32(9) + text16("alice") + "00" + "00 00 78") + "00000002 02 00");
            await().until(() -> !door.session("bob").commands().isEmpty());
            assertThat(door.session("bob").closes()).isZero();

            sent.complete(new Sent(null, new MessageId(5), 6, 7, 1, 0, false));

            client.expect(frame("85 00", u32(9) + u64(5) + u64(6) + u64(7)));
            client.expectClosed();
            await().until(() -> door.session("bob").closes() == 1);
        }
    }

    @Test
    void letsOnlySoManyIn() throws Exception {
        open("listeners.maxConnections=1");
        try (TestClient client = door.signedIn("bob");
                TestClient more = door.silent()) {
            more.expectClosed();
            client.ping();
            assertThat(door.dropped(DropReason.CONNECTION_LIMIT)).isEqualTo(1);
        }
    }

    @Test
    void refusesWhatCoreRefuses() throws Exception {
        open();
        door.sessions().refuse(ErrorCode.OVERLOADED);
        try (TestClient client = door.silent()) {
            client.send(hello("bob", 0)).expectBye(1005);
        }
        assertThat(door.instancesShareThePort()).isTrue();
        assertThat(List.of(door.port())).allMatch(port -> port > 0);
    }

    private void open(String... settings) {
        door = new TestDoor(settings);
    }
}
