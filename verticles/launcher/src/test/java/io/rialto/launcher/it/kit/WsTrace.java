package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a subscriber of a stream room is told, frames and gaps as they came, which does nothing itself; whether that hangs
 * together. For the frames of a {@link NumberedPublisher}.
 */
public final class WsTrace implements AutoCloseable {
    /**
     * A frame, or a gap where it has a reason.
     *
     * @param nanos when it came
     * @param seq its place, or the first that is missing
     * @param to the last that is missing, -1 where that is unknown
     * @param number what the publisher calls it
     */
    public record Seen(long nanos, long epoch, long seq, long to, long number, String reason) {
        boolean isFrame() {
            return reason.isEmpty();
        }
    }

    private static final int AROUND = 25;

    private final String name;
    private final WsClient client;
    private final Mailbox<Seen> seen;

    private WsTrace(String name, WsClient client) {
        this.name = name;
        this.client = client;
        this.seen = new Mailbox<>(name);
    }

    /** Subscribes to all of a room. */
    public static WsTrace of(WsClient client, String room, String name) {
        WsTrace trace = new WsTrace(name, client);
        client.onBinary(trace::frame);
        client.on("gap", trace::gap);
        client.call("lane.sub", new JsonObject().put("room", room));
        return trace;
    }

    /** Back when a frame of this number or a later one has come. */
    public void awaitNumber(long number, Duration limit) {
        seen.await("number " + number, 0, one -> one.isFrame() && one.number() >= number, limit);
    }

    /** The first frame of an epoch that is not the first frame's. */
    public Seen firstOfLaterEpoch(Duration limit) {
        long first = seen.all().get(0).epoch();
        return seen.await("a frame of a later epoch", 0, one -> one.isFrame() && one.epoch() > first, limit);
    }

    /** The numbers of the frames, as they came. */
    public List<Long> numbers() {
        return seen.all().stream().filter(Seen::isFrame).map(Seen::number).toList();
    }

    /** How many gaps it was told of. */
    public long gaps() {
        return seen.all().stream().filter(one -> !one.isFrame()).count();
    }

    /** Whether it is still connected. */
    public boolean isOpen() {
        return client.isOpen();
    }

    /** What does not follow from what came before: an earlier epoch, a place that was there, a hole that was not told. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        List<Seen> all = seen.all();
        long epoch = all.get(0).epoch();
        long next = all.get(0).seq();
        boolean lost = false;
        for (Seen one : all) {
            if (lost && one.epoch() > epoch) {
                epoch = one.epoch();
                next = 1;
                lost = false;
            }
            if (one.epoch() != epoch || one.seq() != next || lost) {
                faults.add(
                        one + " where " + next + " of " + epoch + " was to come" + (lost ? ", or another epoch" : ""));
            }
            lost = one.reason().equals("relay_lost");
            next = one.isFrame() ? one.seq() + 1 : one.to() + 1;
        }
        return faults;
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        List<Seen> all = seen.all();
        return "subscriber " + name + ", whose gaps were "
                + all.stream().filter(one -> !one.isFrame()).toList();
    }

    private void frame(Buffer frame) {
        int body = AROUND + frame.getUnsignedByte(3) + frame.getUnsignedByte(AROUND - 1);
        long seq = frame.getLong(16);
        seen.add(new Seen(System.nanoTime(), frame.getLong(8), seq, seq, frame.getLong(body), ""));
    }

    private void gap(JsonObject gap) {
        seen.add(new Seen(
                System.nanoTime(),
                gap.getLong("epoch"),
                gap.getLong("from"),
                gap.getLong("to", -1L),
                -1,
                gap.getString("reason")));
    }
}
