package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import io.rialto.launcher.it.kit.MqttBytes;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MQTT 5.0, chapters 3.15, 4.12: enhanced authentication, by SCRAM-SHA-256. */
@Specification(Version.MQTT_5_0)
final class Mqtt5AuthenticationTest extends Conformance {
    private static final int AUTH = 0xF0;
    private static final int CONTINUE = 0x18;
    private static final int AGAIN = 0x19;
    private static final String PASSWORD = "pencil";

    private String account;

    @BeforeEach
    void makeAccount() {
        account = BROKER.node().accounts().make("scram", PASSWORD);
    }

    @Test
    @Tests(v5 = {"4.12.0-2", "4.12.0-3", "4.12.0-5", "3.15.2-1"})
    void letsAClientInThatProvesInTwoTurnsWhoItIs() {
        ScramClient scram = new ScramClient(account, PASSWORD, "abc");
        Peer client = stranger();
        client.send(asks(scram.first()).bytes());
        Heard asked = client.expect(Heard.AUTH);
        assertThat(asked.reason()).isEqualTo(CONTINUE);
        assertThat(asked.property(Props.AUTH_METHOD)).containsExactly(ScramClient.METHOD);

        client.send(auth(CONTINUE, scram.last(data(asked))));

        Heard answer = client.expect(Heard.CONNACK);
        assertThat(answer.reason()).isZero();
        assertThat(answer.property(Props.AUTH_METHOD)).containsExactly(ScramClient.METHOD);
        assertThat(scram.believes(data(answer))).isTrue();
        client.publish(Publish.of(topic(), "in").qos(1, 7));
    }

    @Test
    @Tests(v5 = {"4.12.0-2", "4.12.0-3"})
    void asksAClientThatSaysNothingFirst() {
        ScramClient scram = new ScramClient(account, PASSWORD, "abc");
        Peer client = stranger();
        client.send(connect()
                .properties(new Props().text(Props.AUTH_METHOD, ScramClient.METHOD))
                .bytes());
        Heard nothing = client.expect(Heard.AUTH);
        assertThat(nothing.property(Props.AUTH_DATA)).isEmpty();

        client.send(auth(CONTINUE, scram.first()));
        client.send(auth(CONTINUE, scram.last(data(client.expect(Heard.AUTH)))));

        assertThat(client.expect(Heard.CONNACK).reason()).isZero();
    }

    @Test
    @Tests(v5 = "4.12.0-4")
    void refusesAWrongPasswordAndAnAccountThatIsNotThereAlike() {
        for (ScramClient scram : new ScramClient[] {
            new ScramClient(account, "crayon", "abc"), new ScramClient("nobody-at-all", PASSWORD, "abc")
        }) {
            Peer client = stranger();
            client.send(asks(scram.first()).bytes());
            client.send(auth(CONTINUE, scram.last(data(client.expect(Heard.AUTH)))));

            client.expectRefusal(0x86);
        }
    }

    @Test
    @Tests(v5 = "3.1.2-30")
    void takesNothingButAuthBeforeItHasLetTheClientIn() {
        Peer client = stranger();
        client.send(asks(new ScramClient(account, PASSWORD, "abc").first()).bytes());
        client.expect(Heard.AUTH);

        client.send(0xC0, 0).expectRefusal(0x82);
    }

    @Test
    @Tests(v5 = "4.12.0-5")
    void refusesAnAuthByAnotherMethodOrReason() {
        for (byte[] wrong :
                new byte[][] {auth(CONTINUE, "PLAIN", new byte[1]), auth(AGAIN, new byte[1]), auth(0, new byte[1])}) {
            Peer client = stranger();
            client.send(asks(new ScramClient(account, PASSWORD, "abc").first()).bytes());
            client.expect(Heard.AUTH);

            client.send(wrong).expectRefusal(0x82);
        }
    }

    @Test
    void aClientMayGoWhileItProvesWhoItIs() {
        Peer client = stranger();
        client.send(asks(new ScramClient(account, PASSWORD, "abc").first()).bytes());
        client.expect(Heard.AUTH);

        client.disconnect();
    }

