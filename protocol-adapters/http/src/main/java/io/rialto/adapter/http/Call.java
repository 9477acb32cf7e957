package io.rialto.adapter.http;

import io.rialto.adapter.CommandGate;
import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonSource;
import io.rialto.contract.command.Command;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * One REST request of a caller who has signed in.
 *
 * @param routing the request
 * @param gate the caller's session
 * @param json reads its body
 */
record Call(RoutingContext routing, CommandGate gate, JsonSource json) {
    /** Carries out a command. */
    <R> Future<R> submit(Command<R> command) {
        return gate.submit(command);
    }

    /** Who is calling. */
    AccountId account() {
        return gate.session().info().account();
    }

    /** The room in the path. */
    RoomId room() {
        return new RoomId(routing.pathParam("room"));
    }

    /** Whether there is a body. */
    boolean hasBody() {
        return routing.body().buffer() != null;
    }

    /** The body, a JSON object. */
    Fields body() {
        return body(routing, json);
    }

    static Fields body(RoutingContext routing, JsonSource json) {
        if (routing.body().buffer() == null) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "expected a JSON object as body");
        }
        return json.read(routing.body().buffer().getBytes());
    }

    /** A whole number in the query. */
    long query(String name, long fallback, long min, long max) {
        String text = routing.request().getParam(name);
        if (text == null) {
            return fallback;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // refused below, as numbers out of range are
        }
        throw new GatewayException(ErrorCode.BAD_REQUEST, name + " must be a whole number from " + min + " to " + max);
    }

    /** The accounts in the query, separated by commas; at least one. */
    List<AccountId> queryAccounts(int max) {
        String text = routing.request().getParam("accounts");
        if (text == null || text.isEmpty()) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "accounts is missing, expected ?accounts=a,b");
        }
        List<AccountId> accounts = new ArrayList<>();
        for (String account : text.split(",", -1)) {
            accounts.add(new AccountId(account));
        }
        if (accounts.size() > max) {
            throw new GatewayException(
                    ErrorCode.BAD_REQUEST, "accounts has " + accounts.size() + " entries, at most " + max);
        }
        return accounts;
    }
}
