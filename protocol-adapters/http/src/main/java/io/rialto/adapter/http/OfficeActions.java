package io.rialto.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.json.MessageRequest;
import io.rialto.adapter.json.PageJson;
import io.rialto.adapter.json.ResultJson;
import io.rialto.config.SessionsConfig;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.ErrorKind;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.office.MessageOffice;
import io.rialto.contract.office.OnlinePlace;
import io.rialto.contract.office.SessionOffice;
import io.rialto.contract.office.Viewers;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** What operators see of sessions, say in the name of the gateway. */
final class OfficeActions {
    private static final int MAX_PAGE = 200;

    private final SessionOffice sessions;
    private final MessageOffice messages;
    private final SessionsConfig limits;

    OfficeActions(Management.Desks desks) {
        this.sessions = desks.sessions();
        this.messages = desks.messages();
        this.limits = desks.limits();
    }

    /** {@code GET /v1/admin/online?after=&limit=}; {@code next} is what {@code after} is for the next page. */
    Future<Reply> online(Request request) {
        OnlinePlace after = request.text("after").map(OfficeActions::place).orElse(null);
        int limit = (int) request.number("limit", MAX_PAGE, 1, MAX_PAGE);
        return sessions.online(after, limit)
                .map(page -> Reply.ok(out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("sessions");
                    for (SessionInfo session : page.sessions()) {
                        ResultJson.sessionOf(out, session);
                    }
                    out.writeEndArray();
                    if (page.more()) {
                        SessionInfo last = page.sessions().get(page.sessions().size() - 1);
                        out.writeStringField("next", last.account().value() + "/" + last.id());
                    }
                    out.writeEndObject();
                }));
    }

    /** {@code GET /v1/admin/events} without asking for a WebSocket. */
    static Future<Reply> upgradeRequired(Request request) {
        request.routing().response().putHeader(HttpHeaders.UPGRADE, "websocket");
        return Future.succeededFuture(Reply.text(426, "text/plain; charset=utf-8", "this is a WebSocket\n"));
    }

    private static OnlinePlace place(String text) {
        int slash = text.lastIndexOf('/');
        try {
            return new OnlinePlace(
                    new AccountId(text.substring(0, Math.max(0, slash))),
                    new SessionId(Long.parseLong(text.substring(slash + 1))));
        } catch (NumberFormatException none) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "after is not the next of a page");
        }
    }

    /** {@code POST /v1/admin/announcements} with {@code {accounts?, rooms?, key?, type?, text or b64, attrs?}}. */
    Future<Reply> announce(Request request) {
        Fields body = request.body();
        Set<AccountId> accounts =
                new TreeSet<>(body.parsedList("accounts", MessageOffice.MAX_ACCOUNTS, AccountId::new));
        Set<RoomId> rooms = new TreeSet<>(body.parsedList("rooms", MessageOffice.MAX_GROUPS, RoomId::new));
        if (accounts.isEmpty() && rooms.isEmpty()) {
            throw body.missing("accounts", "a list of account ids, or rooms");
        }
        String key = body.optionalString("key").orElse(null);
        return messages.announce(accounts, rooms, MessageRequest.content(body), key)
                .map(told -> Reply.json(201, out -> {
                    out.writeStartObject();
                    out.writeNumberField("sent", told.sent());
                    out.writeArrayFieldStart("unknown");
                    for (AccountId account : told.unknown()) {
                        out.writeString(account.value());
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                }));
    }

    /** {@code GET /v1/admin/accounts/{account}/inbox?after=&limit=&maxBytes=}. */
    Future<Reply> inbox(Request request) {
        int maxBytes = (int) request.number("maxBytes", limits.pageBytes(), 1, limits.pageBytes());
        return messages.inbox(
                        request.account("self"),
                        request.number("after", 0, 0, Long.MAX_VALUE),
                        (int) request.number("limit", limits.pageItems(), 1, limits.pageItems()),
                        maxBytes)
                .map(page -> Reply.ok(out -> PageJson.inbox(out, page, maxBytes)));
    }

    /** {@code PUT /v1/admin/accounts/{account}/devices/{device}/cursor} with {@code {iseq}}. */
    Future<Reply> acknowledge(Request request) {
        Fields body = request.body();
        if (!body.has("iseq")) {
            throw body.missing("iseq", "a whole number");
        }
        return messages.acknowledge(
                        request.account("self"),
                        new DeviceId(request.path("device")),
                        body.integer("iseq", 0, 0, Long.MAX_VALUE))
                .map(done -> Reply.ok(JsonBody.EMPTY));
    }

    /** {@code PUT /v1/admin/accounts/{account}/streams/{room}/viewers}, perhaps with {@code {sid?, bare?}}. */
    Future<Reply> view(Request request) {
        Fields body = request.bodyIfAny();
        SessionId session = body.has("sid") ? body.parsed("sid", OfficeActions::session) : null;
        return view(request, session, new Viewing(request.room(), true, body.flag("bare", false)));
    }

    /** {@code DELETE /v1/admin/accounts/{account}/streams/{room}/viewers?sid=}. */
    Future<Reply> lookAway(Request request) {
        SessionId session = request.text("sid").map(OfficeActions::session).orElse(null);
        return view(request, session, new Viewing(request.room(), false, false));
    }

    /** Where nothing came of it for any of them the first one tells why. */
    private Future<Reply> view(Request request, SessionId session, Viewing viewing) {
        return sessions.view(request.account("self"), session, viewing).map(OfficeActions::viewers);
    }

    private static Reply viewers(Viewers all) {
        if (all.sessions().stream().noneMatch(Viewers.Viewer::isDone)) {
            Viewers.Viewer first = all.sessions().get(0);
            throw new GatewayException(first.refusal(), first.why());
        }
        return Reply.ok(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("sessions");
            for (Viewers.Viewer one : all.sessions()) {
                write(out, one);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, Viewers.Viewer one) throws IOException {
        out.writeStartObject();
        out.writeStringField("sid", one.session().toString());
        out.writeStringField("protocol", one.protocol());
        if (!one.isDone()) {
            out.writeStringField("error", one.refusal().wireName());
            out.writeStringField("info", one.why());
        }
        out.writeEndObject();
    }

    private static SessionId session(String text) {
        try {
            return new SessionId(Long.parseLong(text));
        } catch (NumberFormatException none) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "sid is none of a session");
        }
    }

    /** {@code GET /v1/admin/accounts/{account}/permission?to=}: whether it may, else why not. */
    static Future<Reply> permission(Call call) {
        RoomId room = call.request()
                .text("to")
                .map(to -> RoomId.ofAddressee(to, call.account()))
                .orElseThrow(() ->
                        new GatewayException(ErrorCode.BAD_REQUEST, "to is missing, expected an account, a group"));
        return call.submit(new MessageCommand.MaySpeak(room))
                .map(may -> permission(true, null))
                .recover(failure -> {
                    ErrorKind kind = GatewayException.codeOf(failure).kind();
                    return kind == ErrorKind.DENIED || kind == ErrorKind.NOT_FOUND
                            ? Future.succeededFuture(permission(false, (GatewayException) failure))
                            : Future.failedFuture(failure);
                });
    }

    private static Reply permission(boolean allowed, GatewayException why) {
        return Reply.ok(out -> {
            out.writeStartObject();
            out.writeBooleanField("allowed", allowed);
            if (!allowed) {
                out.writeStringField("error", why.code().wireName());
                out.writeStringField("info", why.getMessage());
            }
            out.writeEndObject();
        });
    }
}
