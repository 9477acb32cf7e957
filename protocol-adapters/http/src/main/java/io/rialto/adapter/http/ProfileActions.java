package io.rialto.adapter.http;

import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.json.PasswordRequest;
import io.rialto.adapter.json.ProfileJson;
import io.rialto.contract.command.ProfileCommand;
import io.vertx.core.Future;
import java.util.List;

/** What accounts show of themselves. */
final class ProfileActions {
    private static final int MAX_READ = 200;

    private ProfileActions() {}

    /** {@code GET /v1/profiles?accounts=a,b}. */
    static Future<Reply> read(Call call) {
        return call.submit(new ProfileCommand.ReadProfiles(call.queryAccounts(MAX_READ)))
                .map(found -> Reply.ok(out -> ProfileJson.accounts(out, found)));
    }

    /** {@code GET /v1/rooms/{id}/profile}. */
    static Future<Reply> room(Call call) {
        return call.submit(new ProfileCommand.ReadRoomProfiles(List.of(call.room())))
                .map(found -> Reply.ok(out -> ProfileJson.rooms(out, found)));
    }

    /** {@code PUT /v1/password} with {@code {old, password}}. */
    static Future<Reply> password(Call call) {
        return call.submit(PasswordRequest.read(call.body())).map(done -> Reply.ok(JsonBody.EMPTY));
    }

    /** {@code PATCH /v1/profile} with {@code {entries}}. */
    static Future<Reply> update(Call call) {
        return call.submit(ProfileJson.update(call.body()))
                .map(profile -> Reply.ok(out -> ProfileJson.profile(out, profile)));
    }
}
