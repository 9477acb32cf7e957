package io.rialto.adapter.http;

import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.json.ResultJson;
import io.rialto.adapter.json.RoomRequests;
import io.rialto.adapter.json.SignalRequest;
import io.rialto.contract.command.AccountCommand;
import io.rialto.contract.command.PresenceCommand;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import java.util.Set;

/** Rooms with their members, presence. */
final class RoomActions {
    private static final int MAX_PRESENCES = 200;
    private static final int MAX_MEMBERS = 500;

    private RoomActions() {}

    /** {@code GET /v1/presence?accounts=a,b}. */
    static Future<Reply> presence(Call call) {
        return call.submit(new PresenceCommand.GetPresence(call.queryAccounts(MAX_PRESENCES)))
                .map(list -> Reply.ok(out -> ResultJson.presences(out, list)));
    }

    /** {@code POST /v1/signals}. */
    static Future<Reply> signal(Call call) {
        return call.submit(SignalRequest.read(call.body(), call.account())).map(done -> Reply.ok(JsonBody.EMPTY));
    }

    /** {@code GET /v1/sessions}. */
    static Future<Reply> sessions(Call call) {
        return call.submit(new AccountCommand.ListSessions())
                .map(list -> Reply.ok(out -> ResultJson.sessions(out, list)));
    }

    /** {@code DELETE /v1/rooms/{id}/members/me}. */
    static Future<Reply> leave(Call call) {
        return call.submit(new RoomCommand.LeaveRoom(call.room())).map(done -> Reply.ok(JsonBody.EMPTY));
    }

    /** {@code GET /v1/rooms}. */
    static Future<Reply> list(Call call) {
        return call.submit(new RoomCommand.ListRooms()).map(list -> Reply.ok(out -> ResultJson.rooms(out, list)));
    }

    /** {@code POST /v1/rooms}. */
    static Future<Reply> create(Call call) {
        return call.submit(RoomRequests.create(call.body()))
                .map(room -> Reply.json(201, out -> ResultJson.room(out, room)));
    }

    /** {@code GET /v1/rooms/{id}}. */
    static Future<Reply> get(Call call) {
        return call.submit(new RoomCommand.GetRoom(call.room()))
                .map(room -> Reply.ok(out -> ResultJson.room(out, room)));
    }

    /** {@code DELETE /v1/rooms/{id}}. */
    static Future<Reply> delete(Call call) {
        return call.submit(new RoomCommand.DeleteRoom(call.room())).map(done -> Reply.ok(JsonBody.EMPTY));
    }

    /** {@code POST /v1/rooms/{id}/members} with {@code {accounts:[…]}}. */
    static Future<Reply> add(Call call) {
        return call.submit(new RoomCommand.AddMembers(call.room(), RoomRequests.members(call.body())))
                .map(room -> Reply.ok(out -> ResultJson.room(out, room)));
    }

    /** {@code DELETE /v1/rooms/{id}/members}, the accounts in the query or in the body. */
    static Future<Reply> remove(Call call) {
        Set<AccountId> accounts = call.queryText("accounts").isPresent()
                ? Set.copyOf(call.queryAccounts(MAX_MEMBERS))
                : RoomRequests.members(call.body());
        return call.submit(new RoomCommand.RemoveMembers(call.room(), accounts))
                .map(room -> Reply.ok(out -> ResultJson.room(out, room)));
    }
}
