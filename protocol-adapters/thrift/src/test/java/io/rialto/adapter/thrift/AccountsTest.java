package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.NoLeaks;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class AccountsTest {
    private static TestDoor door;

    @BeforeAll
    static void open() {
        door = new TestDoor();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void registersAsAtimDoes() {
        byte[] answer = door.post(Vector.frame("atim HTTP Register", "thrift-compact"));

        assertThat(answer[0]).isEqualTo((byte) 12);
        assertThat(Compact.read(answer, 1)).isEqualTo(Compact.struct(1, true, 2, (byte) 14, 5, "node-tim1@tlnet.top"));
        assertThat(door.password("tim1@tlnet.top")).isEqualTo("123");
    }

    @Test
    void registersOnce() {
        byte[] register = body(14, Compact.struct(1, "twice", 2, "pw"));
        door.post(register);

        assertThat(failure(door.post(register))).isEqualTo(4101);
    }

    @Test
    void registersNobodyWithoutAPassword() {
        assertThat(failure(door.post(body(14, Compact.struct(1, "ann"))))).isEqualTo(4104);
    }

    @Test
    void answersJsonWithJson() {
        byte[] body = TimClient.concat(
                new byte[] {(byte) 0x8E}, "{\"name\":\"js\",\"pwd\":\"p\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(door.post(body), StandardCharsets.UTF_8))
                .isEqualTo("\f{\"ok\":true,\"timType\":14,\"n\":\"node-js\"}");
    }

    @Test
    void givesATokenInBothForms() {
        Map<Integer, Object> ack = Compact.read(door.post(body(15, Compact.struct(1, "ann", 2, "secret"))), 1);

        String text = Long.toString(TestDoor.TICKET);
        assertThat(ack).containsEntry(1, true).containsEntry(5, text).containsEntry(4, TestDoor.TICKET);
        assertThat(door.client().send(16, Compact.struct(6, text)).ack(16)).containsEntry(5, text);
        assertThat(door.client().send(16, Compact.struct(6, ack.get(4))).ack(16))
                .containsEntry(5, text);
    }

    @Test
    void givesNoTokenForAWrongPassword() {
        assertThat(failure(door.post(body(15, Compact.struct(1, "ann", 2, "wrong")))))
                .isEqualTo(4102);
    }

    @Test
    void answersWhateverComesWithAFrame() {
        assertThat(failure(door.post(new byte[0]))).isEqualTo(4104);
        assertThat(failure(door.post(new byte[] {90, 0}))).isEqualTo(4104);
        assertThat(failure(door.post(new byte[] {14, 0x18, 0x7F}))).isEqualTo(4104);
    }

    @Test
    void refusesALargeBody() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + "/tim2"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000]))
                .build();

        assertThat(door.send(request).statusCode()).isEqualTo(413);
        registersAgain();
    }

    @Test
    void hasNoOtherPlaces() {
        assertThat(status("/nowhere")).isEqualTo(404);
        assertThat(status("/tim")).isEqualTo(426);
    }

    private static void registersAgain() {
        byte[] answer = door.post(body(14, Compact.struct(1, "good", 2, "pw")));
        assertThat(Compact.read(answer, 1)).containsEntry(1, true);
    }

    private static int status(String path) {
        return door.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
                        .build())
                .statusCode();
    }

    private static byte[] body(int command, Map<Integer, Object> auth) {
        return TimClient.concat(new byte[] {(byte) command}, Compact.write(auth));
    }

    private static int failure(byte[] answer) {
        Map<Integer, Object> ack = Compact.read(answer, 1);
        assertThat(ack).containsEntry(1, false);
        return (Integer) ((Map<?, ?>) ack.get(3)).get(1);
    }
}
