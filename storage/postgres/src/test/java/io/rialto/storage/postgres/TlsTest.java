package io.rialto.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.storage.Await;
import io.rialto.storage.Storage;
import io.rialto.storage.sql.Retention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that lets nobody in without TLS; its certificate is for 127.0.0.1. */
@Timeout(120)
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private PostgresServer server;
    private Path certificate;
    private String uri;

    @BeforeEach
    void startServer() throws Exception {
        server = PostgresServer.startedIn(directory.resolve("data"));
        uri = server.uri(server.createDatabase());
        KeyStore keys = selfSigned("server");
        certificate = pem(
                directory.resolve("ca.pem"),
                "CERTIFICATE",
                keys.getCertificate("rialto").getEncoded());
        Files.copy(certificate, server.data().resolve("server.crt"));
        Path key = pem(
                server.data().resolve("server.key"),
                "PRIVATE KEY",
                keys.getKey("rialto", PASSWORD.toCharArray()).getEncoded());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        server.execute("postgres", "alter system set ssl = on");
        server.stop();
        server.start();
        Files.writeString(
                server.data().resolve("pg_hba.conf"),
                "hostnossl postgres postgres 127.0.0.1/32 trust\nhostssl all all 127.0.0.1/32 trust\n");
        server.execute("postgres", "select pg_reload_conf()");
    }

    @AfterEach
    void stopServer() {
        server.close();
        Await.result(vertx.close());
    }

    @Test
    void whatTheModeAsksForIsChecked() throws Exception {
        KeyStore other = selfSigned("other");
        Path stranger = pem(
                directory.resolve("other.pem"),
                "CERTIFICATE",
                other.getCertificate("rialto").getEncoded());

        assertThat(Await.failure(open("?sslmode=disable"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        works("?sslmode=require");
        works("?sslmode=verify-full&sslrootcert=" + certificate);
        assertThat(Await.failure(open("?sslmode=verify-full&sslrootcert=" + stranger)))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(Await.failure(open("?sslmode=verify-full"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    private void works(String parameters) {
        Storage storage = Await.result(open(parameters));
        assertThat(Await.result(storage.boots().nextBoot())).isPositive();
        Await.result(storage.close());
    }

    private Future<Storage> open(String parameters) {
        Patience patience = new Patience(Duration.ofSeconds(5), Duration.ZERO);
        return PostgresStorage.open(
                vertx,
                new PostgresOptions(
                        Target.of(uri + parameters), new Sizes(64, 4096, 1, 1, 1_000), patience, Retention.DEFAULT));
    }

    private KeyStore selfSigned(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "rialto",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static Path pem(Path file, String kind, byte[] content) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
