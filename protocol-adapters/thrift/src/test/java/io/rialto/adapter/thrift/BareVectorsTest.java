package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.Loop;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.Items;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.message.Content;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors without a struct: acknowledgements, pings, big data, the offline messages asked for and ended. */
@ExtendWith(NoLeaks.class)
class BareVectorsTest {
    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    static Stream<Vector> fromClients() {
        return Vector.all().filter(one -> one.struct() == null && one.incoming());
    }

    static Stream<Vector> toClients() {
        return Vector.all().filter(one -> one.struct() == null && !one.incoming());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fromClients")
    void understands(Vector vector) {
        switch (TimCommand.of(vector.frame()[0])) {
            case ACK -> acknowledges(vector);
            case PING -> assertThat(signedIn().raw(vector.frame()).frame(13, 0)).hasSize(1);
            case OFFLINE ->
                assertThat(signedIn().raw(vector.frame()).frame(18, 0)).hasSize(1);
            case BIG_STRING, BIG_BINARY, BIG_STREAM -> reads(vector);
            default -> throw new AssertionError("nothing is known of " + vector);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("toClients")
    void answersByteForByte(Vector vector) {
        TimClient client = signedIn();

        switch (TimCommand.of(vector.frame()[0])) {
            case PING -> client.send(13);
            case OFFLINE_END -> client.send(17);
            default -> {
                assertThat(written(vector)).isEqualTo(vector.frame());
                return;
            }
        }
        assertThat(client.frame(vector.command(), 0)).isEqualTo(vector.frame());
    }

    private void acknowledges(Vector vector) {
        TimClient client = signedIn();
        FakeSession session = door.sessions().ofDevice("phone");
        session.push(Items.received(5, "d:ann|bob", "bob", Content.text("hi")));
        client.frame(0xDA, 0);

        client.raw(vector.frame());

        await().until(() -> session.commands(InboxCommand.AckInbox.class).size() == 1);
    }

    private static void reads(Vector vector) {
        BigDataAssembly assembly = new BigDataAssembly(1 << 20, Loop::now);

        assertThat(assembly.begin(vector.frame())).isTrue();

        BigData data = assembly.takeWhole();
        Map<?, ?> expected = (Map<?, ?>) vector.value();
        assertThat(data.node()).isEqualTo(expected.get("node"));
        assertThat(HexFormat.of().formatHex(data.bytes())).isEqualTo(expected.get("dataHex"));
    }

    private static byte[] written(Vector vector) {
        Map<?, ?> value = (Map<?, ?>) vector.value();
        int separator = Integer.decode((String) value.get("separator"));
        byte[] data = HexFormat.of().parseHex((String) value.get("dataHex"));
        byte[] body = BigData.body((String) value.get("node"), separator, data);
        return TimClient.concat(new byte[] {(byte) vector.command()}, body);
    }

    private TimClient signedIn() {
        return door.client().signedIn("ann", "phone");
    }
}
