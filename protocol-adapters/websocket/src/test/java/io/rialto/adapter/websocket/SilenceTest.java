package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.Loop;
import org.junit.jupiter.api.Test;

/** Clients that are gone without a word, as behind a network that was lost. */
class SilenceTest {
    private static final int PING = 0x9;
    private static final int PONG = 0x8A;
    private static final byte[] NOTHING = {};

    @Test
    void asksWhoIsSilentThenTakesItForLost() {
        long start = Loop.now();
        Silence silence = new Silence(30_000);

        assertThat(silence.at(start + 29_000, false)).isEqualTo(Silence.Verdict.FINE);
        assertThat(silence.at(start + 31_000, false)).isEqualTo(Silence.Verdict.ASK);
        assertThat(silence.at(start + 46_000, false)).isEqualTo(Silence.Verdict.FINE);
        assertThat(silence.at(start + 46_001, false)).isEqualTo(Silence.Verdict.LOST);
    }

    @Test
    void asksAnewAfterEveryAnswer() {
        long start = Loop.now();
        Silence silence = new Silence(30_000);

        assertThat(silence.at(start + 31_000, false)).isEqualTo(Silence.Verdict.ASK);
        assertThat(silence.at(start + 32_000, true)).isEqualTo(Silence.Verdict.FINE);
        assertThat(silence.at(start + 62_000, false)).isEqualTo(Silence.Verdict.FINE);
        assertThat(silence.at(start + 62_001, false)).isEqualTo(Silence.Verdict.ASK);
    }

    @Test
    void takesNobodyForLostWhoWasNotAsked() {
        long start = Loop.now();
        Silence silence = new Silence(1_000);

        assertThat(silence.at(start + 60_000, false)).isEqualTo(Silence.Verdict.ASK);
    }

    @Test
    void endsTheSessionOfAClientThatAnswersNoPing() {
        try (TestNode node = new TestNode("sessions.keepAlive=1s");
                RawClient client = signedIn(node)) {
            assertThat(client.read().opcode()).isEqualTo(PING);

            assertThat(client.readCloseCode()).isEqualTo(1008);
            await().until(() -> node.sessions().ofDevice("phone").closes() == 1);
        }
    }

    @Test
    void keepsAClientThatAnswers() {
        try (TestNode node = new TestNode("sessions.keepAlive=1s");
                RawClient client = signedIn(node)) {
            for (int pings = 0; pings < 3; pings++) {
                assertThat(client.read().opcode()).isEqualTo(PING);
                client.write(RawClient.frame(PONG, NOTHING));
            }

            assertThat(node.sessions().ofDevice("phone").closes()).isZero();
        }
    }

    private static RawClient signedIn(TestNode node) {
        RawClient client = node.raw(WebSocketDoor.PATH)
                .text("{\"id\":0,\"op\":\"auth\",\"args\":{\"token\":\"alice\",\"dev\":\"phone\",\"sync\":\"none\"}}");
        assertThat(client.read().text()).contains("\"code\":0");
        return client;
    }
}
