package io.rialto.bus;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rialto.cluster.Arrival;
import io.rialto.cluster.LinkListener;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Member;
import io.rialto.cluster.Members;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.NodeLink;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import io.rialto.wire.Garbled;
import io.rialto.wire.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The neighbours at the other ends of a {@link NodeLink}. Safe on any thread. */
public final class LinkedNeighbours implements Neighbours {
    private static final Logger LOG = LoggerFactory.getLogger(LinkedNeighbours.class);
    private static final Service WORDS = new Service(1);

    private final Members members;
    private final NodeLink link;
    private final Map<Class<?>, BiConsumer<NodeId, Object>> hearers = new ConcurrentHashMap<>();
    private final List<Consumer<NodeId>> came = new CopyOnWriteArrayList<>();
    private final List<Consumer<NodeId>> gone = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<NodeId, Urgency>> drained = new CopyOnWriteArrayList<>();
    private final Map<NodeId, Urgent> urgent = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();
    private final LongAdder unread = new LongAdder();
    private final long urgentBytes;
    private volatile Vocabulary vocabulary;

    /** Neighbours that nothing is heard of before {@link #speak}. */
    public LinkedNeighbours(Members members, NodeLink link, TalkLimits limits) {
        this.urgentBytes = limits.urgentBytes();
        this.members = members;
        this.link = link;
    }

    /** From now on speaks this vocabulary; before the link starts. */
    public void speak(Vocabulary words) {
        vocabulary = words;
        link.receive(WORDS, this::receive);
        link.listen(new LinkListener() {
            @Override
            public void up(Member peer) {
                if (isOther(peer.node())) {
                    urgent.computeIfAbsent(peer.node(), LinkedNeighbours.this::lane);
                    came.forEach(listener -> listener.accept(peer.node()));
                }
            }

            @Override
            public void down(Member peer) {
                if (isOther(peer.node())) {
                    Urgent lane = urgent.remove(peer.node());
                    if (lane != null) {
                        lane.gone();
                    }
                    gone.forEach(listener -> listener.accept(peer.node()));
                }
            }

            @Override
            public void drained(NodeId peer, TrafficClass traffic) {
                Urgent lane = urgent.get(peer);
                if (traffic == TrafficClass.CONTROL && lane != null) {
                    lane.drained();
                } else if (isOther(peer)) {
                    drained.forEach(listener -> listener.accept(peer, urgency(traffic)));
                }
            }
        });
    }

    @Override
    public NodeId self() {
        return members.self().node();
    }

    @Override
    public boolean isAlone() {
        return members.live().size() == 1;
    }

    @Override
    public List<NodeId> others() {
        return members.live().stream().map(Member::node).filter(this::isOther).toList();
    }

    @Override
    public boolean say(NodeId to, Urgency urgency, Object word) {
        ByteBuf frame = encode(word);
        try {
            if (urgency == Urgency.CONTROL ? sayUrgently(to, frame) : send(to, urgency, frame)) {
                return true;
            }
        } catch (IllegalArgumentException tooLarge) {
            LOG.error("{} of {} bytes is more than a link takes", word.getClass(), frame.readableBytes());
        }
        if (urgency == Urgency.CONTROL) {
            lose(frame);
        } else {
            frame.release();
        }
        return false;
    }

    /** Urgent words that were not sent: their node was gone, or had too much waiting. Others are their speakers' to count. */
    public long lost() {
        return lost.sum();
    }

    /** Registers what is counted here. */
    public void meter(MeterRegistry meters) {
        FunctionCounter.builder("rialto.dropped", lost, count -> (double) count.sum())
                .description("urgent words to nodes that were gone, or had too much waiting")
                .tag("door", "cluster")
                .tag("reason", "node_lost")
                .register(meters);
        FunctionCounter.builder("rialto.dropped", unread, count -> (double) count.sum())
                .description("words of other nodes that cannot be read, or that nobody hears")
                .tag("door", "cluster")
                .tag("reason", "unread")
                .register(meters);
    }

    private void lose(ByteBuf frame) {
        frame.release();
        lost.increment();
    }

    /** To a node that is not there nothing waits. */
    private boolean sayUrgently(NodeId to, ByteBuf frame) {
        Urgent lane = urgent.get(to);
        if (lane == null) {
            lane = laneOfNewcomer(to);
        }
        return lane != null && lane.offer(frame);
    }

    /** A member is known as one a moment before its link is told of here, and as gone a moment before that is. */
    private Urgent laneOfNewcomer(NodeId node) {
        if (!isMember(node)) {
            return null;
        }
        Urgent lane = urgent.computeIfAbsent(node, this::lane);
        if (!isMember(node) && urgent.remove(node, lane)) {
            lane.gone();
        }
        return lane;
    }

    private Urgent lane(NodeId node) {
        return new Urgent(frame -> send(node, Urgency.CONTROL, frame), this::lose, urgentBytes);
    }

    private boolean isMember(NodeId node) {
        return members.live().stream().anyMatch(member -> member.node().equals(node));
    }

    private boolean send(NodeId to, Urgency urgency, ByteBuf frame) {
        return link.send(to, WORDS, traffic(urgency), frame) == LinkOutcome.SENT;
    }

    @Override
    public void sayAll(Urgency urgency, Object word) {
        others().forEach(node -> say(node, urgency, word));
    }

    @Override
    public <W> void hear(Class<W> word, BiConsumer<NodeId, W> listener) {
        BiConsumer<NodeId, Object> old = hearers.put(word, (from, said) -> listener.accept(from, word.cast(said)));
        if (old != null) {
            throw new IllegalStateException("somebody hears " + word + " already");
        }
    }

    @Override
    public void onCame(Consumer<NodeId> listener) {
        came.add(listener);
    }

    @Override
    public void onGone(Consumer<NodeId> listener) {
        gone.add(listener);
    }

    @Override
    public void onDrained(BiConsumer<NodeId, Urgency> listener) {
        drained.add(listener);
    }

    private boolean isOther(NodeId node) {
        return !node.equals(self());
    }

    private ByteBuf encode(Object word) {
        ByteBuf frame = ByteBufAllocator.DEFAULT.buffer();
        try {
            vocabulary.write(frame, word);
            return frame;
        } catch (RuntimeException defect) {
            frame.release();
            throw defect;
        }
    }

    private void receive(Arrival arrival) {
        try {
            Object word = vocabulary.read(arrival.frame());
            BiConsumer<NodeId, Object> hearer = hearers.get(word.getClass());
            if (hearer == null) {
                unread.increment();
                LOG.error("{} said {}, which nobody hears", arrival.from(), word.getClass());
            } else {
                hearer.accept(arrival.from(), word);
            }
        } catch (Garbled garbled) {
            unread.increment();
            LOG.error("{} said what cannot be read: {}", arrival.from(), garbled.getMessage());
        } finally {
            arrival.taken();
        }
    }

    private static Urgency urgency(TrafficClass traffic) {
        return switch (traffic) {
            case CONTROL -> Urgency.CONTROL;
            case MESSAGE -> Urgency.MESSAGE;
            case BULK -> Urgency.BULK;
        };
    }

    private static TrafficClass traffic(Urgency urgency) {
        return switch (urgency) {
            case CONTROL -> TrafficClass.CONTROL;
            case MESSAGE -> TrafficClass.MESSAGE;
            case BULK -> TrafficClass.BULK;
        };
    }
}
