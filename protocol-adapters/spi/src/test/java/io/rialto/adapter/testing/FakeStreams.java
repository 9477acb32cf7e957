package io.rialto.adapter.testing;

import io.rialto.contract.command.Done;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import java.util.Map;

/** What a {@link FakeSession} answers of stream rooms: nobody else is there. */
final class FakeStreams implements StreamCommand.Handler {
    private static final Future<Done> DONE = Future.succeededFuture(Done.DONE);

    private final FakeSession session;
    private final FakeChannels channels;

    FakeStreams(FakeSession session, FakeChannels channels) {
        this.session = session;
        this.channels = channels;
    }

    @Override
    public Future<StreamInfo> on(StreamCommand.CreateStream command) {
        RoomId room = command.room() == null ? new RoomId("s:made-by-fake") : command.room();
        return Future.succeededFuture(stream(room, command.preset()));
    }

    @Override
    public Future<Done> on(StreamCommand.RemoveStream command) {
        return DONE;
    }

    @Override
    public Future<Done> on(StreamCommand.GrantStream command) {
        return DONE;
    }

    @Override
    public Future<StreamInfo> on(StreamCommand.JoinStream command) {
        return Future.succeededFuture(stream(command.room(), StreamPreset.RTM));
    }

    @Override
    public Future<Done> on(StreamCommand.LeaveStream command) {
        return DONE;
    }

    @Override
    public Future<Done> on(StreamCommand.JoinLane command) {
        return DONE;
    }

    @Override
    public Future<Done> on(StreamCommand.LeaveLane command) {
        return DONE;
    }

    @Override
    public Future<StreamSubscribed> on(StreamCommand.SubscribeLane command) {
        channels.join(session, "$stream/" + command.room().name(), command.subscriber());
        return Future.succeededFuture(new StreamSubscribed(new StreamPlace(1, 0), 0));
    }

    @Override
    public Future<Done> on(StreamCommand.UnsubscribeLane command) {
        return DONE;
    }

    private StreamInfo stream(RoomId room, StreamPreset preset) {
        return new StreamInfo(room, preset, me(), new StreamPlace(1, 0), 1, Map.of());
    }

    private AccountId me() {
        return session.info().account();
    }
}
