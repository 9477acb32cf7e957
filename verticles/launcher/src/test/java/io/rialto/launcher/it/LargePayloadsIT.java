package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.BigDevice;
import io.rialto.launcher.it.kit.BigDevice.Fields;
import io.rialto.launcher.it.kit.BigDevice.Frame;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.NodeUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The big-binary door on a whole node: messages, a payload in pieces with small frames between them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class LargePayloadsIT {
    private static final int SUBSCRIBER_WINDOW = 65_536;
    private static final int PUBLISHER_WINDOW = 262_144;
    private static final int PIECE = 32_768;
    private static final int PIECES = 512;
    private static final int SMALL_EVERY = 16;

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    @Test
    void aMessageReachesTheInboxOfItsRecipient(NodeUnderTest node) {
        String alice = node.accounts().make("alice");
        String bob = node.accounts().make("bob");
        try (BigDevice from = BigDevice.signedIn(node, bob, 0);
                BigDevice to = BigDevice.signedIn(node, alice, 0)) {
            to.send(0x07, 0, new Fields().u32(1).u8(8)).read(0x86);

            from.send(
                    0x04,
                    0,
                    new Fields()
                            .u32(2)
                            .text16(alice)
                            .text8("c-1")
                            .text8("text")
                            .u8(0)
                            .raw(new byte[] {'h', 'i'}));

            assertThat(from.read(0x85).body().getInt()).isEqualTo(2);
            Frame item = to.read(0x89);
            assertThat(item.flags()).isZero();
            assertThat(item.body().get(item.body().limit() - 1)).isEqualTo((byte) 'i');
        }
    }

    @Test
    void aPayloadArrivesWholeWithSmallFramesBetweenItsPieces(NodeUnderTest node) throws InterruptedException {
        String alice = node.accounts().make("alice");
        String bob = node.accounts().make("bob");
        byte[] payload = new byte[PIECE * PIECES];
        new Random(1).nextBytes(payload);
        try (BigDevice publisher = BigDevice.signedIn(node, bob, 0);
                BigDevice subscriber = BigDevice.signedIn(node, alice, SUBSCRIBER_WINDOW)) {
            Frame entered =
                    publisher.send(0x10, 0, new Fields().u32(1).u8(0).text8("")).read(0x90);
            entered.body().getInt();
            int handle = entered.body().getInt();
            entered.body().position(entered.body().position() + 16);
            String room = entered.text8();
            subscriber
                    .send(0x17, 0, new Fields().u32(1).text8(room).u8(0).u8(0))
                    .read(0x91);

            Thread sending = new Thread(() -> publish(publisher, handle, payload));
            sending.start();
            List<Long> order = new ArrayList<>();
            byte[] whole = receive(subscriber, payload.length, order);
            sending.join();

            assertThat(whole).isEqualTo(payload);
            assertThat(order).isSorted().hasSize(PIECES + PIECES / SMALL_EVERY);
        }
    }

    private static void publish(BigDevice publisher, int handle, byte[] payload) {
        int underWay = 0;
        for (int i = 0; i < PIECES; i++) {
            while (underWay + PIECE > PUBLISHER_WINDOW) {
                underWay -= publisher.read(0x8F).body().getInt();
            }
            byte[] piece = new byte[PIECE];
            System.arraycopy(payload, i * PIECE, piece, 0, PIECE);
            if (i % SMALL_EVERY == 0) {
                publisher.send(0x20, 0, frame(handle).raw(new byte[] {'s'}));
            }
            publisher.send(
                    0x20,
                    2,
                    frame(handle)
                            .u64(7)
                            .u64((long) i * PIECE)
                            .u64(payload.length)
                            .raw(piece));
            underWay += PIECE;
        }
    }

    private static Fields frame(int handle) {
        return new Fields().u32(handle).u64(0).u8(0).text8("");
    }

    /** Reads frames until the payload is whole; a gap, which is no FRAME, fails. */
    private static byte[] receive(BigDevice subscriber, int length, List<Long> order) {
        byte[] whole = new byte[length];
        int got = 0;
        while (got < length) {
            Frame frame = subscriber.read(0x8A);
            frame.body().getInt();
            frame.body().getLong();
            order.add(frame.body().getLong());
            frame.body().get();
            frame.text8();
            frame.text8();
            if (frame.flags() == 2) {
                frame.body().getLong();
                int offset = (int) frame.body().getLong();
                frame.body().getLong();
                int bytes = frame.body().remaining();
                frame.body().get(whole, offset, bytes);
                got += bytes;
                subscriber.send(0x21, 0, new Fields().u32(bytes));
            } else {
                subscriber.send(0x21, 0, new Fields().u32(frame.body().remaining()));
            }
        }
        return whole;
    }
}
