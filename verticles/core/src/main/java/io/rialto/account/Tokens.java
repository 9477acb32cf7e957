package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/**
 * Login tokens: JWT with HS256, audience {@code login} (docs/spec/rooms.md §2.4, auth). Expiry is checked here rather than in the
 * library, so that an expired token is told apart from a forged one. Safe on any thread.
 */
public final class Tokens {
    private static final String ISSUER = "rialto";
    private static final String AUDIENCE = "login";
    private static final String EPOCH = "ep";
    private static final long LEEWAY_SECONDS = 5;

    private final Vertx vertx;
    private final String secret;
    /** Made with the first token: a start has none to look at. */
    private volatile JWTAuth jwt;

    /** Tokens signed with this secret. */
    public Tokens(Vertx vertx, String secret) {
        this.vertx = vertx;
        this.secret = secret;
    }

    private JWTAuth jwt() {
        JWTAuth made = jwt;
        if (made == null) {
            made = make(); // twice at worst: two are as good as one
            jwt = made;
        }
        return made;
    }

    private JWTAuth make() {
        JWTOptions rules =
                new JWTOptions().setIssuer(ISSUER).addAudience(AUDIENCE).setIgnoreExpiration(true);
        return JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(Buffer.buffer(secret)))
                        .setJWTOptions(rules));
    }

    /** A token that proves to be this account for so long, as long as its first epoch lasts. */
    public String issue(AccountId account, Duration ttl) {
        return issue(account, 0, ttl);
    }

    /** A token that proves to be this account for so long, as long as this epoch of it lasts. */
    public String issue(AccountId account, long epoch, Duration ttl) {
        long now = System.currentTimeMillis() / 1000;
        JsonObject claims = new JsonObject()
                .put("sub", account.value())
                .put("jti", UUID.randomUUID().toString())
                .put(EPOCH, epoch)
                .put("iat", now)
                .put("exp", now + ttl.toSeconds());
        return jwt().generateToken(
                        claims,
                        new JWTOptions().setAlgorithm("HS256").setIssuer(ISSUER).addAudience(AUDIENCE));
    }

    /** Whether a token says that it is one of these: so far nobody has looked whether that is true. */
    static boolean isOurs(String token) {
        int start = token.indexOf('.') + 1;
        int end = token.indexOf('.', start);
        if (start == 0 || end < 0) {
            return true; // no token at all: refused in our words
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(token.substring(start, end));
            return ISSUER.equals(new JsonObject(Buffer.buffer(claims)).getValue("iss"));
        } catch (IllegalArgumentException | DecodeException unreadable) {
            return true;
        }
    }

    /** Who a token proves to be; fails with {@code unauthenticated} or {@code token_expired}. */
    public Future<Principal> verify(String token) {
        return jwt().authenticate(new TokenCredentials(token))
                .recover(refused -> Future.failedFuture(
                        new GatewayException(ErrorCode.UNAUTHENTICATED, "the token is not one of this gateway")))
                .compose(Tokens::principal);
    }

    private static Future<Principal> principal(User user) {
        JsonObject claims = user.principal().containsKey("exp")
                ? user.principal()
                : user.attributes().getJsonObject("accessToken", new JsonObject());
        String subject = claims.getString("sub");
        Long expiry = claims.getLong("exp");
        if (subject == null || expiry == null) {
            return Future.failedFuture(
                    new GatewayException(ErrorCode.UNAUTHENTICATED, "the token lacks its subject or expiry"));
        }
        long end = (expiry + LEEWAY_SECONDS) * 1000;
        if (System.currentTimeMillis() > end) {
            return Future.failedFuture(new GatewayException(ErrorCode.TOKEN_EXPIRED, "the token has expired"));
        }
        return Future.succeededFuture(new Principal(new AccountId(subject), false, end, claims.getLong(EPOCH, 0L)));
    }
}
