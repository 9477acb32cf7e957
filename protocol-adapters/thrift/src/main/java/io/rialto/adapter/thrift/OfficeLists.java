package io.rialto.adapter.thrift;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.AccountOffice;
import io.rialto.contract.office.BlockedAccounts;
import io.rialto.contract.office.OnlinePlace;
import io.rialto.contract.office.SessionOffice;
import io.rialto.contract.session.SessionInfo;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The lists that TIM's back office is asked for: who is online, who is blocked. Safe on any thread. */
final class OfficeLists {
    /** Lists are answered whole, as TIM does, but no longer than this (W-62). */
    private static final int MAX_LIST = 10_000;

    private static final int PAGE = 200;

    private final AccountOffice office;
    private final SessionOffice sessions;

    OfficeLists(AccountOffice office, SessionOffice sessions) {
        this.office = office;
        this.sessions = sessions;
    }

    /** Who is blocked, until when. */
    Future<Buffer> blocked() {
        return blocked(null, new JsonObject()).map(JsonObject::toBuffer);
    }

    private Future<JsonObject> blocked(AccountId after, JsonObject known) {
        return office.blocked(after, PAGE).compose(page -> {
            AccountId last = null;
            for (BlockedAccounts.Entry entry : page.accounts()) {
                known.put(entry.account().value(), entry.until() / 1000);
                last = entry.account();
            }
            return page.more() && known.size() < MAX_LIST ? blocked(last, known) : Future.succeededFuture(known);
        });
    }

    /** Who is online, on which terminals. */
    Future<Buffer> online() {
        return online(null, new JsonArray()).map(JsonArray::toBuffer);
    }

    private Future<JsonArray> online(OnlinePlace after, JsonArray known) {
        return sessions.online(after, PAGE).compose(page -> {
            OnlinePlace last = null;
            for (SessionInfo session : page.sessions()) {
                known.add(terminal(session));
                last = OnlinePlace.of(session);
            }
            return page.more() && known.size() < MAX_LIST ? online(last, known) : Future.succeededFuture(known);
        });
    }

    /** TIM's clients name their device in the resource, their class of device as a number. */
    private static JsonObject terminal(SessionInfo session) {
        JsonObject tid = new JsonObject().put("node", session.account().value());
        if (session.device() != null) {
            tid.put("resource", session.device().value());
        }
        String number =
                session.platform().startsWith("tim-") ? session.platform().substring(4) : "";
        return number.matches("[0-9]{1,3}") ? tid.put("termtyp", Integer.parseInt(number)) : tid;
    }
}
