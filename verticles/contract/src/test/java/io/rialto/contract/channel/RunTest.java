package io.rialto.contract.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RunTest {
    private final AtomicInteger encodings = new AtomicInteger();
    private final WireFormat format = run -> {
        encodings.incrementAndGet();
        return Unpooled.buffer().writeInt(run.bytes());
    };

    @Test
    void isEncodedOncePerFormat() {
        Run run = run(frame(1, 7, "abc"));

        ByteBuf first = run.encoded(format);
        ByteBuf second = run.encoded(format);
        ByteBuf other = run.encoded(any -> Unpooled.buffer().writeByte(1));

        assertThat(first).isSameAs(second).isNotSameAs(other);
        assertThat(encodings).hasValue(1);
        run.release();
    }

    @Test
    void theLastReleaseFreesTheEncodings() {
        Run run = run(frame(1, 7, "abc"));
        ByteBuf encoded = run.encoded(format);

        run.retain();
        run.release();
        int whileOwned = encoded.refCnt();
        boolean early = run.isReleased();
        run.release();

        assertThat(whileOwned).isEqualTo(1);
        assertThat(early).isFalse();
        assertThat(encoded.refCnt()).isZero();
        assertThat(run.isReleased()).isTrue();
    }

    @Test
    void threadsThatRaceShareOneEncodingAndLeakNone() throws InterruptedException {
        List<ByteBuf> made = Collections.synchronizedList(new ArrayList<>());
        Run run = run(frame(1, 7, "abc"));
        WireFormat slow = any -> {
            ByteBuf mine = Unpooled.buffer().writeByte(1);
            made.add(mine);
            return mine;
        };
        List<ByteBuf> seen = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            run.retain();
            Thread thread = new Thread(() -> {
                seen.add(run.encoded(slow));
                run.release();
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(seen).hasSize(4).allSatisfy(one -> assertThat(one).isSameAs(seen.get(0)));
        run.release();
        assertThat(made).isNotEmpty().allMatch(one -> one.refCnt() == 0);
    }

    @Test
    void neverDeniesASessionThatPublished() {
        Run run = run(frame(1, 7, "a"), frame(2, 200, "b"), frame(3, 0, "c"));

        assertThat(run.mayBeFrom(7)).isTrue();
        assertThat(run.mayBeFrom(200)).isTrue();
        assertThat(run.mayBeFrom(9)).isFalse();
        assertThat(run.mayBeFrom(0)).isFalse();
    }

    @Test
    void countsItsPayload() {
        Run run = run(frame(1, 1, "abc"), frame(2, 1, "de"));

        assertThat(run.bytes()).isEqualTo(5);
        assertThat(run.topic()).isEqualTo("a/b");
        assertThat(run.epoch()).isEqualTo(4);
    }

    @Test
    void keepsItsFramesWhateverTheCallerDoesWithItsList() {
        List<Frame> frames = new ArrayList<>(List.of(frame(1, 1, "a")));
        Run run = new Run("a/b", 4, frames);

        frames.clear();

        assertThat(run.frames()).hasSize(1);
    }

    @Test
    void tellsOnceWhoWaitsForItsLastOwner() {
        AtomicInteger told = new AtomicInteger();
        Run run = new Run("a/b", 4, List.of(frame(1, 7, "a")), told::incrementAndGet);

        run.retain();
        run.release();
        assertThat(told).hasValue(0);
        run.release();
        assertThat(told).hasValue(1);
    }

    @Test
    void waitsForItsPartsToo() {
        AtomicInteger told = new AtomicInteger();
        Run run = new Run("a/b", 4, List.of(frame(1, 7, "a"), frame(2, 8, "b")), told::incrementAndGet);

        Run part = run.part(run.frames().subList(1, 2));
        Run partOfPart = part.part(part.frames());
        run.release();
        part.release();
        assertThat(told).hasValue(0);
        partOfPart.release();

        assertThat(told).hasValue(1);
        assertThat(run.isReleased()).isTrue();
        assertThat(part.topic()).isEqualTo("a/b");
        assertThat(part.epoch()).isEqualTo(4);
        assertThat(part.frames()).extracting(Frame::seq).containsExactly(2L);
    }

    @Test
    void countsItsPieces() {
        Frame piece = new Frame(
                1,
                0,
                new AccountId("a"),
                Content.text("x"),
                0,
                false,
                false,
                1,
                9,
                new LanePart("0", 0, 0, new Piece(1, 0, 5)));

        assertThat(run(piece, frame(2, 0, "a")).pieces()).isEqualTo(1);
        assertThat(run(frame(2, 0, "a")).pieces()).isZero();
    }

    private static Run run(Frame... frames) {
        return new Run("a/b", 4, List.of(frames));
    }

    private static Frame frame(long seq, long session, String text) {
        return new Frame(seq, session, new AccountId("a"), Content.text(text), 0, false, false, 1, Long.MAX_VALUE);
    }
}
