package io.rialto.account;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rialto.access.Rule;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final @SuppressWarnings({"JavaUtilDate", "StringSplitter"}) // dates as the library has them; tokens have three parts
class ForeignTokensTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final Set<String> ALL = Set.of("HS256", "HS384", "HS512", "RS256", "ES256", "EdDSA");
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final ClaimRules CLAIMS = new ClaimRules(
            Set.of("https://id.example"), Set.of("rialto"), Duration.ofSeconds(30), "sub", "", "roles", "acl");

    private static Vertx vertx;
    private static KeyPair rsa;
    private static KeyPair otherRsa;
    private static KeyPair ec;
    private static KeyPair ed;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        vertx = Vertx.vertx();
        rsa = pair("RSA", 2048);
        otherRsa = pair("RSA", 2048);
        ec = pair("EC", 256);
        ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @AfterAll
    static void close() {
        await(vertx.close());
    }

    @Test
    void takesTokensOfEveryAlgorithm() throws Exception {
        byte[] longSecret = new byte[64];
        Arrays.fill(longSecret, (byte) 'k');
        ForeignTokens tokens = maker().secret(longSecret)
                .keys(pem(rsa.getPublic()) + pem(ec.getPublic()) + pem(ed.getPublic()))
                .make(ALL, CLAIMS, Outsiders.notMade());

        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
            assertThat(accountOf(tokens, signed(algorithm, null, new MACSigner(longSecret), claims())))
                    .isEqualTo("alice");
        }
        assertThat(accountOf(tokens, rs256(rsa, null, claims()))).isEqualTo("alice");
        assertThat(accountOf(
                        tokens,
                        signed(JWSAlgorithm.ES256, null, new ECDSASigner((ECPrivateKey) ec.getPrivate()), claims())))
                .isEqualTo("alice");
        assertThat(accountOf(tokens, eddsa(null, claims()))).isEqualTo("alice");
    }

    @Test
    void readsWhatTheClaimsSay() throws Exception {
        Principal alice = authenticate(
                fixed(),
                rs256(
                        rsa,
                        null,
                        claims().claim("roles", List.of("boss", "user")).claim("acl", List.of("allow all a/%u/#"))));

        assertThat(alice.account()).isEqualTo(new AccountId("alice"));
        assertThat(alice.guest()).isFalse();
        assertThat(alice.expiresAt()).isEqualTo(NOW + 60_000 + 30_000);
        assertThat(alice.roles()).containsExactlyInAnyOrder("boss", "user");
        assertThat(alice.rules()).extracting(Rule::text).containsExactly("allow * all a/%u/#");
        assertThat(authenticate(fixed(), rs256(rsa, null, claims().claim("roles", "boss user")))
                        .roles())
                .containsExactlyInAnyOrder("boss", "user");
    }

    @Test
    void thePrefixComesBeforeTheClaim() throws Exception {
        ClaimRules rules = new ClaimRules(Set.of(), Set.of(), Duration.ZERO, "uid", "id:", "", "");

        ForeignTokens tokens = maker().secret(SECRET).make(ALL, rules, Outsiders.notMade());

        assertThat(accountOf(
                        tokens, signed(JWSAlgorithm.HS256, null, new MACSigner(SECRET), claims().claim("uid", 17))))
                .isEqualTo("id:17");
    }

    @Test
    void refusesWhatTheClaimsDoNotAllow() throws Exception {
        refused(claims().expirationTime(new Date(NOW - 30_001)), ErrorCode.TOKEN_EXPIRED, "the token has expired");
        refused(claims().expirationTime(null), "the token never expires, expected exp");
        refused(claims().notBeforeTime(new Date(NOW + 31_000)), "the token is not valid yet");
        refused(claims().issuer("https://evil.example"), "the token has another issuer than expected");
        refused(claims().issuer(null), "the token has another issuer than expected");
        refused(claims().audience("other"), "the token is for somebody else than this gateway");
        refused(claims().audience((String) null), "the token is for somebody else than this gateway");
        refused(claims().subject(null), "the token names no account in sub");
        refused(claims().subject("not an id"), "what names the account is no account id");
        refused(claims().subject("guest-7"), "an account cannot be called like a guest");
        refused(claims().claim("roles", 7), "the token has something else than texts in roles");
        refused(
                claims().claim("acl", List.of("permit all #")),
                "the token has a wrong rule: access rule of the token 1");
        assertThat(accountOf(fixed(), rs256(rsa, null, claims().expirationTime(new Date(NOW - 29_000)))))
                .isEqualTo("alice");
        assertThat(accountOf(fixed(), rs256(rsa, null, claims().notBeforeTime(new Date(NOW + 29_000)))))
                .isEqualTo("alice");
    }

    @Test
    void aPublicKeyIsNoSecret() throws Exception {
        byte[] published = pem(rsa.getPublic()).getBytes(StandardCharsets.US_ASCII);

        String forged = signed(JWSAlgorithm.HS256, null, new MACSigner(published), claims());
        String alsoForged =
                signed(JWSAlgorithm.HS256, null, new MACSigner(rsa.getPublic().getEncoded()), claims());

        assertThat(why(fixed(), forged)).isEqualTo("the token is signed with a key that is not known here");
        assertThat(why(fixed(), alsoForged)).isEqualTo("the token is signed with a key that is not known here");
        assertThat(why(maker().keys(pem(rsa.getPublic())).make(Set.of("RS256"), CLAIMS, Outsiders.notMade()), forged))
                .isEqualTo("the token is signed by HS256, which is not taken here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "RS512", "PS256", "ES384", ""})
    void theTokenDoesNotChooseItsAlgorithm(String algorithm) throws Exception {
        String[] parts = rs256(rsa, null, claims()).split("\\.");
        String header = encode("{\"alg\":\"" + algorithm + "\"}");

        for (String forged : List.of(header + "." + parts[1] + "." + parts[2], header + "." + parts[1] + ".")) {
            Future<Optional<Principal>> asked = fixed().authenticate(bearer(forged));
            assertThat(asked.succeeded() && asked.result().isPresent()).isFalse();
        }
    }

    @Test
    void aSignatureOfSomebodyElseOrOfSomethingElseIsNone() throws Exception {
        assertThat(why(fixed(), rs256(otherRsa, null, claims())))
                .isEqualTo("the token is not signed with the key that it names");
        String[] alice = rs256(rsa, null, claims()).split("\\.");
        String[] bob = rs256(rsa, null, claims().subject("bob")).split("\\.");
        assertThat(why(fixed(), alice[0] + "." + bob[1] + "." + alice[2]))
                .isEqualTo("the token is not signed with the key that it names");
        assertThat(why(fixed(), alice[0] + "." + alice[1] + "." + encode("x")))
                .isEqualTo("the token is not signed with the key that it names");
    }

    @Test
    void keysThatATokenBringsAlongAreNotLookedAt() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwk(new RSAKey.Builder((RSAPublicKey) otherRsa.getPublic()).build())
                .build();
        SignedJWT token = new SignedJWT(header, claims().build());
        token.sign(new RSASSASigner(otherRsa.getPrivate()));

        assertThat(why(fixed(), token.serialize())).isEqualTo("the token is not signed with the key that it names");
    }

    @Test
    void whatMustBeUnderstoodAndIsNotIsRefused() throws Exception {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.EdDSA)) {
            JWSHeader header = new JWSHeader.Builder(algorithm)
                    .criticalParams(Set.of("x"))
                    .customParam("x", 1)
                    .build();
            String token =
                    algorithm.equals(JWSAlgorithm.EdDSA) ? eddsa(header, claims()) : rs256(rsa, header, claims());
            assertThat(why(fixed(), token)).isEqualTo("the token is not signed with the key that it names");
        }
    }

    @Test
    void whatIsNoTokenOfThisKindIsForAnother() {
        assertThat(await(fixed().authenticate(bearer("12345")))).isEmpty();
        assertThat(await(fixed().authenticate(bearer("a.b.c")))).isEmpty();
        SignIn password = new SignIn(new Credentials.Password("a", "b"), null, "", "test", false);
        assertThat(await(fixed().authenticate(password))).isEmpty();
    }

    @Test
    void aWeakKeyIsRefusedAtTheStart() throws Exception {
        KeyPair weak = pair("RSA", 1024);

        assertThatThrownBy(() -> maker().keys(pem(weak.getPublic())))
                .hasMessage("a key of RSA is none of RSA with 2048 bits or more, P-256, Ed25519");
        assertThatThrownBy(() -> maker().secret(new byte[31]))
                .hasMessage("the secret has 31 bytes, expected 32 or more");
        assertThatThrownBy(() -> maker().keys("nothing")).hasMessageStartingWith("no key that can be used was found");
    }

    @Test
    void aSetOfKeysIsFetchedAndFetchedAgainWhenItsKeysAreReplaced() throws Exception {
        AtomicLong clock = new AtomicLong(NOW);
        AtomicInteger fetches = new AtomicInteger();
        String[] served = {
            set(
                    jwk(rsa, "one"),
                    new OctetSequenceKey.Builder(SECRET).keyID("oct").build())
        };
        HttpServer server = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    fetches.incrementAndGet();
                    request.response().end(served[0]);
                })
                .listen(0, "127.0.0.1"));
        ForeignTokens tokens = published(clock, server.actualPort());

        assertThat(accountOf(tokens, rs256(rsa, kid("one"), later(clock)))).isEqualTo("alice");
        assertThat(accountOf(tokens, rs256(rsa, kid("one"), later(clock)))).isEqualTo("alice");
        assertThat(fetches).hasValue(1);

        // a secret among published keys lets nobody in
        JWSHeader oct = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("oct").build();
        SignedJWT forged = new SignedJWT(oct, later(clock).build());
        forged.sign(new MACSigner(SECRET));
        assertThat(why(tokens, forged.serialize())).isEqualTo("the token is signed with a key that is not known here");
        assertThat(fetches).hasValue(1);

        // an id that is not there: not fetched for again before its time, then at once
        served[0] = set(jwk(otherRsa, "two"));
        assertThat(why(tokens, rs256(otherRsa, kid("two"), later(clock))))
                .isEqualTo("the token is signed with a key that is not known here");
        assertThat(fetches).hasValue(1);
        clock.addAndGet(30_000);
        assertThat(accountOf(tokens, rs256(otherRsa, kid("two"), later(clock)))).isEqualTo("alice");
        assertThat(fetches).hasValue(2);

        // the replaced key is good no more
        assertThat(codeOf(tokens.authenticate(bearer(rs256(rsa, kid("one"), later(clock))))))
                .isEqualTo(ErrorCode.UNAUTHENTICATED);

        // old keys are used while new ones are fetched
        clock.addAndGet(600_001);
        assertThat(accountOf(tokens, rs256(otherRsa, kid("two"), later(clock)))).isEqualTo("alice");
        await().until(() -> fetches.get() == 3);

        // and not for ever
        await(server.close());
        clock.addAndGet(Duration.ofHours(24).toMillis() + 60_000);
        assertThat(codeOf(tokens.authenticate(bearer(rs256(otherRsa, kid("two"), later(clock))))))
                .isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void whoWaitsForTheSameKeysWaitsForOneFetch() throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        Promise<String> answer = Promise.promise();
        ForeignTokens tokens = maker().published(
                        vertx,
                        () -> {
                            fetches.incrementAndGet();
                            return answer.future();
                        },
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(30),
                        Duration.ofHours(24))
                .make(ALL, CLAIMS, Outsiders.notMade());

        List<Future<Optional<Principal>>> asked = List.of(
                tokens.authenticate(bearer(rs256(rsa, kid("one"), claims()))),
                tokens.authenticate(bearer(rs256(rsa, kid("one"), claims()))));
        answer.complete(set(jwk(rsa, "one")));

        assertThat(asked).allMatch(future -> await(future).isPresent());
        assertThat(fetches).hasValue(1);
    }

    @Test
    void readsEveryKindOfKeyOutOfASet() throws Exception {
        String keys = set(
                jwk(rsa, "r"),
                new ECKey.Builder(Curve.P_256, (ECPublicKey) ec.getPublic())
                        .keyID("e")
                        .build(),
                edKey("d"),
                new RSAKey.Builder((RSAPublicKey) otherRsa.getPublic())
                        .keyUse(KeyUse.ENCRYPTION)
                        .build());
        ForeignTokens tokens = maker().keys(keys).make(ALL, CLAIMS, Outsiders.notMade());

        assertThat(accountOf(tokens, rs256(rsa, kid("r"), claims()))).isEqualTo("alice");
        assertThat(accountOf(
                        tokens,
                        eddsa(
                                new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                                        .keyID("d")
                                        .build(),
                                claims())))
                .isEqualTo("alice");
        assertThat(accountOf(
                        tokens,
                        signed(JWSAlgorithm.ES256, "e", new ECDSASigner((ECPrivateKey) ec.getPrivate()), claims())))
                .isEqualTo("alice");
        assertThat(codeOf(tokens.authenticate(bearer(rs256(otherRsa, null, claims())))))
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    private static ForeignTokens published(AtomicLong clock, int port) {
        WebCalls calls = new WebCalls(
                vertx,
                "http://127.0.0.1:" + port + "/keys",
                "",
                new WebCalls.Bounds(Duration.ofSeconds(5), 1, 1),
                new CallFigures(new SimpleMeterRegistry(), "jwks"));
        return new ForeignTokens.Maker()
                .clock(clock::get)
                .published(vertx, calls::get, Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofHours(24))
                .make(ALL, CLAIMS, Outsiders.notMade());
    }

    private static ForeignTokens.Maker maker() {
        return new ForeignTokens.Maker().clock(() -> NOW);
    }

    private static ForeignTokens fixed() {
        return maker().keys(pem(rsa.getPublic()) + pem(ed.getPublic())).make(ALL, CLAIMS, Outsiders.notMade());
    }

    private static void refused(JWTClaimsSet.Builder claims, String why) throws Exception {
        refused(claims, ErrorCode.UNAUTHENTICATED, why);
    }

    private static void refused(JWTClaimsSet.Builder claims, ErrorCode code, String why) throws Exception {
        Future<?> asked = fixed().authenticate(bearer(rs256(rsa, null, claims)));
        assertThat(asked.cause()).isInstanceOf(GatewayException.class).hasMessageStartingWith(why);
        assertThat(GatewayException.codeOf(asked.cause())).isEqualTo(code);
    }

    private static String why(ForeignTokens tokens, String token) {
        Future<?> asked = tokens.authenticate(bearer(token));
        await().until(asked::isComplete);
        assertThat(GatewayException.codeOf(asked.cause())).isEqualTo(ErrorCode.UNAUTHENTICATED);
        return asked.cause().getMessage();
    }

    private static Principal authenticate(ForeignTokens tokens, String token) {
        return await(tokens.authenticate(bearer(token))).orElseThrow();
    }

    private static String accountOf(ForeignTokens tokens, String token) {
        return authenticate(tokens, token).account().value();
    }

    private static SignIn bearer(String token) {
        return new SignIn(new Credentials.Token(token), null, "", "test", false);
    }

    private static JWTClaimsSet.Builder claims() {
        return later(new AtomicLong(NOW));
    }

    private static JWTClaimsSet.Builder later(AtomicLong clock) {
        return new JWTClaimsSet.Builder()
                .issuer("https://id.example")
                .audience(List.of("other", "rialto"))
                .subject("alice")
                .expirationTime(new Date(clock.get() + 60_000));
    }

    private static JWSHeader kid(String id) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build();
    }

    private static String rs256(KeyPair pair, JWSHeader header, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT token = new SignedJWT(header == null ? new JWSHeader(JWSAlgorithm.RS256) : header, claims.build());
        token.sign(new RSASSASigner(pair.getPrivate()));
        return token.serialize();
    }

    private static String signed(JWSAlgorithm algorithm, String id, JWSSigner signer, JWTClaimsSet.Builder claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(id).build(), claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private static String eddsa(JWSHeader header, JWTClaimsSet.Builder claims) throws GeneralSecurityException {
        JWSHeader used = header == null ? new JWSHeader(JWSAlgorithm.EdDSA) : header;
        String signed = used.toBase64URL() + "." + encode(claims.build().toString());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(ed.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static JWK edKey(String id) {
        byte[] encoded = ed.getPublic().getEncoded();
        byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
                .keyID(id)
                .build();
    }

    private static JWK jwk(KeyPair pair, String id) {
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(id).build();
    }

    private static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(false);
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static KeyPair pair(String algorithm, int size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
