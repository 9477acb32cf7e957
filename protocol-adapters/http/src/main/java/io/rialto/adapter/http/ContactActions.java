package io.rialto.adapter.http;

import io.rialto.adapter.json.ContactJson;
import io.rialto.adapter.json.JsonBody;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;

/** Contacts, blocks. */
final class ContactActions {
    private ContactActions() {}

    /** {@code GET /v1/contacts}: the friends. */
    static Future<Reply> list(Call call) {
        return call.submit(new ContactCommand.ListContacts())
                .map(list -> Reply.ok(out -> ContactJson.accounts(out, list)));
    }

    /** {@code PUT /v1/contacts/{account}}, perhaps with a body {@code {text}}. */
    static Future<Reply> add(Call call) {
        String text = call.hasBody() ? ContactJson.text(call.body()) : null;
        return call.submit(new ContactCommand.AddContact(account(call), text))
                .map(info -> Reply.ok(out -> ContactJson.added(out, info)));
    }

    /** {@code DELETE /v1/contacts/{account}}. */
    static Future<Reply> remove(Call call) {
        return call.submit(new ContactCommand.RemoveContact(account(call))).map(done -> Reply.ok(JsonBody.EMPTY));
    }

    /** {@code GET /v1/blocked}. */
    static Future<Reply> blocked(Call call) {
        return call.submit(new ContactCommand.ListBlocked())
                .map(list -> Reply.ok(out -> ContactJson.accounts(out, list)));
    }

    /** {@code PUT /v1/blocked/{account}}. */
    static Future<Reply> block(Call call) {
        return call.submit(new ContactCommand.BlockContact(account(call))).map(done -> Reply.ok(JsonBody.EMPTY));
    }

    /** {@code DELETE /v1/blocked/{account}}. */
    static Future<Reply> unblock(Call call) {
        return call.submit(new ContactCommand.UnblockContact(account(call))).map(done -> Reply.ok(JsonBody.EMPTY));
    }

    private static AccountId account(Call call) {
        return new AccountId(call.routing().pathParam("account"));
    }
}
