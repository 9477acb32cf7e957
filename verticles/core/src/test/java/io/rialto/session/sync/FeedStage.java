package io.rialto.session.sync;

import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.session.Push;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** What a feed's test looks at: everything pushed, every cursor, a clock. */
final class FeedStage {
    private final VirtualWorld world = new VirtualWorld(new Random(1), 0);
    private final VirtualTimer timer = new VirtualTimer(world);
    private final List<String> pushed = new ArrayList<>();
    private final List<Long> cursors = new ArrayList<>();
    private final Set<RoomId> hidden = new HashSet<>();
    private Consumer<Push> onPush = push -> {};

    FeedPorts ports(FakeInbox inbox) {
        return new FeedPorts(Items.BOB, inbox, this::push, room -> !hidden.contains(room), cursors::add, timer);
    }

    static InboxOpened opened(long cursor, long head) {
        return new InboxOpened(cursor, head, 0, -1);
    }

    /** What is said in this room is not shown from now on. */
    void hide(RoomId room) {
        hidden.add(room);
    }

    void onPush(Consumer<Push> reaction) {
        onPush = reaction;
    }

    /** Lets time pass. */
    void after(long millis) {
        long end = world.now() + millis;
        boolean[] there = new boolean[1];
        world.at(end, () -> there[0] = true);
        world.runUntil(() -> there[0], end);
    }

    VirtualWorld world() {
        return world;
    }

    int timers() {
        return timer.waiting();
    }

    /** What was pushed since the last question. */
    List<String> pushed() {
        List<String> now = List.copyOf(pushed);
        pushed.clear();
        return now;
    }

    List<Long> cursors() {
        return cursors;
    }

    private void push(Push push) {
        if (push instanceof Push.Item item) {
            boolean gone = Erasure.isLeft(item.item().message().content());
            pushed.add((gone ? "what is left of " : "item ") + item.item().iseq() + " after " + item.prev()
                    + (item.again() ? " again" : ""));
        } else if (push instanceof Push.Notice notice) {
            pushed.add("notice " + notice.head() + " at " + notice.its() + ": " + notice.count());
        } else {
            throw new AssertionError("no feed pushes " + push);
        }
        onPush.accept(push);
    }
}
