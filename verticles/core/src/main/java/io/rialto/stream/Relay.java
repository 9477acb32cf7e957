package io.rialto.stream;

import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Run;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.StreamPublication;
import io.rialto.contract.stream.StreamSubscribed;
import io.rialto.stream.Repetitions.Note;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The relay of one stream room: who may publish, in which order everything came, the newest frames. Confined to its
 * shard.
 */
final class Relay {
    private final RoomId room;
    private final StreamPreset preset;
    private final AccountId owner;
    private final long epoch;
    private final long born;
    private final StreamLimits limits;
    private final Ring ring;
    private final Publishers publishers = new Publishers();
    private final Set<AccountId> granted = new HashSet<>(0);
    private final Set<Seat> members = new LinkedHashSet<>(0);
    private final Set<Seat> subscribers = new LinkedHashSet<>(0);
    private final OwnNumbers numbers;
    private long seq;
    private long lastActive;
    private List<Frame> gathered = new ArrayList<>();
    private List<StreamUpload> gatheredPieces = new ArrayList<>(0);

    /** The first relay of a room. */
    Relay(RoomId room, StreamPreset preset, AccountId owner, long epoch, Repetitions known, StreamLimits limits) {
        this(new Standby(room, preset, owner, Set.of(), epoch, epoch, null), epoch, known, limits);
    }

    /** The relay that goes on, in this epoch, where another one was lost. */
    Relay(Standby lost, long epoch, Repetitions known, StreamLimits limits) {
        this.room = lost.room();
        this.preset = lost.preset();
        this.owner = lost.owner();
        this.born = lost.born();
        this.epoch = epoch;
        this.limits = limits;
        this.ring = new Ring(limits.ringBytes());
        this.numbers = new OwnNumbers(room, born, known);
        this.granted.addAll(lost.granted());
    }

    RoomId room() {
        return room;
    }

    AccountId owner() {
        return owner;
    }

    StreamPreset preset() {
        return preset;
    }

    long epoch() {
        return epoch;
    }

    boolean hasFrames() {
        return !gathered.isEmpty();
    }

    /** Milliseconds of the monotonic clock when it was last used. */
    long lastActive() {
        return lastActive;
    }

    void touch(long now) {
        lastActive = now;
    }

    boolean isEmpty() {
        return members.isEmpty() && subscribers.isEmpty();
    }

    /** Takes a frame in; its place, or null where it is a repetition. */
    StreamPlace take(StreamUpload upload, long now) {
        StreamPublication publication = upload.publication();
        requireRight(upload);
        long number = publication.number();
        long publisher = number == 0 ? 0 : numbers.take(upload.publisher(), number);
        if (number != 0 && publisher == 0) {
            return null;
        }
        Frame frame = new Frame(
                ++seq,
                upload.session(),
                upload.from(),
                publication.content(),
                0,
                false,
                false,
                now,
                Long.MAX_VALUE,
                new LanePart(publication.lane(), publication.kind(), number, publication.piece(), publisher, false));
        ring.add(frame);
        gathered.add(frame);
        if (upload.waitsForSpread()) {
            gatheredPieces.add(upload);
        }
        return new StreamPlace(epoch, seq);
    }

    /** The frames of this turn as one run; who published pieces is told when its last owner lets it go. */
    Run run() {
        List<StreamUpload> pieces = gatheredPieces;
        Run run = new Run(Edge.topic(room), epoch, gathered, pieces.isEmpty() ? null : () -> spread(pieces));
        gathered = new ArrayList<>();
        gatheredPieces = new ArrayList<>(0);
        return run;
    }

    private static void spread(List<StreamUpload> pieces) {
        pieces.forEach(piece -> piece.context().runOnContext(turn -> piece.spread()));
    }

    void grant(AccountId caller, AccountId account, boolean yes) {
        requireOwner(caller);
        if (yes) {
            granted.add(account);
        } else {
            granted.remove(account);
        }
    }

