package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.session.Credentials;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LoginTest {
    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln-_";

    @Test
    void aPasswordIsAPassword() {
        assertThat(of("alice", "a.b.c")).isEqualTo(new Credentials.Password("alice", "a.b.c"));
        assertThat(of("alice", null)).isEqualTo(new Credentials.Password("alice", ""));
    }

    @Test
    void aTokenMayStandInEitherField() {
        assertThat(of("alice", TOKEN)).isEqualTo(new Credentials.Token(TOKEN));
        assertThat(of("", TOKEN)).isEqualTo(new Credentials.Token(TOKEN));
        assertThat(of(null, TOKEN)).isEqualTo(new Credentials.Token(TOKEN));
        assertThat(of(TOKEN, null)).isEqualTo(new Credentials.Token(TOKEN));
    }

    @Test
    void nothingIsAGuest() {
        assertThat(of(null, null)).isEqualTo(new Credentials.Anonymous());
    }

    private static Credentials of(String userName, String password) {
        return Login.credentials(userName, password == null ? null : password.getBytes(StandardCharsets.UTF_8));
    }
}