    @Test
    @Tests(v5 = {"4.12.1-1", "3.15.2-1"})
    void aClientProvesAgainWhoItIsWhileItGoesOn() {
        Peer client = signedIn();
        String topic = topic();
        client.subscribe(topic, 0);
        ScramClient scram = new ScramClient(account, PASSWORD, "def");

        client.send(auth(AGAIN, scram.first()));
        Heard asked = client.expect(Heard.AUTH);
        assertThat(asked.reason()).isEqualTo(CONTINUE);
        client.publish(Publish.of(topic, "meanwhile"));
        client.expectText("meanwhile");
        client.send(auth(CONTINUE, scram.last(data(asked))));

        Heard done = client.expect(Heard.AUTH);
        assertThat(done.reason()).isZero();
        assertThat(done.property(Props.AUTH_METHOD)).containsExactly(ScramClient.METHOD);
        assertThat(scram.believes(data(done))).isTrue();
        client.expectNothing();
    }

    @Test
    @Tests(v5 = "4.12.1-2")
    void endsTheConnectionOfAClientThatFailsToProveItAgain() {
        Peer client = signedIn();
        ScramClient wrong = new ScramClient(account, "crayon", "def");

        client.send(auth(AGAIN, wrong.first()));
        client.send(auth(CONTINUE, wrong.last(data(client.expect(Heard.AUTH)))));

        client.expectEnd(0x87);
    }

    @Test
    @Tests(v5 = "4.12.1-2")
    void nobodyBecomesSomebodyElse() {
        Peer client = signedIn();
        ScramClient other = new ScramClient(BROKER.node().accounts().make("scram", PASSWORD), PASSWORD, "def");

        client.send(auth(AGAIN, other.first()));
        client.send(auth(CONTINUE, other.last(data(client.expect(Heard.AUTH)))));

        client.expectEnd(0x87);
    }

    @Test
    @Tests(v5 = "4.12.1-1")
    void endsTheConnectionOnAnAuthThatNobodyWaitsFor() {
        signedIn().send(auth(CONTINUE, new byte[1])).expectEnd(0x82);
        signedIn().send(auth(AGAIN, "PLAIN", new byte[1])).expectEnd(0x82);
        signedIn().send(auth(0, new byte[1])).expectEnd(0x82);
        Peer twice = signedIn().send(auth(AGAIN, new ScramClient(account, PASSWORD, "d").first()));
        twice.expect(Heard.AUTH);
        twice.send(auth(AGAIN, new byte[1])).expectEnd(0x82);
    }

    @Test
    void anotherClientThanOursProvesItAsWell() throws Exception {
        Mqtt5BlockingClient client = hive(PASSWORD);
        client.connect();

        client.toAsync().reauth().get(10, TimeUnit.SECONDS);

        assertThat(client.getState().isConnected()).isTrue();
        client.disconnect();
        assertThatThrownBy(() -> hive("crayon").connect()).isInstanceOf(Mqtt5ConnAckException.class);
    }

    private Mqtt5BlockingClient hive(String password) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(fresh("hive"))
                .serverHost("127.0.0.1")
                .serverPort(BROKER.port())
                .enhancedAuth(new HiveMqScram(account, password))
                .buildBlocking();
    }

    private Peer signedIn() {
        ScramClient scram = new ScramClient(account, PASSWORD, "abc");
        Peer client = stranger();
        client.send(asks(scram.first()).bytes());
        client.send(auth(CONTINUE, scram.last(data(client.expect(Heard.AUTH)))));
        assertThat(client.expect(Heard.CONNACK).reason()).isZero();
        return client;
    }

    private Connect asks(byte[] data) {
        return new Connect(version(), fresh("client")).properties(proof(ScramClient.METHOD, data));
    }

    private static byte[] auth(int reason, byte[] data) {
        return auth(reason, ScramClient.METHOD, data);
    }

    private static byte[] auth(int reason, String method, byte[] data) {
        return new MqttBytes()
                .bytes(reason)
                .raw(proof(method, data).withLength())
                .packet(AUTH);
    }

    private static Props proof(String method, byte[] data) {
        int[] values = new int[data.length];
        for (int i = 0; i < data.length; i++) {
            values[i] = data[i] & 0xFF;
        }
        return new Props().text(Props.AUTH_METHOD, method).binary(Props.AUTH_DATA, values);
    }

    private static byte[] data(Heard heard) {
        return HexFormat.of().parseHex(heard.property(Props.AUTH_DATA).get(0));
    }
}