    void requireOwner(AccountId caller) {
        if (!owner.equals(caller)) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "only the owner of " + room + " may do this");
        }
    }

    StreamInfo join(Seat session) {
        if (!members.contains(session) && members.size() >= limits.members()) {
            throw new GatewayException(
                    ErrorCode.LIMIT_REACHED, room + " has " + limits.members() + " members, no more are let in");
        }
        members.add(session);
        return info();
    }

    /** Ends everything this session has here. */
    void leave(Seat session) {
        publishers.lanesOf(numberOf(session)).forEach(lane -> leaveLane(session, lane));
        members.remove(session);
        subscribers.remove(session);
    }

    void joinLane(Seat session, String lane) {
        requireMember(session);
        if (preset == StreamPreset.VROOM && !mayPublish(session.info().account())) {
            throw new GatewayException(
                    ErrorCode.FORBIDDEN, session.info().account() + " has no right to publish in " + room);
        }
        long number = numberOf(session);
        if (!publishers.has(lane, number) && publishers.countOf(number) >= StreamLimits.LANES_PER_SESSION) {
            throw new GatewayException(
                    ErrorCode.LIMIT_REACHED,
                    "a session publishes on at most " + StreamLimits.LANES_PER_SESSION + " lanes of a room");
        }
        if (publishers.add(lane, number, session.info().account())) {
            tell(new Push.LaneChanged(room, lane, session.info().account(), true), session);
        }
    }

    void leaveLane(Seat session, String lane) {
        if (publishers.remove(lane, numberOf(session))) {
            tell(new Push.LaneChanged(room, lane, session.info().account(), false), session);
        }
    }

    /** A session of this node begins to listen; the frames after {@code from} that are kept go with the answer. */
    Replay subscribe(Seat session, StreamPlace from) {
        if (preset == StreamPreset.RTM) {
            requireMember(session);
        }
        subscribers.add(session);
        StreamPlace head = new StreamPlace(epoch, seq);
        if (from == null) {
            return new Replay(new StreamSubscribed(head, 0), List.of());
        }
        long known = from.epoch() == epoch ? Math.min(from.seq(), seq) : 0;
        List<Frame> kept = ring.after(known);
        return new Replay(new StreamSubscribed(head, seq - known - kept.size()), kept);
    }

    /** A session says again what it has to do with this room, after the nodes have changed. */
    Replay confirm(Seat session, Confirm again) {
        if (again.joined()) {
            members.add(session);
            again.lanes().forEach(lane -> joinLane(session, lane));
        }
        return again.listening()
                ? subscribe(session, again.from())
                : new Replay(new StreamSubscribed(new StreamPlace(epoch, seq), 0), List.of());
    }

    void unsubscribe(Seat session) {
        subscribers.remove(session);
    }

    /** Ends everything that sessions of a node have here. */
    void leave(NodeId node) {
        for (Seat seat : seats()) {
            if (seat instanceof RemoteSeat remote && remote.node().equals(node)) {
                leave(seat);
            }
        }
    }

    /** The other nodes with subscribers. */
    Set<NodeId> edges() {
        Set<NodeId> nodes = new LinkedHashSet<>(0);
        for (Seat seat : subscribers) {
            if (seat instanceof RemoteSeat remote) {
                nodes.add(remote.node());
            }
        }
        return nodes;
    }

    /** What the nodes that stand by must know. */
    Standby standby(NodeId self) {
        return new Standby(room, preset, owner, Set.copyOf(granted), born, epoch, self);
    }

    /** The last own numbers of its publishers, for the nodes that stand by. */
    List<Note> notes() {
        return numbers.notes(epoch);
    }

    /** Tells everybody who has to do with this room that it is over. */
    void end(Push.StreamEnd reason) {
        seats().forEach(session -> session.ended(room, epoch, reason));
    }

    /** Tells everybody who has to do with this room that another relay serves it. */
    void moved() {
        seats().forEach(session -> session.moved(room));
    }

    private Set<Seat> seats() {
        Set<Seat> all = new LinkedHashSet<>(members);
        all.addAll(subscribers);
        return all;
    }

    StreamInfo info() {
        return new StreamInfo(room, preset, owner, new StreamPlace(epoch, seq), members.size(), publishers.snapshot());
    }

    private void tell(Push push, Seat butNot) {
        members.stream().filter(member -> !member.equals(butNot)).forEach(member -> member.push(push));
    }

    private void requireMember(Seat session) {
        if (!members.contains(session)) {
            throw new GatewayException(ErrorCode.NOT_MEMBER, "join " + room + " first");
        }
    }

    private void requireRight(StreamUpload upload) {
        String lane = upload.publication().lane();
        if (preset == StreamPreset.VROOM && !mayPublish(upload.from())) {
            throw new GatewayException(ErrorCode.FORBIDDEN, upload.from() + " has no right to publish in " + room);
        }
        if (preset == StreamPreset.RTM && !publishers.has(lane, upload.session())) {
            throw new GatewayException(ErrorCode.NOT_MEMBER, "become a publisher of lane " + lane + " first");
        }
        if (upload.publication().content().size() > limits.frameBytes()) {
            throw new GatewayException(ErrorCode.TOO_LARGE, "a frame has at most " + limits.frameBytes() + " bytes");
        }
    }

    private boolean mayPublish(AccountId account) {
        return account.equals(owner) || granted.contains(account);
    }

    private static long numberOf(Seat session) {
        return session.info().id().value();
    }
}
