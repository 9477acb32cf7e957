package io.rialto.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rialto.cluster.link.LinkLimits;
import io.rialto.cluster.testing.Await;
import io.rialto.cluster.testing.LinkedNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every transport between nodes must keep. A subclass makes nodes that are listed to one another. */
@Timeout(120)
public abstract class NodeLinkContract {
    /** Bytes of every window. */
    protected static final int WINDOW = 64 * 1024;

    /** Bounds small enough to be reached, but for silence: a machine that is busy hangs up on nobody. */
    protected static final LinkLimits LIMITS = limits(Duration.ofSeconds(10));

    /** The same for what is about silence. */
    protected static final LinkLimits IMPATIENT = limits(Duration.ofMillis(1500));

    private final List<LinkedNode> nodes = new ArrayList<>();

    /** A node that is not started; when it starts it takes the place of one with the same name. */
    protected abstract LinkedNode make(String name, long boot, LinkLimits limits);

    @AfterEach
    void closeAll() {
        nodes.forEach(node -> node.hands().close());
    }

    @ParameterizedTest
    @EnumSource(TrafficClass.class)
    void framesOfAClassArriveInTheOrderInWhichTheyWereSent(TrafficClass traffic) {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);

        List<String> sent = texts("frame", 5000);
        sent.forEach(text -> a.send(b.id(), traffic, text));

