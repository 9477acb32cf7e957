package io.rialto.stream;

import io.rialto.bus.Ask;
import io.rialto.bus.Seat;
import io.rialto.bus.Shard;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.StreamCommand.CreateStream;
import io.rialto.contract.command.StreamCommand.GrantStream;
import io.rialto.contract.command.StreamCommand.JoinLane;
import io.rialto.contract.command.StreamCommand.JoinStream;
import io.rialto.contract.command.StreamCommand.LeaveLane;
import io.rialto.contract.command.StreamCommand.LeaveStream;
import io.rialto.contract.command.StreamCommand.RemoveStream;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamPreset;
import java.util.function.Consumer;

/** Answers what sessions ask of the stream rooms of one shard. Confined to its shard. */
final class StreamDoorman {
    private final Relays relays;
    private final Consumer<Relay> changed;

    /** {@code changed} learns of rooms that are new, or whose rights are not what they were. */
    StreamDoorman(Relays relays, Consumer<Relay> changed) {
        this.relays = relays;
        this.changed = changed;
    }

    /** The room that a question is about. */
    static RoomId roomOf(Object question) {
        if (question instanceof CreateStream create) {
            return create.room();
        } else if (question instanceof RemoveStream remove) {
            return remove.room();
        } else if (question instanceof GrantStream grant) {
            return grant.room();
        } else if (question instanceof JoinStream join) {
            return join.room();
        } else if (question instanceof LeaveStream leave) {
            return leave.room();
        }
        return roomOfLane(question);
    }

    private static RoomId roomOfLane(Object question) {
        if (question instanceof JoinLane join) {
            return join.room();
        } else if (question instanceof LeaveLane leave) {
            return leave.room();
        } else if (question instanceof AskReplay replay) {
            return replay.room();
        } else if (question instanceof StopListening stop) {
            return stop.room();
        } else if (question instanceof Confirm confirm) {
            return confirm.room();
        }
        throw new IllegalArgumentException("nobody answers " + question.getClass() + " here");
    }

    void answer(Ask<?, ?> ask, long now) {
        try {
            Object answer = answerOf(ask, ask.session(), now);
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

    private Object answerOf(Ask<?, ?> ask, Seat session, long now) {
        Object question = ask.question();
        if (question instanceof CreateStream create) {
            return create(session, create, now);
        } else if (question instanceof RemoveStream remove) {
            return remove(session, relays.require(remove.room()));
        } else if (question instanceof GrantStream grant) {
            return grant(ask, grant);
        } else if (question instanceof JoinStream join) {
            return join(session, join, now);
        } else if (question instanceof LeaveStream leave) {
            return leave(session, leave);
        }
        return lanes(question, session, now);
    }

    private Object lanes(Object question, Seat session, long now) {
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
        } else if (question instanceof Confirm confirm) {
            return confirm(session, confirm, now);
        }
        return null;
    }

    private Done grant(Ask<?, ?> ask, GrantStream grant) {
        Relay relay = relays.require(grant.room());
        relay.grant(ask.caller(), grant.account(), grant.granted());
        changed.accept(relay);
        return Done.DONE;
    }

    /** A stream channel that nobody knows any more is made again: its members are still there. */
    private Replay confirm(Seat session, Confirm again, long now) {
        if (!relays.has(again.room()) && again.preset() == StreamPreset.RTM) {
            made(relays.create(again.room(), StreamPreset.RTM, session.info().account(), now));
        }
        return relays.require(again.room()).confirm(session, again);
    }

    private Relay made(Relay relay) {
        changed.accept(relay);
        return relay;
    }

    private StreamInfo create(Seat session, CreateStream create, long now) {
        return made(relays.create(create.room(), create.preset(), session.info().account(), now))
                .info();
    }

    private Done remove(Seat session, Relay relay) {
        relay.requireOwner(session.info().account());
        relays.remove(relay, Push.StreamEnd.REMOVED);
        return Done.DONE;
    }

    /** The first who joins a room that is not there makes it, as a stream channel (decisions 22). */
    private StreamInfo join(Seat session, JoinStream join, long now) {
        Relay relay = relays.has(join.room())
                ? relays.require(join.room())
                : made(relays.create(
                        join.room(), StreamPreset.RTM, session.info().account(), now));
        return relay.join(session);
    }

    private Done leave(Seat session, LeaveStream leave) {
        Relay relay = relays.require(leave.room());
        relay.leave(session);
        relays.removeIfEmpty(relay);
        return Done.DONE;
    }

    private Done stop(Seat session, StopListening stop) {
        if (relays.has(stop.room())) {
            Relay relay = relays.require(stop.room());
            relay.unsubscribe(session);
            relays.removeIfEmpty(relay);
        }
        return Done.DONE;
    }
}
