package io.rialto.share;

import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.ShareName;
import io.rialto.post.HandOver;
import io.rialto.post.MemberId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A member as its group sees it: what it was handed and has not acknowledged, whether it takes more. Confined to its
 * shard.
 */
final class Taker {
    /** Bytes of content that leave in one hand-over, so that a link takes it as one word. */
    private static final int MAX_BYTES = 1 << 19;

    private final MemberId id;
    private final ShareName group;
    private final Seat seat;
    private final Waiting own;
    private final Handouts handouts;
    private final Map<Long, Item> unacknowledged = new LinkedHashMap<>();
    private final List<Frame> batch = new ArrayList<>();
    private String topic;
    private long epoch;
    private long first;
    private long bytes;
    private int qos;
    private int window;
    private int round;
    private boolean wants = true;
    private boolean linkFull;
    /** The last ticket it was given. */
    private long last;
    /** The last one it is known to have seen, whether it took it or not. */
    private long seen;
    /** It must have seen this one before it is given more: what it gives back goes before that. */
    private long barrier;

    /**
     * One that has nothing yet.
     *
     * @param ticket above all that earlier homes of the group may have given it
     * @param own where the frames of its keys wait
     */
    Taker(Join join, Seat seat, long ticket, Waiting own, Handouts handouts) {
        this.id = join.member();
        this.group = join.name();
        this.seat = seat;
        this.last = ticket;
        this.seen = ticket;
        this.barrier = ticket;
        this.own = own;
        this.handouts = handouts;
        granted(join);
    }

    /** From now on it takes frames like this. */
    void granted(Join join) {
        qos = join.qos();
        window = join.window();
    }

    MemberId id() {
        return id;
    }

    /** What it is a member of. */
    ShareName group() {
        return group;
    }

    /** Where its connection is; null on this node. */
    NodeId node() {
        return seat instanceof RemoteSeat remote ? remote.node() : null;
    }

    /** What waits for it alone. */
    Waiting own() {
        return own;
    }

    /** How much it has not acknowledged. */
    int load() {
        return unacknowledged.size();
    }

    /** Whether it takes this frame now. */
    boolean takes(Frame frame) {
        return wants && seen >= barrier && !linkFull && (!keeps(frame) || unacknowledged.size() < window);
    }

    /** Whether it has to acknowledge this frame. */
    boolean keeps(Frame frame) {
        return Math.min(qos, frame.qos()) > 0;
    }

    /** Whether something that it was given has not left. */
    boolean hasBatch() {
        return !batch.isEmpty();
    }

    /** Whether nobody else must get this frame once it may have come to it (MQTT-4.8.2-5). */
    boolean keepsOnce(Frame frame) {
        return Math.min(qos, frame.qos()) == 2;
    }

    /** It has this one, from a home that is lost. */
    void adopt(long ticket, Item item) {
        unacknowledged.put(ticket, item);
        last = Math.max(last, ticket);
    }

    /** What it has not acknowledged. */
    Collection<Item> unacknowledged() {
        return unacknowledged.values();
    }

    /** Gives it a frame that it has to acknowledge; it leaves with {@link #flush}. */
    void give(Item item) {
        begin(item.topic(), item.epoch(), item.frame(), true);
        unacknowledged.put(++last, item);
    }

    /** Gives it a frame that nothing is kept of; it leaves with {@link #flush}. */
    void give(String ofTopic, long ofEpoch, Frame frame) {
        begin(ofTopic, ofEpoch, frame, false);
    }

    private void begin(String ofTopic, long ofEpoch, Frame frame, boolean kept) {
        boolean goesOn = kept == (first != 0)
                && ofEpoch == epoch
                && bytes + frame.content().size() <= MAX_BYTES
                && ofTopic.equals(topic);
        if (!goesOn) {
            flush(null);
        }
        if (batch.isEmpty()) {
            topic = ofTopic;
            epoch = ofEpoch;
            first = kept ? last + 1 : 0;
        }
        batch.add(frame);
        bytes += frame.content().size();
    }

    /** What it was given leaves; {@code all} where that may be all of one run, else null. */
    void flush(Run all) {
        if (batch.isEmpty()) {
            return;
        }
        boolean whole = all != null && batch.size() == all.frames().size();
        handouts.hand(this, round, first, whole ? all.retain() : new Run(topic, epoch, batch));
        batch.clear();
        bytes = 0;
    }

    /** It has acknowledged these: what they were. */
    List<Item> done(long from, long to) {
        return takeBack(from, to);
    }

    /** What stays with it though it leaves: nobody else gets it. */
    List<Item> bound(List<Ticket> tickets) {
        List<Item> bound = new ArrayList<>(tickets.size());
        tickets.forEach(ticket -> bound.addAll(takeBack(ticket.number(), ticket.number())));
        return bound;
    }

    /** It has not taken these, nor will it take more in that round; they are somebody else's now. */
    List<Item> returned(int inRound, long from, long to) {
        seen = Math.max(seen, to);
        wants &= inRound != round;
        return takeBack(from, to);
    }

    /** It takes more. */
    void ready(int inRound, long lastSeen) {
        round = inRound;
        wants = true;
        barrier = last;
        seen = Math.max(seen, lastSeen);
    }

    /** The link to its node took nothing: it never sees these. */
    List<Item> notSent(HandOver lost) {
        linkFull = true;
        if (lost.first() == 0) {
            return List.of();
        }
        last = Math.min(last, lost.first() - 1);
        barrier = Math.min(barrier, last);
        return takeBack(lost.first(), lost.last());
    }

    /** The link to its node takes frames again. */
    void linkDrained() {
        linkFull = false;
    }

    /** It is gone: all that it had. */
    List<Item> leave() {
        List<Item> rest = new ArrayList<>(unacknowledged.values());
        unacknowledged.clear();
        return rest;
    }

    /** Of what it had not acknowledged: what nobody else must get if it may have come to it (MQTT-4.8.2-5). */
    List<Ticket> exactlyOnce() {
        return unacknowledged.entrySet().stream()
                .filter(one -> keepsOnce(one.getValue().frame()))
                .map(one -> new Ticket(one.getKey()))
                .toList();
    }

    private List<Item> takeBack(long from, long to) {
        List<Item> back = new ArrayList<>();
        for (long ticket = from; ticket <= to; ticket++) {
            Item item = unacknowledged.remove(ticket);
            if (item != null) {
                back.add(item);
            }
        }
        return back;
    }
}