        Await.until(() -> b.heard().size() >= sent.size());
        assertThat(b.texts(traffic)).isEqualTo(sent);
    }

    @Test
    void bothDirectionsWorkAtOnce() {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);

        List<String> sent = texts("frame", 1000);
        for (String text : sent) {
            a.send(b.id(), TrafficClass.MESSAGE, text);
            b.send(a.id(), TrafficClass.MESSAGE, text);
        }

        Await.until(() -> a.heard().size() >= sent.size() && b.heard().size() >= sent.size());
        assertThat(a.texts(TrafficClass.MESSAGE)).isEqualTo(sent);
        assertThat(b.texts(TrafficClass.MESSAGE)).isEqualTo(sent);
    }

    @Test
    void everyThreadsFramesArriveOnceInItsOrder() throws InterruptedException {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);

        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(thread -> new Thread(() ->
                        texts("t" + thread + "-", 2000).forEach(text -> a.send(b.id(), TrafficClass.MESSAGE, text))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        Await.until(() -> b.heard().size() >= 8000);
        for (int thread = 0; thread < 4; thread++) {
            String prefix = "t" + thread + "-";
            assertThat(b.texts(TrafficClass.MESSAGE).stream()
                            .filter(text -> text.startsWith(prefix))
                            .toList())
                    .isEqualTo(texts(prefix, 2000));
        }
        assertThat(b.heard()).hasSize(8000);
    }

    @ParameterizedTest
    @EnumSource(TrafficClass.class)
    void aClassThatIsFullKeepsNoOtherWaiting(TrafficClass full) {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);
        b.hold();

        fill(a, b, full);
        for (TrafficClass other : TrafficClass.values()) {
            if (other != full) {
                assertThat(a.offer(b.id(), other, "through")).isEqualTo(LinkOutcome.SENT);
                Await.until(() -> b.texts(other).contains("through"));
            }
        }

        assertThat(a.offer(b.id(), full, "y".repeat(1000))).isEqualTo(LinkOutcome.FULL);
    }

    @ParameterizedTest
    @EnumSource(TrafficClass.class)
    void whatAPeerDoesNotTakeFillsItsWindowAndNoMore(TrafficClass traffic) {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);
        b.hold();

        int accepted = fill(a, b, traffic);

        assertThat(accepted * 1000).isBetween(WINDOW / 2, WINDOW);
        assertThat(inFlight(a, b, traffic)).isBetween(WINDOW / 2L, (long) WINDOW);
        Await.until(() -> b.texts(traffic).size() == accepted);
    }

    @ParameterizedTest
    @EnumSource(TrafficClass.class)
    void whoeverFoundAClassFullIsToldWhenItHasDrained(TrafficClass traffic) {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);
        b.hold();
        int accepted = fill(a, b, traffic);
        Await.until(() -> b.texts(traffic).size() == accepted);

        b.take();

        a.awaitDrain();
        assertThat(a.offer(b.id(), traffic, "again")).isEqualTo(LinkOutcome.SENT);
        Await.until(() -> b.texts(traffic).contains("again"));
        Await.until(() -> inFlight(a, b, traffic) == 0);
    }

    @ParameterizedTest
    @EnumSource(TrafficClass.class)
    void framesMayBeTakenOnManyThreads(TrafficClass traffic) {
        LinkedNode a = started("a", 1);
        LinkedNode b = make("b", 1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        b.link().receive(new Service(9), arrival -> threads.execute(arrival::taken));
        nodes.add(b.start());
        linked(a, b);

        for (int frame = 0; frame < 20_000; frame++) {
            a.send(b.id(), new Service(9), traffic, "taken somewhere");
        }

        Await.until(() -> inFlight(a, b, traffic) == 0);
        assertThat(a.news()).containsExactly("up b 1");
        threads.shutdown();
    }

    @ParameterizedTest
    @EnumSource(TrafficClass.class)
    void aFrameLargerThanTheWindowGoesAlone(TrafficClass traffic) {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);
        String large = "x".repeat(1 << 20);

        a.send(b.id(), traffic, "before");
        a.send(b.id(), traffic, large);
        a.send(b.id(), traffic, large);
        a.send(b.id(), traffic, "after");

        Await.until(() -> b.heard().size() == 4);
        assertThat(b.texts(traffic)).containsExactly("before", large, large, "after");
    }

    @Test
    void aFrameAboveTheLimitIsRefused() {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);

        assertThatThrownBy(() -> a.offer(b.id(), TrafficClass.BULK, "x".repeat((1 << 20) + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(a.offer(b.id(), TrafficClass.BULK, "small")).isEqualTo(LinkOutcome.SENT);
    }

    @Test
    void whatWasSentBelongsToTheLinkWhatWasNotToTheCaller() {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);
        ByteBuf sent = Unpooled.copiedBuffer(new byte[100]);
        ByteBuf stray = Unpooled.copiedBuffer(new byte[100]);

        assertThat(a.link().send(b.id(), LinkedNode.SERVICE, TrafficClass.MESSAGE, sent))
                .isEqualTo(LinkOutcome.SENT);
        assertThat(a.link().send(new NodeId("nobody"), LinkedNode.SERVICE, TrafficClass.MESSAGE, stray))
                .isEqualTo(LinkOutcome.UNKNOWN_NODE);

        Await.until(() -> sent.refCnt() == 0);
        assertThat(stray.refCnt()).isEqualTo(1);
        stray.release();
    }

    @Test
    void framesForNobodyAreCountedAndTaken() {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);

        a.link().send(b.id(), new Service(200), TrafficClass.MESSAGE, Unpooled.copiedBuffer(new byte[100]));

        Await.until(() -> b.link().refused() == 1);
        Await.until(() -> inFlight(a, b, TrafficClass.MESSAGE) == 0);
    }

    @Test
    void aNodeReachesItselfWithoutACopy() {
        LinkedNode a = make("a", 1);
        List<ByteBuf> came = new CopyOnWriteArrayList<>();
        a.link().receive(new Service(9), arrival -> {
            came.add(arrival.frame().retain());
            arrival.taken();
        });
        nodes.add(a.start());
        ByteBuf frame = Unpooled.copiedBuffer(new byte[100]);

        assertThat(a.link().send(a.id(), new Service(9), TrafficClass.BULK, frame))
                .isEqualTo(LinkOutcome.SENT);

        Await.until(() -> !came.isEmpty());
        assertThat(came.get(0)).isSameAs(frame);
        Await.until(() -> frame.refCnt() == 1);
        frame.release();
        Await.until(() -> inFlight(a, a, TrafficClass.BULK) == 0);
    }

    @Test
    void aReceiverThatFailsDoesNotStopTheNextFrame() {
        LinkedNode a = started("a", 1);
        LinkedNode b = make("b", 1);
        b.link().receive(new Service(9), arrival -> {
            throw new IllegalStateException("a defect, on purpose");
        });
        nodes.add(b.start());
        linked(a, b);

        a.link().send(b.id(), new Service(9), TrafficClass.MESSAGE, Unpooled.copiedBuffer(new byte[10]));
        a.send(b.id(), TrafficClass.MESSAGE, "next");

        Await.until(() -> b.texts(TrafficClass.MESSAGE).contains("next"));
        Await.until(() -> inFlight(a, b, TrafficClass.MESSAGE) == 0);
    }

    @Test
    void upIsToldBeforeTheFirstFrame() {
        LinkedNode a = make("a", 1);
        LinkedNode b = make("b", 1);
        a.link().listen(greeting(a));
        b.link().listen(greeting(b));
        nodes.add(a.start());
        nodes.add(b.start());

        Await.until(() -> !a.heard().isEmpty() && !b.heard().isEmpty());

        assertThat(a.news()).startsWith("up b 1", "first b");
        assertThat(b.news()).startsWith("up a 1", "first a");
    }

    @Test
    void aKilledPeerIsToldAsDownWithItsBoot() {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 41);
        linked(a, b);
        long before = System.nanoTime();

        b.hands().kill();

        Await.until(() -> a.news().contains("down b 41"));
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isLessThan(LIMITS.peerTimeout().dividedBy(2));
        assertThat(a.offer(b.id(), TrafficClass.MESSAGE, "late")).isEqualTo(LinkOutcome.DOWN);
    }

    @Test
    void aRestartedPeerIsToldAsUpWithItsNewBoot() {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 41);
        linked(a, b);
        b.send(a.id(), TrafficClass.MESSAGE, "old");
        Await.until(() -> a.heard().size() == 1);
        b.hands().kill();
        Await.until(() -> a.news().contains("down b 41"));

        LinkedNode again = started("b", 42);
        Await.until(() -> a.news().contains("up b 42"));
        Await.until(() -> again.news().contains("up a 1"));
        again.send(a.id(), TrafficClass.MESSAGE, "new");
        a.send(b.id(), TrafficClass.MESSAGE, "welcome");

        Await.until(() -> a.heard().size() == 2);
        assertThat(a.heard())
                .extracting(LinkedNode.Heard::text, LinkedNode.Heard::boot)
                .containsExactly(tuple("old", 41L), tuple("new", 42L));
        Await.until(() -> again.texts(TrafficClass.MESSAGE).equals(List.of("welcome")));
    }

    @Test
    void aHungPeerIsDownAfterAWhileAndUpWhenItGoesOn() {
        LinkedNode a = started("a", 1, IMPATIENT);
        LinkedNode b = started("b", 1, IMPATIENT);
        linked(a, b);

        b.hands().freeze();
        Await.until(() -> a.news().contains("down b 1"));
        assertThat(a.offer(b.id(), TrafficClass.CONTROL, "late")).isEqualTo(LinkOutcome.DOWN);
        b.hands().thaw();

        Await.until(() -> a.news().equals(List.of("up b 1", "down b 1", "up b 1")));
        Await.until(() -> b.news().equals(List.of("up a 1", "down a 1", "up a 1")));
        a.send(b.id(), TrafficClass.MESSAGE, "again");
        Await.until(() -> b.texts(TrafficClass.MESSAGE).equals(List.of("again")));
    }

    @Test
    void whoeverIsKilledWithAFullWindowLeavesNothingBehind() {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);
        b.hold();
        fill(a, b, TrafficClass.MESSAGE);

        b.hands().kill();
        Await.until(() -> a.news().contains("down b 1"));
        LinkedNode again = started("b", 2);
        Await.until(() -> a.news().contains("up b 2"));

        Await.until(() -> inFlight(a, again, TrafficClass.MESSAGE) == 0);
        a.send(b.id(), TrafficClass.MESSAGE, "fresh");
        Await.until(() -> again.texts(TrafficClass.MESSAGE).equals(List.of("fresh")));
    }

    @Test
    void heartbeatsTellTheWayThereAndBack() {
        LinkedNode a = started("a", 1);
        LinkedNode b = started("b", 1);
        linked(a, b);

        Await.until(() -> figures(a, b).roundTripNanos() > 0);

        assertThat(figures(a, b).peer().boot()).isEqualTo(1);
    }

    /** Starts a node that the test closes. */
    protected final LinkedNode started(String name, long boot) {
        return started(name, boot, LIMITS);
    }

    /** Starts a node with these bounds that the test closes. */
    protected final LinkedNode started(String name, long boot, LinkLimits limits) {
        LinkedNode node = make(name, boot, limits).start();
        nodes.add(node);
        return node;
    }

    private LinkedNode make(String name, long boot) {
        return make(name, boot, LIMITS);
    }

    /** Waits until both know that they can talk. */
    protected static void linked(LinkedNode one, LinkedNode other) {
        Await.until(() -> knows(one, other) && knows(other, one));
    }

    private static LinkLimits limits(Duration peerTimeout) {
        return new LinkLimits(
                WINDOW,
                WINDOW,
                WINDOW,
                1 << 20,
                64,
                16 * 1024,
                Duration.ofMillis(1),
                Duration.ofMillis(50),
                peerTimeout,
                Duration.ofMillis(50),
                8);
    }

    private static boolean knows(LinkedNode one, LinkedNode other) {
        return one.news().stream().anyMatch(told -> told.startsWith("up " + other.id() + " "));
    }

    private static LinkListener greeting(LinkedNode node) {
        return new LinkListener() {
            @Override
            public void up(Member peer) {
                node.offer(peer.node(), TrafficClass.MESSAGE, "hello");
                node.offer(peer.node(), TrafficClass.CONTROL, "hello");
            }

            @Override
            public void down(Member peer) {}
        };
    }

    private static int fill(LinkedNode from, LinkedNode to, TrafficClass traffic) {
        String text = "y".repeat(1000);
        int accepted = 0;
        while (from.offer(to.id(), traffic, text) == LinkOutcome.SENT) {
            accepted++;
        }
        return accepted;
    }

    private static LinkFigures figures(LinkedNode from, LinkedNode to) {
        return from.link().figures().stream()
                .filter(figures -> figures.peer().node().equals(to.id()))
                .findFirst()
                .orElseThrow();
    }

    private static long inFlight(LinkedNode from, LinkedNode to, TrafficClass traffic) {
        return figures(from, to).classes().stream()
                .filter(ofClass -> ofClass.traffic() == traffic)
                .mapToLong(LinkFigures.OfClass::bytesInFlight)
                .sum();
    }

    private static List<String> texts(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
    }
}
