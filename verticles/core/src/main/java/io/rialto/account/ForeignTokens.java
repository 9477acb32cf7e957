package io.rialto.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes signed tokens of somebody else (JWT, RFC 7519; RFC 8725 for what goes wrong with them): the algorithm is one of the
 * settings and that of the key, never the token's choice; no key of the token's own ({@code jwk}, {@code jku}, {@code x5c})
 * is looked at. Safe on any thread.
 */
public final class ForeignTokens implements Authenticator {
    /** So many keys are tried for a token that does not say which one is its. */
    private static final int MAX_TRIES = 8;

    private final TokenKeys keys;
    private final Set<JWSAlgorithm> algorithms;
    private final ClaimRules claims;
    private final Outsiders outsiders;
    private final LongSupplier clock;

    private ForeignTokens(
            TokenKeys keys, Set<String> algorithms, ClaimRules claims, Outsiders outsiders, LongSupplier clock) {
        this.keys = keys;
        this.algorithms = algorithms.stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        this.claims = claims;
        this.outsiders = outsiders;
        this.clock = clock;
    }

    /** Gathers where keys come from. */
    public static final class Maker {
        private final List<TokenKey> fixed = new ArrayList<>();
        private TokenKeys published;
        private LongSupplier clock = System::currentTimeMillis;

        /** A shared secret of 32 bytes or more. */
        public Maker secret(byte[] secret) {
            fixed.addAll(TokenKey.ofSecret(secret));
            return this;
        }

        /** Public keys as PEM blocks or a JWK set; {@link IllegalArgumentException} where there is none. */
        public Maker keys(String text) {
            fixed.addAll(KeyTexts.any(text));
            return this;
        }

        /**
         * A JWK set that is fetched.
         *
         * @param source gets it
         * @param refresh how old keys become before they are fetched again
         * @param retry how long no fetch follows another
         * @param trust how old keys become before they are trusted no more
         */
        public Maker published(
                Vertx vertx, Supplier<Future<String>> source, Duration refresh, Duration retry, Duration trust) {
            published = new PublishedKeys(
                    vertx, source, new PublishedKeys.Pace(refresh, retry, trust), () -> clock.getAsLong());
            return this;
        }

        /** What time it is, for tests. */
        Maker clock(LongSupplier millis) {
            clock = millis;
            return this;
        }

        /** The authenticator; only these algorithms are taken. */
        public ForeignTokens make(Set<String> algorithms, ClaimRules claims, Outsiders outsiders) {
            TokenKeys all = TokenKeys.fixed(fixed);
            return new ForeignTokens(
                    published == null ? all : TokenKeys.either(all, published), algorithms, claims, outsiders, clock);
        }
    }

    @Override
    public Future<Optional<Principal>> authenticate(SignIn signIn) {
        if (!(signIn.credentials() instanceof Credentials.Token given)) {
            return Future.succeededFuture(Optional.empty());
        }
        SignedJWT token;
        try {
            token = SignedJWT.parse(given.token());
        } catch (ParseException none) {
            return Future.succeededFuture(Optional.empty());
        }
        if (!algorithms.contains(token.getHeader().getAlgorithm())) {
            return refuse("is signed by " + token.getHeader().getAlgorithm() + ", which is not taken here");
        }
        return keys.of(token.getHeader()).compose(found -> check(token, found));
    }

    private Future<Optional<Principal>> check(SignedJWT token, List<TokenKey> found) {
        if (found.isEmpty()) {
            return refuse("is signed with a key that is not known here");
        }
        if (found.stream().limit(MAX_TRIES).noneMatch(key -> isSigned(token, key))) {
            return refuse("is not signed with the key that it names");
        }
        try {
            return outsiders
                    .admit(claims.read(token.getJWTClaimsSet(), clock.getAsLong()))
                    .map(Optional::of);
        } catch (ParseException garbled) {
            return refuse("has claims that cannot be read");
        } catch (GatewayException refused) {
            return Future.failedFuture(refused);
        }
    }

    private static boolean isSigned(SignedJWT token, TokenKey key) {
        try {
            return key.verifier().verify(token.getHeader(), token.getSigningInput(), token.getSignature());
        } catch (JOSEException | RuntimeException unusable) {
            return false; // whatever is wrong with it, it is not signed
        }
    }

    private static <R> Future<R> refuse(String why) {
        return Future.failedFuture(new GatewayException(ErrorCode.UNAUTHENTICATED, "the token " + why));
    }
}
