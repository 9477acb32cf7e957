package io.rialto.share;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Queued;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Whether messages of a share group outlive this home: the queue that has them. Confined to its shard. */
final class GroupQueue {
    /** Null where no message outlives this home. */
    private ShareQueue queue;
    /** The queue until the group was served elsewhere: members go on acknowledging what they have of it. */
    private ShareQueue former;

    /** The queue; null where there is none, or none any more. */
    ShareQueue now() {
        return queue;
    }

    /**
     * Opens the queue; done when messages that are published after it come from there.
     *
     * @param made makes it, where there is none yet
     * @param queued takes what comes from it
     * @param live takes what was published before it took that over
     */
    Future<Void> open(Supplier<ShareQueue> made, Consumer<Queued> queued, Consumer<Item> live) {
        if (queue == null) {
            queue = made.get();
        }
        ShareQueue mine = queue;
        return mine.open(queued, live).onFailure(failure -> {
            if (queue == mine) {
                queue = null;
            }
        });
    }

    /** The next home reads it from now on; what was published before it took that over. */
    List<Item> leave() {
        former = queue;
        queue = null;
        List<Item> early = former.takeEarly();
        former.close();
        return early;
    }

    /** Whether this comes from the queue of the next home. */
    boolean isElsewhere(Frame frame) {
        return former != null && queue == null && frame.qos() > 0;
    }

    /** Something that came from it is nobody's any more. */
    void done(Queued item) {
        ShareQueue from = queue == null ? former : queue;
        if (from != null) {
            from.done(item);
        }
    }

    /** Something may stand in it that nobody told of. */
    void lookAgain() {
        if (queue != null) {
            queue.lookAgain();
        }
    }

    /** Done when it stands in the store as it is left. */
    Future<Void> close() {
        ShareQueue last = queue == null ? former : queue;
        return last == null ? Future.succeededFuture() : last.close();
    }
}
