package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Mailbox;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A payload in pieces, with small frames of the same publisher between them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class LargePayloadsIT {
    private static final int SUBSCRIBER_WINDOW = 65_536;
    private static final int PIECE = 32_768;
    private static final int PIECES = 512;
    private static final int SMALL_EVERY = 16;

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    @Test
    void aPayloadArrivesWholeWithTheSmallFramesWhereTheyWerePublished(NodeUnderTest node) {
        byte[] payload = new byte[PIECE * PIECES];
        new Random(1).nextBytes(payload);
        Buffer whole = Buffer.buffer(new byte[payload.length]);
        Mailbox<String> arrived = new Mailbox<>("pieces, small frames");
        List<String> published = new ArrayList<>();
        try (BigBinaryDevice publisher =
                        BigBinaryDevice.signedIn(node, node.accounts().make("bob"), "");
                BigBinaryDevice subscriber = BigBinaryDevice.signedIn(
                        node.port("bigbinary"), node, node.accounts().make("alice"), "", SUBSCRIBER_WINDOW)) {
            BigBinaryDevice.Place room = publisher.create();
            subscriber.onPiece(piece -> {
                whole.setBytes((int) piece.offset(), piece.body().getBytes());
                arrived.add("piece at " + piece.offset());
            });
            subscriber.frames().passTo(frame -> arrived.add("small " + frame.body()));
            subscriber.subscribe(room.room());

            for (int i = 0; i < PIECES; i++) {
                if (i % SMALL_EVERY == 0) {
                    publisher.publish(room.handle(), 0, String.valueOf(i).getBytes(StandardCharsets.US_ASCII));
                    published.add("small " + i);
                }
                int offset = i * PIECE;
                byte[] piece = Arrays.copyOfRange(payload, offset, offset + PIECE);
                publisher.publishPiece(room.handle(), 7, offset, payload.length, piece);
                published.add("piece at " + offset);
            }

            assertThat(arrived.awaitSize(published.size())).isEqualTo(published);
            assertThat(whole.getBytes()).isEqualTo(payload);
            assertThat(subscriber.gaps().size()).isZero();
        }
    }
}
