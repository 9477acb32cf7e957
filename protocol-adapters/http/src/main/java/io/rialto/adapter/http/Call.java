package io.rialto.adapter.http;

import io.rialto.adapter.CommandGate;
import io.rialto.adapter.json.Fields;
import io.rialto.contract.command.Command;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * One request in the name of an account: of a caller who has signed in, or of an operator who acts for it.
 *
 * @param request what it says
 * @param gate the session that it is carried out in
 */
record Call(Request request, CommandGate gate) {
    /** Carries out a command. */
    <R> Future<R> submit(Command<R> command) {
        return gate.submit(command);
    }

    /** Whose request it is. */
    AccountId account() {
        return gate.session().info().account();
    }

    /** The request as it came. */
    RoutingContext routing() {
        return request.routing();
    }

    /** The room in the path. */
    RoomId room() {
        return request.room();
    }

    /** Whether there is a body. */
    boolean hasBody() {
        return request.hasBody();
    }

    /** The body, a JSON object. */
    Fields body() {
        return request.body();
    }

    /** A whole number in the query. */
    long query(String name, long fallback, long min, long max) {
        return request.number(name, fallback, min, max);
    }

    /** A text in the query. */
    Optional<String> queryText(String name) {
        return request.text(name);
    }

    /** The accounts in the query, separated by commas; at least one. */
    List<AccountId> queryAccounts(int max) {
        return request.accounts(max);
    }
}
