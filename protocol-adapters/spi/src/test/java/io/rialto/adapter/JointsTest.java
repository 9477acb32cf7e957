package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rialto.adapter.testing.NoLeaks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What connections are given one after the other; each of them is given duplicates of what is shared. */
@ExtendWith(NoLeaks.class)
class JointsTest {
    private final Joints joints = new Joints();
    private final List<ByteBuf> shared = new ArrayList<>();
    private final List<ByteBuf> given = new ArrayList<>();

    @AfterEach
    void holdNothing() {
        joints.clear();
        given.forEach(ByteBuf::release);

        assertThat(shared).allMatch(one -> one.refCnt() == 1);
        shared.forEach(ByteBuf::release);
    }

    @Test
    void piecesThatManyAreGivenAreOneBufferFromTheSecondConnectionOn() {
        ByteBuf a = shared("a", Joints.MANY);
        ByteBuf b = shared("b", 0);

        ByteBuf first = join(a, b);
        ByteBuf second = join(a, b);
        ByteBuf third = join(a, b);

        assertThat(first).isNull();
        assertThat(text(second)).isEqualTo("ab");
        assertThat(text(third)).isEqualTo("ab");
        second.setByte(0, 'x');
        assertThat(text(third)).as("the same bytes").isEqualTo("xb");
    }

    @Test
    void whatIsJoinedIsJoinedOn() {
        ByteBuf a = shared("a", Joints.MANY);
        ByteBuf b = shared("b", 0);
        ByteBuf c = shared("c", 0);
        join(a, b);
        List<ByteBuf> pairs = new ArrayList<>();
        for (int i = 0; i <= Joints.MANY; i++) {
            pairs.add(joints.join(a.retainedDuplicate(), b.retainedDuplicate()));
        }

        List<String> written = new ArrayList<>();
        for (ByteBuf pair : pairs) {
            written.add(text(joinHeld(pair, c)));
        }

        assertThat(written).startsWith("", "abc").contains("abc");
    }

    @Test
    void whatFewHoldStaysAsItIs() {
        ByteBuf a = shared("a", 1);
        ByteBuf b = shared("b", 0);

        assertThat(join(a, b)).isNull();
        assertThat(join(a, b)).isNull();
        assertThat(join(a, b)).isNull();
    }

    @Test
    void whatOneConnectionIsGivenAloneIsNotJoined() {
        ByteBuf a = shared("a", Joints.MANY);

        for (int i = 0; i < 3; i++) {
            ByteBuf one = a.retainedDuplicate();
            ByteBuf own = bytes("b");
            given.add(one);
            given.add(own);
            assertThat(joints.join(one, own)).isNull();
        }
    }

    @Test
    void largePiecesStayAsTheyAre() {
        ByteBuf a = shared("a".repeat(Joints.MOST), Joints.MANY);
        ByteBuf b = shared("b", 0);

        assertThat(join(a, b)).isNull();
        assertThat(join(a, b)).isNull();
    }

    @Test
    void formatsThatTakeTurnsAreJoinedEachForItself() {
        ByteBuf a = shared("a", Joints.MANY);
        ByteBuf b = shared("b", 0);
        ByteBuf c = shared("c", Joints.MANY);
        ByteBuf d = shared("d", 0);
        join(a, b);
        join(c, d);

        assertThat(text(join(a, b))).isEqualTo("ab");
        assertThat(text(join(c, d))).isEqualTo("cd");
        assertThat(text(join(a, b))).isEqualTo("ab");
    }

    @Test
    void anotherPartOfTheSameBytesIsAnotherPiece() {
        ByteBuf a = shared("xa", Joints.MANY);
        ByteBuf b = shared("b", 0);
        join(a, b);

        ByteBuf part = a.retainedDuplicate().skipBytes(1);
        given.add(part);
        ByteBuf next = b.retainedDuplicate();
        given.add(next);

        assertThat(joints.join(part, next)).isNull();
    }

    @Test
    void slicesOfOneBufferAreToldApart() {
        ByteBuf frames = shared("abcd", Joints.MANY);
        join(frames.slice(0, 1), frames.slice(1, 1));

        assertThat(join(frames.slice(2, 1), frames.slice(3, 1))).isNull();
        assertThat(text(join(frames.slice(2, 1), frames.slice(3, 1)))).isEqualTo("cd");
        assertThat(text(join(frames.slice(0, 1), frames.slice(1, 1)))).isEqualTo("ab");
    }

    @Test
    void partsOfPooledMemoryAreToldApart() {
        ByteBuf frames = PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(new byte[] {'a', 'b', 'c', 'd'});
        hold(frames, Joints.MANY);
        join(frames.slice(0, 1), frames.slice(1, 1));

        assertThat(join(frames.slice(2, 1), frames.slice(3, 1))).isNull();
        assertThat(text(join(frames.slice(2, 1), frames.slice(3, 1)))).isEqualTo("cd");
    }

    /** Else the detector takes them for lost, see {@link NoLeaks}. */
    @Test
    void bytesThatAreHeldHereLastAreKnownToBeReleased() {
        ByteBuf a = bytes("a");
        ByteBuf b = bytes("b");
        List<ByteBuf> pieces = new ArrayList<>();
        for (int i = 0; i < Joints.MANY; i++) {
            pieces.add(a.retainedDuplicate());
        }
        ByteBuf next = b.retainedDuplicate();
        joints.join(pieces.get(0), next);
        pieces.forEach(ByteBuf::release);
        next.release();
        a.release();
        b.release();

        joints.clear();

        assertThat(a.refCnt()).isZero();
        assertThat(b.refCnt()).isZero();
    }

    @Test
    void bytesOnTheHeapStayAsTheyAre() {
        ByteBuf a = Unpooled.buffer().writeByte('a');
        hold(a, Joints.MANY);
        ByteBuf b = shared("b", 0);

        assertThat(join(a, b)).isNull();
        assertThat(join(a, b)).isNull();
    }

    /** What a connection that has been given the one is given with the other; null where they stay two. */
    private ByteBuf join(ByteBuf one, ByteBuf other) {
        return joinHeld(one.retainedDuplicate(), other);
    }

    private ByteBuf joinHeld(ByteBuf held, ByteBuf other) {
        ByteBuf piece = other.retainedDuplicate();
        ByteBuf joined = joints.join(held, piece);
        if (joined == null) {
            given.add(held);
            given.add(piece);
        } else {
            given.add(joined);
        }
        return joined;
    }

    private ByteBuf shared(String text, int holders) {
        ByteBuf bytes = bytes(text);
        hold(bytes, holders);
        return bytes;
    }

    private void hold(ByteBuf bytes, int holders) {
        shared.add(bytes);
        for (int i = 0; i < holders; i++) {
            given.add(bytes.retainedDuplicate());
        }
    }

    private static String text(ByteBuf bytes) {
        return bytes == null ? "" : bytes.toString(StandardCharsets.UTF_8);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.directBuffer().writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
