package io.rialto.channel;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** Tells publishers what became of their publications: one task per context and turn. Confined to its shard. */
final class Receipts {
    /** What one context is told, in the order it was published. */
    private static final class Batch {
        private final Context context;
        private final List<Upload> uploads = new ArrayList<>();
        private final BitSet matched = new BitSet();

        Batch(Context context) {
            this.context = context;
        }

        void add(Upload upload, boolean isMatched) {
            if (isMatched) {
                matched.set(uploads.size());
            }
            uploads.add(upload);
        }

        void tell() {
            for (int i = 0; i < uploads.size(); i++) {
                uploads.get(i).tell(null, matched.get(i));
            }
        }
    }

    private final List<Upload> waiting = new ArrayList<>();

    void atTurnsEnd(Upload upload) {
        waiting.add(upload);
    }

    /** Whether anybody waits for the turn's end. */
    boolean areDue() {
        return !waiting.isEmpty();
    }

    /** There are as many contexts as loops have doors, so that looking through their batches is the shortest way. */
    void turnEnded(Predicate<String> matched) {
        List<Batch> batches = new ArrayList<>(4);
        Batch batch = null;
        String topic = null;
        boolean isMatched = false;
        for (Upload upload : waiting) {
            if (!upload.publication().topic().equals(topic)) {
                topic = upload.publication().topic();
                isMatched = matched.test(topic);
            }
            if (batch == null || batch.context != upload.context()) {
                batch = batchOf(upload.context(), batches);
            }
            batch.add(upload, isMatched);
        }
        waiting.clear();
        for (Batch one : batches) {
            one.context.runOnContext(turn -> one.tell());
        }
    }

    void tell(Upload upload, Throwable failure, boolean matched) {
        upload.context().runOnContext(turn -> upload.tell(failure, matched));
    }

    private static Batch batchOf(Context context, List<Batch> batches) {
        for (Batch batch : batches) {
            if (batch.context == context) {
                return batch;
            }
        }
        Batch batch = new Batch(context);
        batches.add(batch);
        return batch;
    }
}
