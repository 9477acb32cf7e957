package io.rialto.adapter.websocket;

import io.rialto.adapter.json.ContactJson;
import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.PageBounds;
import io.rialto.adapter.json.PageJson;
import io.rialto.adapter.json.PasswordRequest;
import io.rialto.adapter.json.ProfileJson;
import io.rialto.adapter.json.ResultJson;
import io.rialto.adapter.json.RoomRequests;
import io.rialto.config.SessionsConfig;
import io.rialto.contract.command.AccountCommand;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.PresenceCommand;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What each {@code op} of the native protocol means. Immutable, shared by all connections. */
final class Operations {
    /** Carries out one op for a connection that has signed in. */
    @FunctionalInterface
    interface Operation {
        void run(NativeConversation conversation, Request request);
    }

    private static final Answers.Result<Done> NOTHING = (out, done) -> {
        out.writeStartObject();
        out.writeEndObject();
    };
    private static final String ACK = "sync.ack";
    private static final String PULL = "sync.pull";

    private final Map<String, Operation> table = new HashMap<>();
    private final SessionsConfig limits;

    Operations(SessionsConfig limits) {
        this.limits = limits;
        conversation();
        inbox();
        rooms();
        groups();
        presence();
        contacts();
        profiles();
        StreamOperations.addTo(table);
    }

    /** Whether this op may come without an {@code id}. */
    static boolean mayLackId(String op) {
        return op.equals(ACK) || op.equals(PULL);
    }

    /** The operation of this name; {@code unsupported} where there is none. */
    Operation of(String op) {
        Operation operation = table.get(op);
        if (operation == null) {
            throw new GatewayException(ErrorCode.UNSUPPORTED, "there is no op " + op);
        }
        return operation;
    }

    private void conversation() {
        table.put("ping", NativeConversation::ping);
        table.put("logout", NativeConversation::logout);
        table.put("msg.send", NativeConversation::send);
        table.put("signal.send", NativeConversation::signal);
        erasure("msg.recall", MessageCommand.RecallMessage::new);
        erasure("msg.burn", MessageCommand.BurnMessage::new);
        command("account.password", PasswordRequest::read, NOTHING);
        command("session.list", args -> new AccountCommand.ListSessions(), ResultJson::sessions);
    }

    private void inbox() {
        table.put(ACK, NativeConversation::acknowledge);
        table.put(PULL, (conversation, request) -> {
            PageBounds page = PageBounds.read(request.args(), limits);
            conversation.page(
                    request,
                    new InboxCommand.PullInbox(page.after(), page.limit(), page.maxBytes()),
                    (out, result) -> PageJson.inbox(out, result, page.maxBytes()));
        });
        table.put("room.pull", (conversation, request) -> {
            PageBounds page = PageBounds.read(request.args(), limits);
            conversation.page(
                    request,
                    new MessageCommand.ReadHistory(
                            RoomRequests.room(request.args()),
                            page.after(),
                            page.before(),
                            page.limit(),
                            page.maxBytes()),
                    (out, result) -> PageJson.history(out, result, page));
        });
    }

    private void rooms() {
        command("room.create", RoomRequests::create, ResultJson::room);
        command("room.get", args -> new RoomCommand.GetRoom(RoomRequests.room(args)), ResultJson::room);
        command("room.delete", args -> new RoomCommand.DeleteRoom(RoomRequests.room(args)), NOTHING);
        command("room.list", args -> new RoomCommand.ListRooms(), ResultJson::rooms);
        command(
                "room.member.add",
                args -> new RoomCommand.AddMembers(RoomRequests.room(args), RoomRequests.members(args)),
                ResultJson::room);
        command(
                "room.member.remove",
                args -> new RoomCommand.RemoveMembers(RoomRequests.room(args), RoomRequests.members(args)),
                ResultJson::room);
        table.put("room.join", (conversation, request) -> {
            Membership target = Membership.read(request.args());
            if (target.isGroup()) {
                conversation.answer(request, new RoomCommand.JoinRoom(target.group()), ResultJson::room);
            } else {
                conversation.answer(request, target.subscribe(conversation.subscriber()), NOTHING);
            }
        });
        table.put("room.leave", (conversation, request) -> {
            Membership target = Membership.read(request.args());
            conversation.answer(request, target.leave(conversation.subscriber()), NOTHING);
        });
    }

