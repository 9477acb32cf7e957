package io.rialto.account;

import io.rialto.access.AccessRules;
import io.rialto.access.Rule;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a web server who it is that comes with a password or token (docs/access.md). Lets in on a clear yes only: whatever
 * else comes back, or nothing in time, is a refusal. Remembers a yes for a while. Safe on any thread.
 */
public final class HttpHook implements Authenticator {
    private final WebCalls calls;
    private final Map<String, String> headers;
    private final Outsiders outsiders;
    private final HookMemory memory;

    /**
     * A hook.
     *
     * @param secret sent as {@code Authorization: Bearer}; empty = none
     * @param cache how long a yes is remembered
     * @param cached how many are at most
     */
    public HttpHook(WebCalls calls, String secret, Duration cache, int cached, Outsiders outsiders) {
        this.calls = calls;
        this.headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (!secret.isEmpty()) {
            headers.put("Authorization", "Bearer " + secret);
        }
        this.memory = new HookMemory(cache, cached);
        this.outsiders = outsiders;
    }

    @Override
    public Future<Optional<Principal>> authenticate(SignIn signIn) {
        JsonObject question = question(signIn);
        if (question == null) {
            return Future.succeededFuture(Optional.empty());
        }
        Optional<Principal> known = memory.find(question);
        return known.isPresent() ? Future.succeededFuture(known) : ask(question, signIn);
    }

    private Future<Optional<Principal>> ask(JsonObject question, SignIn signIn) {
        return calls.post(headers, question.toBuffer())
                .map(answer -> read(answer, signIn))
                .compose(outsiders::admit)
                .map(principal -> {
                    memory.remember(question, principal);
                    return Optional.of(principal);
                });
    }

    /** Null where there is nothing to ask about. */
    private static JsonObject question(SignIn signIn) {
        JsonObject question = new JsonObject();
        if (signIn.credentials() instanceof Credentials.Password given) {
            question.put("login", given.login()).put("password", given.password());
        } else if (signIn.credentials() instanceof Credentials.Token given) {
            question.put("token", given.token());
        } else {
            return null;
        }
        List<X509Certificate> shown = signIn.origin().certificates();
        return question.put(
                        "clientId",
                        signIn.device() == null ? null : signIn.device().value())
                .put("address", signIn.origin().address())
                .put("protocol", signIn.protocol())
                .put(
                        "certificate",
                        shown.isEmpty()
                                ? null
                                : shown.get(0).getSubjectX500Principal().getName());
    }

    private static Principal read(String answer, SignIn signIn) {
        try {
            JsonObject said = new JsonObject(answer);
            if (!Boolean.TRUE.equals(said.getValue("allow"))) {
                throw new GatewayException(ErrorCode.UNAUTHENTICATED, "login name or password is wrong");
            }
            return new Principal(
                    account(said, signIn),
                    false,
                    expiry(said),
                    Principal.ANY_EPOCH,
                    Set.copyOf(texts(said, "roles")),
                    rules(said));
        } catch (DecodeException | ClassCastException | IllegalArgumentException garbled) {
            throw new GatewayException(
                    ErrorCode.TIMEOUT, "the server that knows who signs in answered something that cannot be read");
        }
    }

    private static AccountId account(JsonObject said, SignIn signIn) {
        String named = said.getString("account");
        if (named != null) {
            return Outsiders.account(named);
        }
        if (signIn.credentials() instanceof Credentials.Password given) {
            return Outsiders.account(given.login());
        }
        throw new GatewayException(ErrorCode.UNAUTHENTICATED, "the server that knows who signs in named no account");
    }

    private static long expiry(JsonObject said) {
        Long seconds = said.getLong("ttl");
        return seconds == null ? Long.MAX_VALUE : System.currentTimeMillis() + Math.multiplyExact(1000, seconds);
    }

    private static List<Rule> rules(JsonObject said) {
        return AccessRules.brought(texts(said, "rules"), "hook");
    }

    private static List<String> texts(JsonObject said, String name) {
        return said.getJsonArray(name, new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }
}
