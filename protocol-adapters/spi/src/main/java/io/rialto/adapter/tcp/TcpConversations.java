package io.rialto.adapter.tcp;

import io.rialto.adapter.Loop;
import io.rialto.adapter.Loops;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is said on all connections of one door of this node, each loop asked for its own. Safe on any thread. */
public final class TcpConversations {
    private final Loops loops;

    /** Those on these loops. */
    public TcpConversations(Loops loops) {
        this.loops = loops;
    }

    /**
     * Asks each loop, on it, about all its conversations of a class; answers on the caller's context, which must be one of
     * Vert.x, with what each loop says.
     */
    public <C extends TcpConversation, R> Future<List<R>> ask(Class<C> type, Function<List<C>, R> question) {
        return onEach(loop -> {
            List<C> mine = new ArrayList<>();
            loop.watched(TcpConnection.class, one -> one.collect(type, mine));
            return question.apply(mine);
        });
    }

    /** Does something with those of a class that are meant, each on its own context; answers how many those were, as above. */
    public <C extends TcpConversation> Future<Integer> tell(Class<C> type, Predicate<C> which, Consumer<C> what) {
        return onEach(loop -> {
                    int[] told = new int[1];
                    loop.watched(TcpConnection.class, one -> told[0] += one.tell(type, which, what) ? 1 : 0);
                    return told[0];
                })
                .map(loops -> loops.stream().mapToInt(Integer::intValue).sum());
    }

    private <R> Future<List<R>> onEach(Function<Loop, R> question) {
        ContextInternal context = ContextInternal.current();
        List<Future<R>> answers = new ArrayList<>();
        loops.forEach(loop -> {
            Promise<R> answer = context.promise();
            answers.add(answer.future());
            loop.execute(() -> answer(loop, question, answer));
        });
        return Future.all(answers)
                .map(all -> answers.stream().map(Future::result).toList());
    }

    private static <R> void answer(Loop loop, Function<Loop, R> question, Promise<R> answer) {
        try {
            answer.complete(question.apply(loop));
        } catch (RuntimeException defect) {
            answer.fail(defect);
        }
    }
}
