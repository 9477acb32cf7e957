package io.rialto.cluster.link;

import io.netty.buffer.ByteBuf;
import io.rialto.cluster.Arrival;
import io.rialto.cluster.LinkFigures;
import io.rialto.cluster.LinkListener;
import io.rialto.cluster.LinkOutcome;
import io.rialto.cluster.Member;
import io.rialto.cluster.Service;
import io.rialto.cluster.TrafficClass;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The link of a node to itself: the same lanes and windows, the very bytes that were sent. Frames are handed over on one
 * loop; they may be offered on any thread.
 */
public final class Loopback {
    private final Member self;
    private final Loop loop;
    private final Receivers receivers;
    private final Listeners listeners = new Listeners();
    private final Map<TrafficClass, Lane> lanes = new EnumMap<>(TrafficClass.class);
    private final Map<TrafficClass, Intake> intakes = new EnumMap<>(TrafficClass.class);

    /** A way from this node to itself. */
    public Loopback(Member self, LinkLimits limits, Loop loop, Receivers receivers) {
        this.self = self;
        this.loop = loop;
        this.receivers = receivers;
        for (TrafficClass traffic : TrafficClass.values()) {
            long window = limits.window(traffic);
            intakes.put(traffic, new Intake(traffic, window, ofClass -> {}));
            lanes.put(traffic, new Lane(0, traffic, window, limits, carrier(), () -> loop.run(() -> drained(traffic))));
        }
    }

    /** Takes a frame for this node. */
    public LinkOutcome offer(Service service, TrafficClass traffic, ByteBuf frame) {
        return lanes.get(traffic).offer(service, frame);
    }

    /** Tells when a class that was full has room again. */
    public void listen(LinkListener listener) {
        listeners.add(listener);
    }

    /** What is under way. */
    public LinkFigures figures() {
        return new LinkFigures(
                self,
                0,
                Stream.of(TrafficClass.values())
                        .map(traffic -> Figures.of(traffic, lanes.get(traffic), intakes.get(traffic)))
                        .toList());
    }

    /** Takes nothing any more. */
    void close() {
        lanes.values().forEach(Lane::close);
    }

    private Carrier carrier() {
        return new Carrier() {
            @Override
            public Loop loop() {
                return loop;
            }

            @Override
            public void carry(Batch batch) {
                hand(batch);
            }
        };
    }

    private void hand(Batch batch) {
        Lane lane = lanes.get(batch.traffic());
        intakes.get(batch.traffic()).arrived(batch);
        for (Frame frame : batch.frames()) {
            Toll toll = new Toll(lane::released, frame.cost());
            receivers.hand(
                    frame.service(), new Arrival(self.node(), self.boot(), batch.traffic(), frame.bytes(), toll));
        }
        batch.release();
    }

    private void drained(TrafficClass traffic) {
        listeners.tell(listener -> listener.drained(self.node(), traffic));
    }
}
