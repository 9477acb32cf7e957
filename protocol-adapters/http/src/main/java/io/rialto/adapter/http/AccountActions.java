package io.rialto.adapter.http;

import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonBody;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.AccountOffice;
import io.rialto.contract.office.AccountState;
import io.rialto.contract.office.BlockedAccounts;
import io.rialto.contract.session.AccountAdmin;
import io.vertx.core.Future;
import java.time.Duration;

/** What operators do to accounts. */
final class AccountActions {
    private static final int MAX_PAGE = 200;
    private static final String SELF = "self";

    private final AccountAdmin accounts;
    private final AccountOffice office;

    AccountActions(AccountAdmin accounts, AccountOffice office) {
        this.accounts = accounts;
        this.office = office;
    }

    /** {@code POST /v1/accounts} with {@code {id?, login?, password?}}. */
    Future<Reply> create(Request request) {
        Fields body = request.body();
        AccountId id = body.has("id") ? body.parsed("id", AccountId::new) : null;
        String login = body.optionalString("login").orElse(null);
        String password = body.optionalString("password").orElse(null);
        if (id == null && login == null) {
            throw body.missing("login", "a login name, or an id");
        }
        return accounts.create(id, login, password)
                .map(account -> Reply.json(201, out -> {
                    out.writeStartObject();
                    out.writeStringField("account", account.value());
                    out.writeEndObject();
                }));
    }

    /** {@code POST /v1/tokens} with {@code {account, ttl}}. */
    Future<Reply> issueToken(Request request) {
        Fields body = request.body();
        AccountId account = body.parsed("account", AccountId::new);
        Duration ttl = TimeToLive.read(body, "ttl");
        long expiresAt = System.currentTimeMillis() + ttl.toMillis();
        return accounts.issueToken(account, ttl)
                .map(token -> Reply.json(201, out -> {
                    out.writeStartObject();
                    out.writeStringField("token", token);
                    out.writeNumberField("expiresAt", expiresAt);
                    out.writeEndObject();
                }));
    }

    /** {@code GET /v1/admin/accounts?login=}. */
    Future<Reply> find(Request request) {
        String login = request.text("login")
                .orElseThrow(
                        () -> new GatewayException(ErrorCode.BAD_REQUEST, "login is missing, expected ?login=NAME"));
        return office.byLogin(login).compose(office::state).map(AccountActions::shown);
    }

    /** {@code GET /v1/admin/accounts/{account}}. */
    Future<Reply> state(Request request) {
        return office.state(request.account(SELF)).map(AccountActions::shown);
    }

    private static Reply shown(AccountState state) {
        return Reply.ok(out -> {
            out.writeStartObject();
            out.writeStringField("account", state.account().value());
            out.writeNumberField("createdAt", state.createdAt());
            out.writeBooleanField("login", state.hasLogin());
            out.writeBooleanField("password", state.hasPassword());
            out.writeBooleanField("blocked", state.blockedUntil() > 0);
            if (state.blockedUntil() > 0 && state.blockedUntil() < Long.MAX_VALUE) {
                out.writeNumberField("until", state.blockedUntil());
            }
            out.writeEndObject();
        });
    }

    /** {@code PUT /v1/admin/accounts/{account}/password} with {@code {password}}. */
    Future<Reply> setPassword(Request request) {
        return done(office.setPassword(request.account(SELF), request.body().string("password")));
    }

    /** {@code DELETE /v1/admin/accounts/{account}/sessions}. */
    Future<Reply> signOut(Request request) {
        return done(office.signOut(request.account(SELF)));
    }

    /** {@code GET /v1/admin/blocks?after=&limit=}. */
    Future<Reply> blocked(Request request) {
        AccountId after = request.text("after").map(AccountId::new).orElse(null);
        int limit = (int) request.number("limit", MAX_PAGE, 1, MAX_PAGE);
        return office.blocked(after, limit)
                .map(page -> Reply.ok(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("blocks");
                    for (BlockedAccounts.Entry entry : page.accounts()) {
                        out.writeStartObject();
                        out.writeStringField("account", entry.account().value());
                        if (entry.until() < Long.MAX_VALUE) {
                            out.writeNumberField("until", entry.until());
                        }
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeBooleanField("more", page.more());
                    out.writeEndObject();
                }));
    }

    /** {@code PUT /v1/admin/blocks/{account}}, perhaps with {@code {for}}. */
    Future<Reply> block(Request request) {
        long until = Long.MAX_VALUE;
        if (request.hasBody() && request.body().has("for")) {
            until = System.currentTimeMillis()
                    + TimeToLive.read(request.body(), "for").toMillis();
        }
        return done(office.block(request.account("account"), until));
    }

    /** {@code DELETE /v1/admin/blocks/{account}}. */
    Future<Reply> unblock(Request request) {
        return done(office.unblock(request.account("account")));
    }

    private static Future<Reply> done(Future<Void> step) {
        return step.map(done -> Reply.ok(JsonBody.EMPTY));
    }
}
