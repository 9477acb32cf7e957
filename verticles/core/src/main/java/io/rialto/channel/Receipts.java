package io.rialto.channel;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tells publishers what became of their publications: one task per context and turn. Confined to its shard. */
final class Receipts {
    private List<Upload> waiting = new ArrayList<>();

    void atTurnsEnd(Upload upload) {
        waiting.add(upload);
    }

    void turnEnded(Predicate<String> matched) {
        if (waiting.isEmpty()) {
            return;
        }
        List<Upload> now = waiting;
        waiting = new ArrayList<>();
        Map<String, Boolean> known = new HashMap<>();
        IdentityHashMap<Context, List<Upload>> byContext = new IdentityHashMap<>();
        for (Upload upload : now) {
            known.computeIfAbsent(upload.publication().topic(), matched::test);
            byContext
                    .computeIfAbsent(upload.context(), context -> new ArrayList<>())
                    .add(upload);
        }
        byContext.forEach((context, uploads) -> context.runOnContext(turn -> uploads.forEach(
                upload -> upload.tell(null, known.get(upload.publication().topic())))));
    }

    void tell(Upload upload, Throwable failure, boolean matched) {
        upload.context().runOnContext(turn -> upload.tell(failure, matched));
    }
}