    private void groups() {
        command(
                "room.apply",
                args -> new RoomCommand.ApplyToRoom(RoomRequests.room(args), RoomRequests.text(args)),
                ResultJson::admission);
        command("room.update", args -> RoomRequests.update(RoomRequests.room(args), args), ResultJson::room);
        command("room.block", args -> new RoomCommand.BlockRoom(RoomRequests.room(args)), NOTHING);
        command("room.blocked", args -> new RoomCommand.ListBlockedRooms(), ResultJson::rooms);
        command(
                "room.member.reject",
                args -> new RoomCommand.RejectApplicant(
                        RoomRequests.room(args), RoomRequests.account(args), RoomRequests.text(args)),
                NOTHING);
        command(
                "room.member.ban",
                args -> new RoomCommand.BanMember(RoomRequests.room(args), RoomRequests.account(args)),
                NOTHING);
        command(
                "room.member.banned",
                args -> new RoomCommand.ListBannedMembers(RoomRequests.room(args)),
                ResultJson::banned);
        command(
                "room.member.transfer",
                args -> new RoomCommand.TransferRoom(RoomRequests.room(args), RoomRequests.account(args)),
                ResultJson::room);
    }

    private void presence() {
        command("presence.set", args -> new PresenceCommand.SetPresence(args.string("status")), NOTHING);
        reading(
                "presence.get",
                args -> new PresenceCommand.GetPresence(RoomRequests.presences(args)),
                ResultJson::presences);
        command(
                "presence.watch",
                args -> new PresenceCommand.WatchPresence(RoomRequests.presences(args)),
                ResultJson::presences);
        command("presence.unwatch", args -> new PresenceCommand.UnwatchPresence(RoomRequests.presences(args)), NOTHING);
    }

    private void contacts() {
        command("friend.add", ContactJson::add, ContactJson::added);
        command("friend.remove", args -> new ContactCommand.RemoveContact(ContactJson.account(args)), NOTHING);
        command("friend.list", args -> new ContactCommand.ListContacts(), ContactJson::accounts);
        command("block.add", args -> new ContactCommand.BlockContact(ContactJson.account(args)), NOTHING);
        command("block.remove", args -> new ContactCommand.UnblockContact(ContactJson.account(args)), NOTHING);
        command("block.list", args -> new ContactCommand.ListBlocked(), ContactJson::accounts);
    }

    private void profiles() {
        reading(
                "profile.get",
                args -> new ProfileCommand.ReadProfiles(RoomRequests.presences(args)),
                ProfileJson::accounts);
        reading("profile.rooms", ProfileJson::rooms, ProfileJson::rooms);
        command("profile.set", ProfileJson::update, ProfileJson::profile);
    }

    private void erasure(String op, BiFunction<RoomId, Long, Command<Sent>> command) {
        table.put(op, (conversation, request) -> {
            RoomId room = RoomRequests.room(request.args());
            conversation.answer(
                    request,
                    command.apply(room, RoomRequests.position(request.args())),
                    (out, sent) -> ResultJson.sent(out, room, sent));
        });
    }

    /** What changes nothing, but has a long answer. */
    private <R> void reading(String op, Function<Fields, Command<R>> decoder, Answers.Result<R> result) {
        table.put(op, (conversation, request) -> conversation.page(request, decoder.apply(request.args()), result));
    }

    private <R> void command(String op, Function<Fields, Command<R>> decoder, Answers.Result<R> result) {
        table.put(op, (conversation, request) -> conversation.answer(request, decoder.apply(request.args()), result));
    }
}
