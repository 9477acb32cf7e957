package io.rialto.contract.command;

import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import java.util.Set;

/**
 * Stream rooms: who publishes on which lane, who sees it.
 *
 * @param <R> what the answer is made of
 */
public sealed interface StreamCommand<R> extends Command<R> {
    @Override
    default Future<R> accept(Command.Handler handler) {
        return handler.on(this);
    }

    /** Calls the handler's method for this command. */
    Future<R> answeredBy(Handler handler);

    /** Makes a stream room; with {@code room} null its id is chosen by the gateway, at random. The caller owns it. */
    record CreateStream(RoomId room, StreamPreset preset) implements StreamCommand<StreamInfo> {
        @Override
        public Future<StreamInfo> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Ends a stream room; only its owner may. */
    record RemoveStream(RoomId room) implements StreamCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Gives an account the right to publish in a virtual room, or takes it; only the owner may. */
    record GrantStream(RoomId room, AccountId account, boolean granted) implements StreamCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Joins a stream room; one of the preset rtm is made by the first who joins. The answer shows lanes, publishers. */
    record JoinStream(RoomId room) implements StreamCommand<StreamInfo> {
        @Override
        public Future<StreamInfo> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Leaves a stream room: roles as publisher, subscriptions of this session there end. */
    record LeaveStream(RoomId room) implements StreamCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Becomes a publisher of a lane; of a room this session has joined. */
    record JoinLane(RoomId room, String lane) implements StreamCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Stops being a publisher of a lane. */
    record LeaveLane(RoomId room, String lane) implements StreamCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Subscribes to a lane of a stream room, or with {@code lane} null to all of them; to these publishers, or with none
     * to all: then at most 64, in the order they came. Subscriptions of one session in one room add up; all of them use
     * the same subscriber. With {@code from}, frames after that place are offered again as far as the relay has kept them.
     */
    record SubscribeLane(RoomId room, String lane, Set<AccountId> publishers, StreamPlace from, Subscriber subscriber)
            implements StreamCommand<StreamSubscribed> {
        /** Copies the publishers. */
        public SubscribeLane {
            publishers = Set.copyOf(publishers);
        }

        @Override
        public Future<StreamSubscribed> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Takes publishers of a lane subscription back; with none all of the lane, with {@code lane} null everything. */
    record UnsubscribeLane(RoomId room, String lane, Set<AccountId> publishers) implements StreamCommand<Done> {
        /** Copies the publishers. */
        public UnsubscribeLane {
            publishers = Set.copyOf(publishers);
        }

        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** One method per command of this area. */
    interface Handler {
        /** Makes a stream room. */
        Future<StreamInfo> on(CreateStream command);

        /** Ends a stream room. */
        Future<Done> on(RemoveStream command);

        /** Changes who may publish. */
        Future<Done> on(GrantStream command);

        /** Joins. */
        Future<StreamInfo> on(JoinStream command);

        /** Leaves. */
        Future<Done> on(LeaveStream command);

        /** Takes the role of a publisher. */
        Future<Done> on(JoinLane command);

        /** Gives it back. */
        Future<Done> on(LeaveLane command);

        /** Subscribes to a lane. */
        Future<StreamSubscribed> on(SubscribeLane command);

        /** Takes that back. */
        Future<Done> on(UnsubscribeLane command);
    }
}
