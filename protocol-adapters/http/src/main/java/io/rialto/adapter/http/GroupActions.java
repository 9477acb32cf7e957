package io.rialto.adapter.http;

import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.json.ResultJson;
import io.rialto.adapter.json.RoomRequests;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;

/** Who leads groups, who waits before them, who is kept out. */
final class GroupActions {
    private GroupActions() {}

    /** {@code PATCH /v1/rooms/{id}} with {@code {title?, join?, managers?}}. */
    static Future<Reply> update(Call call) {
        return call.submit(RoomRequests.update(call.room(), call.body()))
                .map(room -> Reply.ok(out -> ResultJson.room(out, room)));
    }

    /** {@code PUT /v1/rooms/{id}/owner} with {@code {account}}. */
    static Future<Reply> transfer(Call call) {
        return call.submit(new RoomCommand.TransferRoom(call.room(), RoomRequests.account(call.body())))
                .map(room -> Reply.ok(out -> ResultJson.room(out, room)));
    }

    /** {@code POST /v1/rooms/{id}/applicants} with {@code {text?}}. */
    static Future<Reply> apply(Call call) {
        return call.submit(new RoomCommand.ApplyToRoom(call.room(), RoomRequests.text(call.body())))
                .map(admission -> Reply.ok(out -> ResultJson.admission(out, admission)));
    }

    /** {@code DELETE /v1/rooms/{id}/applicants/{account}?text=}. */
    static Future<Reply> reject(Call call) {
        String text = call.queryText("text").orElse("");
        return done(call, new RoomCommand.RejectApplicant(call.room(), account(call), text));
    }

    /** {@code GET /v1/rooms/{id}/banned}. */
    static Future<Reply> banned(Call call) {
        return call.submit(new RoomCommand.ListBannedMembers(call.room()))
                .map(list -> Reply.ok(out -> ResultJson.banned(out, list)));
    }

    /** {@code PUT /v1/rooms/{id}/banned/{account}}. */
    static Future<Reply> ban(Call call) {
        return done(call, new RoomCommand.BanMember(call.room(), account(call)));
    }

    /** {@code GET /v1/blocked-rooms}. */
    static Future<Reply> blocked(Call call) {
        return call.submit(new RoomCommand.ListBlockedRooms())
                .map(list -> Reply.ok(out -> ResultJson.rooms(out, list)));
    }

    /** {@code PUT /v1/blocked-rooms/{id}}. */
    static Future<Reply> block(Call call) {
        return done(call, new RoomCommand.BlockRoom(call.room()));
    }

    private static Future<Reply> done(Call call, Command<Done> command) {
        return call.submit(command).map(done -> Reply.ok(JsonBody.EMPTY));
    }

    private static AccountId account(Call call) {
        return new AccountId(call.routing().pathParam("account"));
    }
}
