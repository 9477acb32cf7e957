package io.rialto.node;

import io.rialto.bus.Bus;
import io.rialto.bus.Neighbours;
import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.channel.UploadPost;
import io.rialto.cluster.NodeId;
import io.rialto.contract.command.Admission;
import io.rialto.contract.command.BannedList;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.ContactInfo;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.PresenceCommand;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SessionList;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.session.SessionInfo;
import io.rialto.durable.DurableSessions;
import io.rialto.message.AudienceChanged;
import io.rialto.message.Authorise;
import io.rialto.message.Notify;
import io.rialto.message.RequireMembers;
import io.rialto.message.RequireSpeaker;
import io.rialto.message.VouchedMessage;
import io.rialto.message.VouchedSignal;
import io.rialto.office.OfficeWords;
import io.rialto.post.LiveSessions;
import io.rialto.post.Postman;
import io.rialto.presence.OnlineNews;
import io.rialto.presence.ReadPresence;
import io.rialto.presence.Seen;
import io.rialto.presence.Unwatch;
import io.rialto.presence.Watch;
import io.rialto.retained.RetainedHint;
import io.rialto.session.SessionWords;
import io.rialto.share.SharePost;
import io.rialto.spread.ClusterSpread;
import io.rialto.stream.StreamParts;
import io.rialto.wire.Form;
import io.rialto.wire.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that nodes say to each other: the one list, the same on all nodes. */
public final class Words {
    private static final List<Class<?>> OF_CORE = List.of(
            MessageCommand.SendMessage.class,
            MessageCommand.RecallMessage.class,
            MessageCommand.BurnMessage.class,
            Sent.class,
            MessageCommand.ReadHistory.class,
            HistoryPage.class,
            VouchedMessage.class,
            VouchedSignal.class,
            Authorise.class,
            RequireMembers.class,
            RequireSpeaker.class,
            AudienceChanged.class,
            Notify.class,
            Done.class,
            RoomCommand.CreateRoom.class,
            RoomCommand.GetRoom.class,
            RoomCommand.DeleteRoom.class,
            RoomCommand.JoinRoom.class,
            RoomCommand.LeaveRoom.class,
            RoomCommand.AddMembers.class,
            RoomCommand.RemoveMembers.class,
            RoomCommand.ApplyToRoom.class,
            Admission.class,
            RoomCommand.RejectApplicant.class,
            RoomCommand.BanMember.class,
            RoomCommand.ListBannedMembers.class,
            BannedList.class,
            RoomCommand.BlockRoom.class,
            RoomCommand.UpdateRoom.class,
            RoomCommand.TransferRoom.class,
            RoomInfo.class,
            ContactCommand.AddContact.class,
            ContactCommand.RemoveContact.class,
            ContactCommand.BlockContact.class,
            ContactCommand.UnblockContact.class,
            ContactInfo.class,
            SignalCommand.Signal.class,
            Seen.class,
            Watch.class,
            Unwatch.class,
            ReadPresence.class,
            PresenceCommand.SetPresence.class,
            PresenceState.class,
            SessionList.class,
            RemoteSeat.Word.Pushed.class,
            RemoteSeat.Word.Lost.class,
            RemoteSeat.Word.Moved.class,
            RemoteSeat.Word.StreamOver.class,
            RemoteSeat.Word.Rehomed.class,
            RemoteSeat.Word.Ended.class);

    /** All of them, in their order. */
    public static final List<Class<?>> ALL = Stream.of(
                    Bus.WORDS,
                    Postman.WORDS,
                    ClusterSpread.WORDS,
                    UploadPost.WORDS,
                    RetainedHint.WORDS,
                    DurableSessions.WORDS,
                    SessionWords.ALL,
                    StreamParts.WORDS,
                    SharePost.WORDS,
                    OfficeWords.ALL,
                    OnlineNews.WORDS,
                    OF_CORE)
            .flatMap(List::stream)
            .toList();

    private Words() {}

    /** The vocabulary of a node. */
    public static Vocabulary of(Neighbours neighbours, LiveSessions live) {
        Vocabulary plain = new Vocabulary(List.of(NodeId.class, SessionInfo.class), Map.of());
        Form<Seat> seats = new SeatForm(neighbours, live, plain.form(NodeId.class), plain.form(SessionInfo.class));
        return new Vocabulary(ALL, Map.of(Seat.class, seats));
    }

    /** Brings what is said to sessions of this node to them. */
    public static void hearForSessions(Neighbours neighbours, LiveSessions live) {
        neighbours.hear(
                RemoteSeat.Word.Pushed.class, (from, word) -> live.with(word.session(), one -> one.push(word.push())));
        neighbours.hear(
                RemoteSeat.Word.Lost.class, (from, word) -> live.with(word.session(), one -> one.lost(word.group())));
        neighbours.hear(
                RemoteSeat.Word.Moved.class,
                (from, word) -> live.with(word.session(), one -> one.moved(word.stream())));
        neighbours.hear(
                RemoteSeat.Word.StreamOver.class,
                (from, word) ->
                        live.with(word.session(), one -> one.ended(word.stream(), word.epoch(), word.reason())));
        neighbours.hear(RemoteSeat.Word.Rehomed.class, (from, word) -> live.with(word.session(), Seat::homesMoved));
        neighbours.hear(RemoteSeat.Word.Ended.class, (from, word) -> live.with(word.session(), Seat::end));
    }
}
