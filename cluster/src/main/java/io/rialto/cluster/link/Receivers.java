package io.rialto.cluster.link;

import io.rialto.cluster.Arrival;
import io.rialto.cluster.Receiver;
import io.rialto.cluster.Service;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who takes the frames of each service on this node. Safe on any thread. */
public final class Receivers {
    private static final Logger LOG = LoggerFactory.getLogger(Receivers.class);

    private final AtomicReferenceArray<Receiver> receivers = new AtomicReferenceArray<>(Service.COUNT);
    private final AtomicLong unclaimed = new AtomicLong();

    /** One receiver for one service. */
    public void add(Service service, Receiver receiver) {
        if (!receivers.compareAndSet(service.number(), null, receiver)) {
            throw new IllegalStateException("service " + service.number() + " has a receiver already");
        }
    }

    /** Frames that came for a service that nobody receives. */
    public long unclaimed() {
        return unclaimed.get();
    }

    /** Hands a frame over; a defect of its receiver never reaches the next frame. */
    void hand(int service, Arrival arrival) {
        Receiver receiver = receivers.get(service);
        if (receiver == null) {
            unclaimed.incrementAndGet();
            arrival.taken();
            return;
        }
        try {
            receiver.receive(arrival);
        } catch (RuntimeException defect) {
            LOG.error("the receiver of service {} failed", service, defect);
            arrival.taken();
        }
    }
}
