package io.rialto.cluster.directory;

import io.rialto.cluster.NodeId;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What was asked, not yet answered; the oldest first. Confined to the directory's loop. */
final class Questions {
    private record Open(NodeId asked, long deadline, Promise<Set<NodeId>> answer) {}

    private final DirectoryLimits limits;
    private final Map<Long, Open> open = new LinkedHashMap<>();
    private long last;

    Questions(DirectoryLimits limits) {
        this.limits = limits;
    }

    /** Whether one more may be asked. */
    boolean hasRoom() {
        return open.size() < limits.maxQuestions();
    }

    /** A number for a question to this node. */
    long add(NodeId asked, Promise<Set<NodeId>> answer) {
        open.put(++last, new Open(asked, System.nanoTime() + limits.timeout().toNanos(), answer));
        return last;
    }

    /** The answer, which may come too late. */
    void answer(NodeId from, long question, Set<NodeId> holders) {
        Open asked = open.get(question);
        if (asked != null && asked.asked().equals(from)) {
            open.remove(question);
            asked.answer().tryComplete(holders);
        }
    }

    /** This one cannot be answered. */
    void fail(long question) {
        Open asked = open.remove(question);
        if (asked != null) {
            asked.answer().tryFail(noAnswer());
        }
    }

    /** Whoever is gone answers nothing. */
    void failAllOf(NodeId gone) {
        failAll(asked -> asked.asked().equals(gone));
    }

    /** What has waited for too long is not answered. */
    void failLate() {
        long now = System.nanoTime();
        failAll(asked -> now - asked.deadline() > 0);
    }

    static GatewayException noAnswer() {
        return new GatewayException(ErrorCode.TIMEOUT, "the directory does not answer now");
    }

    private void failAll(Predicate<Open> lost) {
        Iterator<Open> all = open.values().iterator();
        while (all.hasNext()) {
            Open asked = all.next();
            if (lost.test(asked)) {
                all.remove();
                asked.answer().tryFail(noAnswer());
            }
        }
    }
}
