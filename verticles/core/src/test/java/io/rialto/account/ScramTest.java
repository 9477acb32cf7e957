package io.rialto.account;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Exchange;
import io.rialto.contract.session.SignIn;
import io.rialto.storage.AccountRecord;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.House;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SCRAM-SHA-256 with the example of RFC 7677 §3. */
final class ScramTest {
    private static final String FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String CHALLENGE =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String FINAL = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String SIGNATURE = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";
    private static final ScramKeys KEYS =
            ScramKeys.of("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
    private static final AccountRecord USER = new AccountRecord(new AccountId("u1"), "k", "x", 0, 7, 0);

    @Test
    void theExampleOfTheStandardComesOutAsItStandsThere() {
        ScramExchange exchange = exchange();

        assertThat(say(exchange, FIRST)).isEqualTo(CHALLENGE);
        assertThat(exchange.account()).isEmpty();
        Exchange.Turn last = await(exchange.next(bytes(FINAL)));

        assertThat(last.done()).isTrue();
        assertThat(new String(last.data(), StandardCharsets.UTF_8)).isEqualTo(SIGNATURE);
        assertThat(exchange.account()).contains(new AccountId("u1"));
        assertThat(exchange.principal().orElseThrow().epoch()).isEqualTo(7);
    }

    @Test
    void keysAreReadAsTheyWereWritten() {
        String kept = "$argon2id$v=19$m=1,t=2,p=1$c2FsdA$aGFzaA " + KEYS.encoded();

        ScramKeys read = ScramKeys.in(kept).orElseThrow();

        assertThat(read.encoded()).isEqualTo(KEYS.encoded());
        assertThat(read.stored()).isEqualTo(KEYS.stored());
        assertThat(ScramKeys.in("$argon2id$v=19$m=1,t=2,p=1$c2FsdA$aGFzaA")).isEmpty();
        assertThat(ScramKeys.in(null)).isEmpty();
        assertThat(KEYS.toString()).isEqualTo("ScramKeys[]");
    }

    @Test
    void passwordsThatLookAlikeAreAlike() {
        byte[] salt = KEYS.salt();

        assertThat(ScramKeys.of("I\u00ADX", salt, 4096).encoded())
                .isEqualTo(ScramKeys.of("IX", salt, 4096).encoded());
        assertThat(ScramKeys.of("\u2168", salt, 4096).encoded())
                .isEqualTo(ScramKeys.of("IX", salt, 4096).encoded());
        assertThat(ScramKeys.of("a\u00A0b", salt, 4096).encoded())
                .isEqualTo(ScramKeys.of("a b", salt, 4096).encoded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n,,",
                "n,,n=user",
                "n,,r=abc,n=user",
                "p=tls-unique,,n=user,r=abc",
                "x,,n=user,r=abc",
                "n,,n=,r=abc",
                "n,,n=a=b,r=abc",
                "n,,n=user,r=",
                "n,,m=ext,n=user,r=abc",
                "n,a=other,n=user,r=abc",
                "n,,n=user,r=a\u00E4c",
            })
    void aBeginningThatIsNoneFails(String said) {
        assertThat(codeOf(exchange().next(bytes(said)))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void bytesThatAreNoTextFail() {
        assertThat(codeOf(exchange().next(new byte[] {(byte) 0xC3, 0x28}))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(codeOf(exchange().next(new byte[9000]))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=AAAbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=AAAA",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=x",
                "c=eSws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
                "",
            })
    void aWrongProofFailsAndThereIsNoSecondTry(String said) {
        ScramExchange exchange = exchange();
        say(exchange, FIRST);

        assertThat(codeOf(exchange.next(bytes(said)))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(codeOf(exchange.next(bytes(FINAL)))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(exchange.account()).isEmpty();
        assertThat(exchange.principal()).isEmpty();
    }

    @Test
    void whoIsNotThereIsAskedOnAndFailsInTheEnd(@TempDir Path directory) {
        try (House house = House.open(directory)) {
            ScramSignIn scram = new ScramSignIn(house.accounts(), new Secrets("installation"), 4096);

            String one = say(scram.exchange("SCRAM-SHA-256").orElseThrow(), FIRST);
            Exchange again = scram.exchange("SCRAM-SHA-256").orElseThrow();
            String other = say(again, FIRST);

            assertThat(one).matches("r=rOprNGfwEbeRWgbNEkqO[!-~]{24},s=[A-Za-z0-9+/]{22}==,i=4096");
            assertThat(other.replaceAll("r=[^,]*", "")).isEqualTo(one.replaceAll("r=[^,]*", ""));
            assertThat(other).isNotEqualTo(one);
            String proof = "c=biws," + other.substring(0, other.indexOf(','))
                    + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
            assertThat(codeOf(again.next(bytes(proof)))).isEqualTo(ErrorCode.UNAUTHENTICATED);
            assertThat(scram.exchange("SCRAM-SHA-1")).isEmpty();
        }
    }

    @Test
    void anExchangeThatIsDoneOpensASessionOneThatIsNotDoesNot(@TempDir Path directory) {
        try (House house = House.open(directory)) {
            await(house.accounts().create(new AccountId("alice"), "alice,=", "pencil"));
            ScramSignIn scram = new ScramSignIn(house.accounts(), new Secrets("installation"), 4096);
            Exchange exchange = scram.exchange("SCRAM-SHA-256").orElseThrow();
            String bare = "n=alice=2C=3D,r=abc";
            String challenge = say(exchange, "n,," + bare);
            SignIn signIn =
                    new SignIn(new Credentials.Exchanged(exchange), new DeviceId("phone"), "iot", "test", false);
            assertThat(codeOf(house.open(signIn, new FakeDoor()))).isEqualTo(ErrorCode.UNAUTHENTICATED);

            String proof = ScramClient.proof("pencil", bare, challenge);
            assertThat(await(exchange.next(bytes(proof))).done()).isTrue();

            assertThat(await(house.open(signIn, new FakeDoor()))
                            .session()
                            .info()
                            .account())
                    .isEqualTo(new AccountId("alice"));
            await(house.accounts().setPassword(new AccountId("alice"), "other"));
            assertThat(codeOf(house.open(signIn, new FakeDoor()))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        }
    }

    private static ScramExchange exchange() {
        return new ScramExchange(
                name -> Future.succeededFuture(
                        name.equals("user")
                                ? new ScramExchange.Candidate(KEYS, Optional.of(USER))
                                : new ScramExchange.Candidate(ScramKeys.ofNobody(KEYS.salt(), 4096), Optional.empty())),
                NONCE);
    }

    private static String say(Exchange exchange, String text) {
        return new String(await(exchange.next(bytes(text))).data(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
