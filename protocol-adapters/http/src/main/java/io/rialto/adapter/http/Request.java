package io.rialto.adapter.http;

import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonSource;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request says: its path, its query, its body.
 *
 * @param json reads the body
 */
record Request(RoutingContext routing, JsonSource json) {
    private static final byte[] NOTHING = {'{', '}'};

    /** A part of the path. */
    String path(String name) {
        return routing.pathParam(name);
    }

    /** An account in the path. */
    AccountId account(String name) {
        return new AccountId(path(name));
    }

    /** The room in the path. */
    RoomId room() {
        return new RoomId(path("room"));
    }

    /** Whether there is a body. */
    boolean hasBody() {
        return routing.body().buffer() != null;
    }

    /** The body, a JSON object. */
    Fields body() {
        if (routing.body().buffer() == null) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "expected a JSON object as body");
        }
        return json.read(routing.body().buffer().getBytes());
    }

    /** The body, a JSON object; one without fields where there is none. */
    Fields bodyIfAny() {
        return json.read(hasBody() ? routing.body().buffer().getBytes() : NOTHING);
    }

    /** A text in the query. */
    Optional<String> text(String name) {
        return query(name).filter(text -> !text.isEmpty());
    }

    /** What the query says, which may be an empty text. */
    private Optional<String> query(String name) {
        try {
            return Optional.ofNullable(routing.queryParams().get(name));
        } catch (HttpException malformed) {
            throw new GatewayException(
                    ErrorCode.BAD_REQUEST, "the query is malformed, expected name=value&… in percent-encoded UTF-8");
        }
    }

    /** A whole number in the query. */
    long number(String name, long fallback, long min, long max) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // refused below, as numbers out of range are
        }
        throw new GatewayException(ErrorCode.BAD_REQUEST, name + " must be a whole number from " + min + " to " + max);
    }

    /** The accounts in the query, separated by commas; at least one. */
    List<AccountId> accounts(int max) {
        String text = text("accounts")
                .orElseThrow(() ->
                        new GatewayException(ErrorCode.BAD_REQUEST, "accounts is missing, expected ?accounts=a,b"));
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
