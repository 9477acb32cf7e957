package io.rialto.stream;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.command.StreamCommand.UnsubscribeLane;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPlace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one session sees of one stream room: the lanes, publishers it chose, from the place where its subscription began.
 * Runs that come before that place is known wait here. Confined to the connection's context.
 */
final class StreamView implements Subscriber {
    private static final int MAX_EARLY_BYTES = 1 << 20;

    private final Subscriber door;
    private final Map<String, LaneChoice> lanes = new HashMap<>(2);
    /** Every lane there is, whoever publishes. */
    private boolean allLanes;

    private Deque<Run> early = new ArrayDeque<>(2);
    private boolean closed;
    private int asked;
    private boolean stands;
    private int earlyBytes;
    private long seenEpoch;
    private long seenSeq;

    StreamView(Subscriber door) {
        this.door = door;
    }

    Subscriber door() {
        return door;
    }

    void choose(String lane, Set<AccountId> publishers) {
        if (lane == null) {
            allLanes = true;
            return;
        }
        if (!lanes.containsKey(lane) && lanes.size() >= StreamLimits.SUBSCRIBED_LANES) {
            throw new GatewayException(
                    ErrorCode.LIMIT_REACHED,
                    "a session is subscribed to at most " + StreamLimits.SUBSCRIBED_LANES + " lanes of a room");
        }
        lanes.computeIfAbsent(lane, name -> new LaneChoice()).add(publishers);
    }

    /** It is asked for, once more perhaps before the first answer. */
    void asked() {
        asked++;
    }

    /** An answer: it stands, or was refused. */
    void answered(boolean granted) {
        asked--;
        stands |= granted;
    }

    /** Whether it stands, or is asked for still. */
    boolean isWanted() {
        return stands || asked > 0;
    }

    /** Takes a choice back; true where nothing is left. */
    boolean drop(String lane, Set<AccountId> publishers) {
        if (lane == null) {
            lanes.clear();
            allLanes = false;
        } else if (publishers.isEmpty()
                || lanes.getOrDefault(lane, new LaneChoice()).remove(publishers)) {
            lanes.remove(lane);
        }
        return lanes.isEmpty() && !allLanes;
    }

    /** What was chosen, as what would take it back. */
    List<UnsubscribeLane> choices(RoomId room) {
        List<UnsubscribeLane> choices = new ArrayList<>();
        lanes.forEach((lane, choice) -> choices.add(new UnsubscribeLane(room, lane, choice.named())));
        if (allLanes) {
            choices.add(new UnsubscribeLane(room, null, Set.of()));
        }
        return choices;
    }

    /** The place up to where it has heard; null before it has begun. */
    StreamPlace heard() {
        return seenEpoch == 0 ? null : new StreamPlace(seenEpoch, seenSeq);
    }

    /** Its relay may be another one: what comes now waits until that has said where it stands. */
    void pause() {
        if (early == null && !closed) {
            early = new ArrayDeque<>(2);
        }
    }

    /** The relay, or the one that goes on in its place, has said where it stands: what is lost is told. */
    void resume(String topic, StreamPlace head, List<Frame> kept, long missed) {
        if (head.epoch() > seenEpoch && seenEpoch != 0) {
            door.missed(new Gap(topic, seenEpoch, seenSeq + 1, Gap.UNKNOWN, Gap.Cause.RELAY_LOST));
            seen(head.epoch(), 0);
        }
        if (missed > 0 && head.epoch() == seenEpoch) {
            door.missed(new Gap(topic, head.epoch(), seenSeq + 1, seenSeq + missed, Gap.Cause.NOT_KEPT));
            seen(head.epoch(), seenSeq + missed);
        }
        begin(topic, head, kept);
    }

    /** Whether the place where the subscription begins is known. */
    boolean hasBegun() {
        return early == null;
    }

    /** The relay has said where the subscription begins: frames up to there are old, what it keeps comes first. */
    void begin(String topic, StreamPlace head, List<Frame> kept) {
        Deque<Run> waited = early;
        early = null;
        earlyBytes = 0;
        if (!kept.isEmpty()) {
            Run run = new Run(topic, head.epoch(), kept);
            offer(run);
            run.release();
        }
        seen(head.epoch(), head.seq());
        waited.forEach(run -> {
            offer(run);
            run.release();
        });
    }

    /** Nothing is passed on any more: who waits for a run must not wait for this. Idempotent. */
    void close() {
        closed = true;
        if (early != null) {
            early.forEach(Run::release);
            early.clear();
        }
    }

    @Override
    public void offer(Run run) {
        if (closed) {
            return;
        }
        if (early != null) {
            hold(run);
            return;
        }
        tellHole(run);
        List<Frame> wanted = wanted(run);
        seen(run.epoch(), run.frames().get(run.frames().size() - 1).seq());
        if (wanted.size() == run.frames().size()) {
            door.offer(run);
        } else if (!wanted.isEmpty()) {
            Run part = run.part(wanted);
            door.offer(part);
            part.release();
        }
    }

    @Override
    public Object owner() {
        return door.owner();
    }

    @Override
    public Subscriber merge(Subscriber other) {
        return this;
    }

    @Override
    public void missed(Gap gap) {
        if (early == null && !closed && isNew(gap.epoch(), gap.to())) {
            seen(gap.epoch(), gap.to());
            door.missed(gap);
        }
    }

    /** All frames of a room come here, whatever is wanted of them: what lies between two runs did not arrive. */
    private void tellHole(Run run) {
        long first = run.frames().get(0).seq();
        if (run.epoch() > seenEpoch && seenEpoch != 0) {
            door.missed(new Gap(run.topic(), seenEpoch, seenSeq + 1, Gap.UNKNOWN, Gap.Cause.RELAY_LOST));
            seen(run.epoch(), 0);
        }
        if (run.epoch() == seenEpoch && first > seenSeq + 1) {
            door.missed(new Gap(run.topic(), seenEpoch, seenSeq + 1, first - 1, Gap.Cause.LINK));
        }
    }

    private void seen(long epoch, long seq) {
        boolean newer = epoch > seenEpoch || (epoch == seenEpoch && seq > seenSeq);
        if (newer) {
            seenEpoch = epoch;
            seenSeq = seq;
        }
    }

    /** Nothing is lost by dropping the oldest here: where the relay's answer names a later place, it was old anyway. */
    private void hold(Run run) {
        early.add(run.retain());
        earlyBytes += run.bytes();
        while (earlyBytes > MAX_EARLY_BYTES && early.size() > 1) {
            Run oldest = early.poll();
            earlyBytes -= oldest.bytes();
            oldest.release();
        }
    }

    private List<Frame> wanted(Run run) {
        List<Frame> frames = run.frames();
        boolean old = run.epoch() == seenEpoch && frames.get(0).seq() <= seenSeq;
        if (allLanes && !old && run.epoch() >= seenEpoch && !run.isRepeating()) {
            return frames;
        }
        List<Frame> wanted = new ArrayList<>(frames.size());
        for (Frame frame : frames) {
            if (isNew(run.epoch(), frame.seq()) && !frame.lane().repeated() && isWanted(frame)) {
                wanted.add(frame);
            }
        }
        return wanted;
    }

    private boolean isNew(long epoch, long seq) {
        return epoch > seenEpoch || (epoch == seenEpoch && seq > seenSeq);
    }

    private boolean isWanted(Frame frame) {
        if (allLanes) {
            return true;
        }
        LaneChoice choice = lanes.get(frame.lane().lane());
        return choice != null && choice.takes(frame.from());
    }
}
