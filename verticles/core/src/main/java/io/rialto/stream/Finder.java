package io.rialto.stream;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.bus.Terms;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.Placement;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.stream.Standby.Find;
import io.rialto.stream.Standby.Found;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds where a room is served, before anything is done to it: a node that has just come is asked for rooms it has never
 * heard of. What concerns one room is carried out in the order it came. Confined to its shard.
 */
final class Finder {
    /** Waits for the answer to where a room is. */
    interface Step {
        /** It is served here, or nowhere. */
        void here();

        /** It is served there. */
        void elsewhere(Home home);

        /** That cannot be found out now. */
        void unknown(GatewayException why);
    }

    private final Bus bus;
    private final Placement placement;
    private final Terms terms;
    private final NodeId self;
    private final Relays relays;
    private final Standbys standbys;
    private final Consumer<Standby> takeOver;
    private final Map<RoomId, List<Step>> waiting = new HashMap<>();
    private final int maxWaiting;
    private int waitingSteps;

    /** {@code takeOver} makes a relay of a room whose relay is lost; it throws where that cannot be done yet. */
    Finder(Bus bus, StreamParts parts, Relays relays, Standbys standbys, Consumer<Standby> takeOver) {
        this.bus = bus;
        this.placement = parts.placement();
        this.terms = parts.terms();
        this.maxWaiting = parts.limits().waiting();
        this.self = parts.neighbours().self();
        this.relays = relays;
        this.standbys = standbys;
        this.takeOver = takeOver;
    }

    /** Goes on when it is known where the room is served; at once where that is known now. */
    void with(RoomId room, Step step) {
        List<Step> line = waiting.get(room);
        if (line != null) {
            join(line, step);
        } else if (relays.has(room)) {
            step.here();
        } else if (standbys.of(room) != null) {
            follow(standbys.of(room), step);
        } else if (standbys.knowing(room).isEmpty()) {
            step.here();
        } else {
            List<Step> first = new ArrayList<>(1);
            waiting.put(room, first);
            join(first, step);
            ask(room);
        }
    }

    private void join(List<Step> line, Step step) {
        if (waitingSteps >= maxWaiting) {
            step.unknown(new GatewayException(ErrorCode.OVERLOADED, "too many requests wait for their rooms"));
        } else {
            waitingSteps++;
            line.add(step);
        }
    }

    private void follow(Standby standby, Step step) {
        if (standby.relay().equals(self) && terms.isOurs(standby.epoch())) {
            standbys.forget(standby.room()); // it was served here, so it has ended, which somebody did not hear
            step.here();
            return;
        }
        Home there = standbys.isThere(standby.relay()) ? placement.on(standby.relay(), standby.room()) : null;
        if (there != null) {
            step.elsewhere(there);
            return;
        }
        if (!standbys.isLost(standby.relay())) {
            step.unknown(new GatewayException(
                    ErrorCode.TIMEOUT,
                    standby.room() + " is served by " + standby.relay() + ", which is not linked yet, try again"));
            return;
        }
        try {
            takeOver.accept(standby);
        } catch (GatewayException notYet) {
            step.unknown(notYet);
            return;
        }
        step.here();
    }

    private void ask(RoomId room) {
        List<Future<Found>> answers = new ArrayList<>(2);
        for (NodeId node : standbys.knowing(room)) {
            Home there = placement.on(node, room);
            if (there != null) {
                answers.add(bus.ask(Address.STREAMS, there, null, null, new Find(room)));
            }
        }
        Future.all(answers)
                .onSuccess(all -> answered(room, answers))
                .onFailure(failure -> goOn(
                        room,
                        step -> step.unknown(new GatewayException(
                                ErrorCode.TIMEOUT,
                                "where " + room + " is served cannot be found out now, try again"))));
    }

    private void answered(RoomId room, List<Future<Found>> answers) {
        answers.stream()
                .map(answer -> answer.result().standby())
                .filter(found -> found != null && !relays.has(room))
                .forEach(standbys::keep);
        goOn(room, step -> {
            Standby found = standbys.of(room);
            if (found == null || relays.has(room)) {
                step.here();
            } else {
                follow(found, step);
            }
        });
    }

    private void goOn(RoomId room, Consumer<Step> how) {
        List<Step> line = waiting.remove(room);
        waitingSteps -= line.size();
        line.forEach(how);
    }
}
