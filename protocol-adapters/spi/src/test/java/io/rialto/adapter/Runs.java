package io.rialto.adapter;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.util.List;
import java.util.stream.LongStream;

/** Runs for tests. */
final class Runs {
    private Runs() {}

    static Run of(String topic, long from, long to) {
        return of(topic, from, to, null);
    }

    /** A run of one byte per frame that somebody waits for. */
    static Run of(String topic, long from, long to, Runnable onReleased) {
        return new Run(topic, 1, frames(from, to), onReleased);
    }

    /** A run of one byte per frame. */
    static Run of(String topic, long epoch, long from, long to) {
        return new Run(topic, epoch, frames(from, to));
    }

    private static List<Frame> frames(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq ->
                        new Frame(seq, 0, new AccountId("a"), Content.text("x"), 0, false, false, 0, Long.MAX_VALUE))
                .toList();
    }
}
