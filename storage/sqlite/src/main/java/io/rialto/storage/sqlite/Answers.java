package io.rialto.storage.sqlite;

import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries answers to the contexts that asked: one hop per context, however many answers. */
final class Answers {
    private Answers() {}

    /** Duplicates of one context (one per request) count as that context. */
    static void deliver(List<Pending<?>> group) {
        Map<ContextInternal, List<Pending<?>>> byContext = new HashMap<>();
        for (Pending<?> pending : group) {
            byContext
                    .computeIfAbsent(pending.context().unwrap(), context -> new ArrayList<>())
                    .add(pending);
        }
        byContext.forEach((context, answered) -> Hop.to(context, () -> answered.forEach(Pending::answer)));
    }
}
