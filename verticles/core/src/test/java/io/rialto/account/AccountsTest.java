package io.rialto.account;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.House;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountsTest {
    private static final AccountId ALICE = new AccountId("alice");

    @TempDir
    private Path directory;

    private House house;

    @BeforeEach
    void open() {
        house = House.open(directory);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anIdIsDerivedFromTheLogin() {
        AccountId id = await(house.accounts().create(null, "alice@example.org", "secret"));

        assertThat(id.value()).matches("[1-9A-HJ-NP-Za-km-z]{11}");
        assertThat(id).isEqualTo(AccountNames.derive(new Secrets("installation"), "alice@example.org", 0));
        assertThat(signIn("alice@example.org", "secret")).isEqualTo(id);
    }

    @Test
    void aDerivedIdThatIsTakenGetsTheNextOne() {
        AccountId taken = AccountNames.derive(new Secrets("installation"), "alice", 0);
        house.accounts(taken.value());

        AccountId id = await(house.accounts().create(null, "alice", null));

        assertThat(id).isEqualTo(AccountNames.derive(new Secrets("installation"), "alice", 1));
    }

    @Test
    void idsAndLoginsAreTakenOnce() {
        await(house.accounts().create(ALICE, "alice", "secret"));

        assertThat(codeOf(house.accounts().create(ALICE, "other", "secret"))).isEqualTo(ErrorCode.ALREADY);
        assertThat(codeOf(house.accounts().create(new AccountId("other"), "alice", "secret")))
                .isEqualTo(ErrorCode.ALREADY);
        assertThat(codeOf(house.accounts().create(null, "alice", "secret"))).isEqualTo(ErrorCode.ALREADY);
    }

    @Test
    void refusesWhatMakesNoAccount() {
        assertThat(codeOf(house.accounts().create(null, null, "secret"))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(house.accounts().create(null, "", "secret"))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(house.accounts().create(null, "a\0b", "secret"))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(house.accounts().create(null, "x".repeat(257), "secret")))
                .isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(house.accounts().create(ALICE, "alice", ""))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(house.accounts().create(ALICE, "alice", "x".repeat(1025))))
                .isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void signsInByLoginOrId() {
        await(house.accounts().create(ALICE, "login", "secret"));

        assertThat(signIn("login", "secret")).isEqualTo(ALICE);
        assertThat(signIn("alice", "secret")).isEqualTo(ALICE);
    }

    @Test
    void wrongPasswordsAndUnknownLoginsGetTheSameAnswer() {
        await(house.accounts().create(ALICE, "alice", "secret"));
        house.accounts("tokenonly");

        assertThat(codeOf(password("alice", "wrong"))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(codeOf(password("nobody", "secret"))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(codeOf(password("no such login /#", "secret"))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(codeOf(password("tokenonly", ""))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(codeOf(password("alice", "x".repeat(100_000)))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aRightPasswordStaysKnownAWrongOneDoesNot() {
        await(house.accounts().create(ALICE, "alice", "secret"));

        signIn("alice", "secret");
        signIn("alice", "secret");

        assertThat(codeOf(password("alice", "wrong"))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(codeOf(password("alice", "wrong"))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aStoreThatDoesNotAnswerIsNoWrongPassword() {
        house.storage().gate("accounts.byLoginKey").fail();

        assertThat(codeOf(password("alice", "secret"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    @Test
    void aTokenProvesAnAccount() {
        await(house.accounts().create(ALICE, null, null));
        String token = await(house.accounts().issueToken(ALICE, Duration.ofMinutes(1)));

        assertThat(await(bearer(token)).session().info().account()).isEqualTo(ALICE);
    }

    @Test
    void tokensAreForAccountsThatExistForAWhile() {
        house.accounts("alice");

        assertThat(codeOf(house.accounts().issueToken(new AccountId("nobody"), Duration.ofMinutes(1))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(house.accounts().issueToken(ALICE, Duration.ofHours(25))))
                .isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(house.accounts().issueToken(ALICE, Duration.ofMillis(999))))
                .isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(house.accounts().issueToken(ALICE, Duration.ofSeconds(-1))))
                .isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void anExpiredTokenIsToldApart() {
        String token = house.tokens().issue(ALICE, Duration.ofSeconds(-10));

        assertThat(codeOf(bearer(token))).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "....", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"})
    void nonsenseIsNoToken(String token) {
        assertThat(codeOf(bearer(token))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aChangedTokenIsNoToken() {
        String token = house.tokens().issue(ALICE, Duration.ofMinutes(1));
        String[] parts = token.split("\\.", 3);
        String claims = text(parts[1]).replace("alice", "admin");

        assertThat(codeOf(bearer(parts[0] + "." + base64(claims) + "." + parts[2])))
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aTokenWithoutSignatureIsNoToken() {
        String claims = base64("{\"iss\":\"rialto\",\"aud\":[\"login\"],\"sub\":\"alice\",\"exp\":9999999999}");

        assertThat(codeOf(bearer(base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + claims + ".")))
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(codeOf(bearer(base64("{\"alg\":\"none\"}") + "." + claims))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aTokenOfAnotherKeyIssuerOrAudienceIsNoToken() {
        String right = "a secret of this test";

        assertThat(await(bearer(token(right, "rialto", "login")))
                        .session()
                        .info()
                        .account())
                .isEqualTo(ALICE);
        assertThat(codeOf(bearer(token("another secret", "rialto", "login")))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(codeOf(bearer(token(right, "somebody", "login")))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(codeOf(bearer(token(right, "rialto", "file")))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    private String token(String secret, String issuer, String audience) {
        JWTAuth jwt = JWTAuth.create(
                house.vertx(),
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(Buffer.buffer(secret))));
        long now = System.currentTimeMillis() / 1000;
        return jwt.generateToken(
                new JsonObject().put("sub", "alice").put("iat", now).put("exp", now + 60),
                new JWTOptions().setAlgorithm("HS256").setIssuer(issuer).addAudience(audience));
    }

    private AccountId signIn(String login, String password) {
        return await(password(login, password)).session().info().account();
    }

    private Future<Client> password(String login, String password) {
        return open(new Credentials.Password(login, password));
    }

    private Future<Client> bearer(String token) {
        return open(new Credentials.Token(token));
    }

    private Future<Client> open(Credentials credentials) {
        return house.open(new SignIn(credentials, new DeviceId("phone"), "web", "test", false), new FakeDoor());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
