package io.rialto.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.cluster.NodeId;
import io.rialto.cluster.testing.MeshHands;
import io.rialto.config.Secret;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HandshakeTest {
    private final Handshake connected = handshake(MeshHands.CREDENTIALS, Handshake.Side.CONNECTED, "a", "01");
    private final Handshake accepted = handshake(MeshHands.CREDENTIALS, Handshake.Side.ACCEPTED, "b", "02");

    @Test
    void twoThatKnowTheSecretProveItAndCallTheLinkTheSame() {
        meet(connected, accepted);

        assertThat(connected.proves(accepted.proof())).isTrue();
        assertThat(accepted.proves(connected.proof())).isTrue();
        assertThat(connected.link()).isEqualTo(accepted.link());
        assertThat(connected.peer().node()).isEqualTo(new NodeId("b"));
    }

    @Test
    void aProofCannotBeSentBackToWhoMadeIt() {
        meet(connected, accepted);

        assertThat(accepted.proves(accepted.proof())).isFalse();
        assertThat(connected.proves(connected.proof())).isFalse();
    }

    @Test
    void aProofIsWorthNothingOnAnotherConnection() {
        meet(connected, accepted);
        byte[] proof = connected.proof();
        Handshake later = handshake(MeshHands.CREDENTIALS, Handshake.Side.ACCEPTED, "b", "03");
        later.heard(connected.hello());

        assertThat(later.proves(proof)).isFalse();
    }

    @Test
    void anotherSecretProvesNothing() {
        Handshake stranger = handshake(
                Credentials.of("test", new Secret("another secret, just as long as the first")),
                Handshake.Side.CONNECTED,
                "a",
                "01");
        meet(stranger, accepted);

        assertThat(accepted.proves(stranger.proof())).isFalse();
    }

    @Test
    void nothingProvesAnythingBeforeTheHello() {
        assertThat(accepted.proves(new byte[32])).isFalse();
    }

    @Test
    void everyHelloThatIsCutShortIsRefused() {
        byte[] hello = connected.hello();

        for (int length = 0; length < hello.length; length++) {
            byte[] cut = Arrays.copyOf(hello, length);
            assertThatThrownBy(() -> accepted.heard(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theSameSecretMakesTheSameNameAnotherSecretAnother() {
        Credentials same = Credentials.of("test", new Secret("a secret of tests, known to everybody"));
        Credentials otherCluster = Credentials.of("other", new Secret("a secret of tests, known to everybody"));

        assertThat(same.word("cluster name"))
                .isEqualTo(MeshHands.CREDENTIALS.word("cluster name"))
                .isNotEqualTo(otherCluster.word("cluster name"))
                .isNotEqualTo(same.word("another purpose"));
    }

    private static void meet(Handshake one, Handshake other) {
        one.heard(other.hello());
        other.heard(one.hello());
    }

    private static Handshake handshake(Credentials credentials, Handshake.Side side, String name, String nonce) {
        Hello hello =
                new Hello(nonce.repeat(32), new NodeId(name), "tag", 1, 2, false, "node." + name, List.of(1L, 2L, 3L));
        return new Handshake(credentials, side, hello);
    }
}
