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
        List<Frame> frames = LongStream.rangeClosed(from, to)
                .mapToObj(seq ->
                        new Frame(seq, 0, new AccountId("a"), Content.text("x"), 0, false, false, 0, Long.MAX_VALUE))
                .toList();
        return new Run(topic, 1, frames, onReleased);
    }
}
