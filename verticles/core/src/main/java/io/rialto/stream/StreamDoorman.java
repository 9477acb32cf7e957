package io.rialto.stream;

import io.rialto.bus.Ask;
import io.rialto.bus.Shard;
import io.rialto.contract.command.Command.CreateStream;
import io.rialto.contract.command.Command.GrantStream;
import io.rialto.contract.command.Command.JoinLane;
import io.rialto.contract.command.Command.JoinStream;
import io.rialto.contract.command.Command.LeaveLane;
import io.rialto.contract.command.Command.LeaveStream;
import io.rialto.contract.command.Command.RemoveStream;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.session.ConnectedSession;

/** Answers what sessions ask of the stream rooms of one shard. Confined to its shard. */
final class StreamDoorman {
    private final Relays relays;

    StreamDoorman(Relays relays) {
        this.relays = relays;
    }

    void answer(Ask<?, ?> ask, long now) {
        try {
            Object answer = answerOf(ask, (ConnectedSession) ask.session(), now);
            if (answer == null) {
                Shard.unknown(ask);
            } else {
                complete(ask, answer);
            }
        } catch (GatewayException refusal) {
            Shard.fail(ask, refusal);
        }
    }

    @SuppressWarnings("unchecked")
    private static void complete(Ask<?, ?> ask, Object answer) {
        ((Ask<?, Object>) ask).answer().tryComplete(answer);
    }

    private Object answerOf(Ask<?, ?> ask, ConnectedSession session, long now) {
        Object question = ask.question();
        if (question instanceof CreateStream create) {
            return create(session, create, now);
        } else if (question instanceof RemoveStream remove) {
            return remove(session, relays.require(remove.room()));
        } else if (question instanceof GrantStream grant) {
            relays.require(grant.room()).grant(ask.caller(), grant.account(), grant.granted());
            return Done.DONE;
        } else if (question instanceof JoinStream join) {
            return join(session, join, now);
        } else if (question instanceof LeaveStream leave) {
            return leave(session, leave);
        }
        return lanes(question, session);
    }

    private Object lanes(Object question, ConnectedSession session) {
        if (question instanceof JoinLane join) {
            relays.require(join.room()).joinLane(session, join.lane());
            return Done.DONE;
        } else if (question instanceof LeaveLane leave) {
            relays.require(leave.room()).leaveLane(session, leave.lane());
            return Done.DONE;
        } else if (question instanceof AskReplay replay) {
            return relays.require(replay.room()).subscribe(session, replay.from());
        } else if (question instanceof StopListening stop) {
            return stop(session, stop);
        }
        return null;
    }

    private StreamInfo create(ConnectedSession session, CreateStream create, long now) {
        return relays.create(create.room(), create.preset(), session.info().account(), now)
                .info();
    }

    private Done remove(ConnectedSession session, Relay relay) {
        relay.requireOwner(session.info().account());
        relays.remove(relay, Push.StreamEnd.REMOVED);
        return Done.DONE;
    }

    /** The first who joins a room that is not there makes it, as a stream channel (decisions 22). */
    private StreamInfo join(ConnectedSession session, JoinStream join, long now) {
        Relay relay = relays.has(join.room())
                ? relays.require(join.room())
                : relays.create(join.room(), StreamPreset.RTM, session.info().account(), now);
        return relay.join(session);
    }

    private Done leave(ConnectedSession session, LeaveStream leave) {
        Relay relay = relays.require(leave.room());
        relay.leave(session);
        relays.removeIfEmpty(relay);
        return Done.DONE;
    }

    private Done stop(ConnectedSession session, StopListening stop) {
        if (relays.has(stop.room())) {
            Relay relay = relays.require(stop.room());
            relay.unsubscribe(session);
            relays.removeIfEmpty(relay);
        }
        return Done.DONE;
    }
}
