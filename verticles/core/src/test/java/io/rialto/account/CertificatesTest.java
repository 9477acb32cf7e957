package io.rialto.account;

import static io.rialto.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.account.Certificates.Name;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Origin;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificatesTest {
    private static X509Certificate sensor;

    @BeforeAll
    static void make(@TempDir Path directory) throws Exception {
        sensor = certificate(
                directory,
                "CN=sensor-7,OU=\"a, b\",CN=plant",
                "dns:s7.example,dns:other.example,email:s7@plant.example,uri:urn:dev:7");
    }

    @ParameterizedTest
    @CsvSource({"CN, sensor-7", "DNS, s7.example", "EMAIL, s7@plant.example", "URI, urn:dev:7"})
    @SuppressWarnings("JavaUtilDate") // certificates know no other
    void theRuleSaysWhatNamesTheAccount(Name name, String account) {
        Principal principal = await(certificates(name, "").authenticate(shown(new Credentials.Anonymous())))
                .orElseThrow();

        assertThat(principal.account()).isEqualTo(new AccountId(account));
        assertThat(principal.guest()).isFalse();
        assertThat(principal.roles()).containsExactly("device");
        assertThat(principal.expiresAt())
                .isEqualTo(sensor.getNotAfter().toInstant().toEpochMilli());
    }

    @Test
    void aWholeSubjectIsNamedByItsHash() {
        assertThat(accountOf(certificates(Name.SUBJECT, "c-"), new Credentials.Anonymous()))
                .matches("c-[0-9a-f]{32}");
    }

    @Test
    void aNameThatComesWithItMustBeTheSame() {
        Certificates certificates = certificates(Name.CN, "");

        assertThat(accountOf(certificates, new Credentials.Password("sensor-7", "whatever")))
                .isEqualTo("sensor-7");
        assertThat(accountOf(certificates, new Credentials.Password("", ""))).isEqualTo("sensor-7");
        Future<?> other = certificates.authenticate(shown(new Credentials.Password("alice", "whatever")));
        assertThat(GatewayException.codeOf(other.cause())).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(other.cause()).hasMessage("the certificate is that of sensor-7, expected this or no name beside it");
    }

    @Test
    void whoShowsNoneOrSendsATokenIsForAnother() {
        SignIn hidden = new SignIn(new Credentials.Password("alice", "x"), null, "", "test", false);

        assertThat(await(certificates(Name.CN, "").authenticate(hidden))).isEmpty();
        assertThat(await(certificates(Name.CN, "").authenticate(shown(new Credentials.Token("t")))))
                .isEmpty();
    }

    @Test
    void whatNamesNoAccountIsRefused(@TempDir Path directory) throws Exception {
        X509Certificate spaced = certificate(directory, "CN=a b,O=x", "ip:127.0.0.1");
        SignIn signIn =
                new SignIn(new Credentials.Anonymous(), null, "", "test", true).from(new Origin("", List.of(spaced)));

        for (Name name : List.of(Name.CN, Name.DNS, Name.EMAIL, Name.URI)) {
            assertThat(GatewayException.codeOf(
                            certificates(name, "").authenticate(signIn).cause()))
                    .isEqualTo(ErrorCode.UNAUTHENTICATED);
        }
    }

    private static String accountOf(Certificates certificates, Credentials credentials) {
        return await(certificates.authenticate(shown(credentials)))
                .orElseThrow()
                .account()
                .value();
    }

    private static Certificates certificates(Name name, String prefix) {
        return new Certificates(name, prefix, Set.of("device"), Outsiders.notMade());
    }

    private static SignIn shown(Credentials credentials) {
        return new SignIn(credentials, null, "", "test", true).from(new Origin("127.0.0.1", List.of(sensor)));
    }

    private static X509Certificate certificate(Path directory, String subject, String names) throws Exception {
        Path store = directory.resolve("k.p12");
        String line = "-genkeypair -alias k -keyalg EC -groupname secp256r1 -storetype PKCS12 -storepass changeit";
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(line.split(" ")));
        command.addAll(List.of("-dname", subject, "-ext", "san=" + names, "-keystore", store.toString()));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        return (X509Certificate) keys.getCertificate("k");
    }
}
