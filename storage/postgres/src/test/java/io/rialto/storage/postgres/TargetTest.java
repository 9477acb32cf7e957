package io.rialto.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @Test
    void saysWhereItIsWithoutThePassword() {
        assertThat(Target.of("postgresql://rialto:hunter2@db.internal/mine"))
                .hasToString("database mine at db.internal:5432");
    }

    @Test
    void readsUserPasswordHostPortDatabase() {
        PgConnectOptions options = Target.of("postgresql://rialto:p%40ss%2Fword@10.0.0.7:6432/mine?search_path=chat")
                .options();

        assertThat(options.getUser()).isEqualTo("rialto");
        assertThat(options.getPassword()).isEqualTo("p@ss/word");
        assertThat(options.getHost()).isEqualTo("10.0.0.7");
        assertThat(options.getPort()).isEqualTo(6432);
        assertThat(options.getDatabase()).isEqualTo("mine");
        assertThat(options.getSslMode()).isEqualTo(SslMode.DISABLE);
        assertThat(options.getProperties())
                .containsEntry("search_path", "chat")
                .containsEntry("application_name", "rialto");
    }

    @Test
    void aCertificateIsAskedForAsTheModeSays() {
        PgConnectOptions required =
                Target.of("postgresql://a:b@db/c?sslmode=require").options();
        PgConnectOptions verified = Target.of("postgresql://a:b@db/c?sslmode=verify-full&sslrootcert=/etc/ca.pem")
                .options();

        assertThat(required.getSslMode()).isEqualTo(SslMode.REQUIRE);
        assertThat(required.getSslOptions().isTrustAll()).isTrue();
        assertThat(verified.getSslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(verified.getSslOptions().isTrustAll()).isFalse();
        assertThat(verified.getSslOptions().getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(verified.getSslOptions().getTrustOptions()).isNotNull();
        assertThat(verified.getProperties()).doesNotContainKey("sslrootcert");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://hunter2@db",
                "postgresql://rialto:hunter2@/mine",
                "postgresql://rialto:hun/ter2@db/mine",
                "postgresql://rialto:hunter2@db:99999/mine",
                "postgresql://rialto:hunter2@db:x/mine",
                "postgresql://rialto:hunter2@db/mine?sslmode=perhaps",
                "postgresql://rialto:hunter2@db/mine?sslmode",
                "mysql://rialto:hunter2@db/mine"
            })
    void aUriThatCannotBeReadIsNotRepeated(String uri) {
        assertThatThrownBy(() -> Target.of(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageStartingWith("cannot be read, expected postgresql://user:password@host:port/database")
                .hasMessageNotContaining("hunter2");
    }
}
