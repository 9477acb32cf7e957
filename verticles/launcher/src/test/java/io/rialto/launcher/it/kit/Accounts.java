package io.rialto.launcher.it.kit;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes accounts, gets tokens for them, as an operator does: at the management port. */
public final class Accounts {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final NodeUnderTest node;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** The accounts of a node. */
    public Accounts(NodeUnderTest node) {
        this.node = node;
    }

    /** An id nobody else has. */
    public static String fresh(String prefix) {
        return prefix + "-" + NUMBERS.incrementAndGet();
    }

    /** A new account without a password; its id. */
    public String make(String prefix) {
        String id = fresh(prefix);
        create(new JsonObject().put("id", id));
        return id;
    }

    /** A new account whose login name is its id. */
    public String make(String prefix, String password) {
        String id = fresh(prefix);
        create(new JsonObject().put("id", id).put("login", id).put("password", password));
        return id;
    }

    /** A token of an account, the same one for an hour. */
    public String token(String account) {
        return tokens.computeIfAbsent(account, id -> token(id, 3600));
    }

    /** A new token of an account for so many seconds. */
    public String token(String account, int seconds) {
        HttpResponse<String> answer =
                post("/v1/tokens", new JsonObject().put("account", account).put("ttl", seconds));
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError("no token: " + answer.statusCode() + " " + answer.body());
        }
        return new JsonObject(answer.body()).getString("token");
    }

    /** Forgets the tokens, which a node with a new store would not know. */
    public void forget() {
        tokens.clear();
    }

    private void create(JsonObject account) {
        HttpResponse<String> answer = post("/v1/accounts", account);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError("no account: " + answer.statusCode() + " " + answer.body());
        }
    }

    private HttpResponse<String> post(String path, JsonObject body) {
        return Wait.get(Http.post(node.uri("management", path), NodeUnderTest.ADMIN_SECRET, body));
    }
}
