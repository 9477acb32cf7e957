package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BadValueTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listeners.http.port=http | is \"http\", expected a whole number",
                "listeners.http.port= | is \"\", expected a whole number",
                "listeners.http.port=8080.5 | is \"8080.5\", expected a whole number",
                "listeners.http.port=99999999999 | is \"99999999999\", expected a whole number",
                "listeners.http.port=65536 | is 65536, expected 0 to 65535",
                "listeners.mqtt.port=-1 | is -1, expected 0 to 65535",
                "management.port=70000 | is 70000, expected 0 to 65535",
                "node.number=1024 | is 1024, expected 0 to 1023",
                "listeners.http.enabled=yes | is \"yes\", expected true or false",
                "listeners.loginTimeout=5 | is \"5\", expected a duration such as",
                "listeners.loginTimeout=-5s | is \"-5s\", expected a duration such as",
                "listeners.loginTimeout=5 s | is \"5 s\", expected a duration such as",
                "listeners.loginTimeout=99999999d | is \"99999999d\", expected a duration such as",
                "listeners.loginTimeout=0s | is 0ms, expected a positive duration",
                "listeners.mqtt.maxKeepAlive=19h | is 19h, expected 1s to 65535s",
                "node.transport=IO_URING | is \"IO_URING\", expected one of auto, epoll, io_uring, nio",
                "accounts.anonymous=true | is \"true\", expected one of auto, on, off",
                "accounts.mode=any | is \"any\", expected one of stored, none",
                "messages.maxMembers=3001 | is 3001, expected 2 to 3000",
                "sessions.displaceAfter=2d | is 2d, expected 0ms to 1d",
                "node.data= | is \"\", expected a path",
                "listeners.host= | is blank, expected text",
                "management.host= | is blank, expected text",
                "storage.uri= | is blank, expected text",
                "admin.secret=******** | is ********, expected text, but not the stars",
                "admin.accounts=ann:observer:short-1 | is ********, expected a list such as [ann:administrator:",
                "admin.accounts=ann:root:long-enough | is ********, expected a list such as",
                "admin.accounts=ann:observer:******** | is ********, expected a list such as",
                "admin.accounts=a:observer:long-enough,a:observer:long-too-as-well | has a twice, expected each name"
                        + " once",
                "admin.accounts=admin:observer:long-enough | has admin twice",
                "admin.accounts=a:observer:long-enough,b:observer:long-enough | gives b the secret of another one",
                "tokens.secret=short | has 5 characters, expected 32 or more",
                "listeners.http.tls.cert=a.pem | expected both or none",
                "listeners.mqtt.tls.key=a.key | expected both or none",
            })
    void isRefusedWithItsKeyItsValueTheExpectation(String override, String sentence) {
        String key = override.substring(0, override.indexOf('='));

        assertThatThrownBy(() -> with(override))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(key.substring(0, key.lastIndexOf('.')))
                .hasMessageContaining(sentence);
    }

    @Test
    void theMessageIsOneSentenceThatEndsWithTheSource() {
        assertThatThrownBy(() -> with("listeners.http.port=65536"))
                .hasMessage("listeners.http.port is 65536, expected 0 to 65535 (--set)");
        assertThatThrownBy(() -> read(Map.of("RIALTO_LISTENERS_HTTP_ECHO", "1"), List.of()))
                .hasMessage("listeners.http.echo is \"1\", expected true or false"
                        + " (environment variable RIALTO_LISTENERS_HTTP_ECHO)");
        assertThatThrownBy(() -> with("listeners.mqtt.tls.cert=a.pem"))
                .hasMessage("listeners.mqtt.tls.key is empty while a cert is given, expected both or none");
    }

    @Test
    void aPathThatTheSystemDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> with("node.data=a\0b"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("node.data")
                .hasMessageContaining("expected a path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "x", "", "true", "5s", "-1", "a,b", "[", "0", "\0", "99999999999999999999"})
    void nothingButAConfigExceptionEscapesWhateverTheValue(String value) {
        assertThat(SettingsReference.settings()).allSatisfy(setting -> {
            try {
                with(setting.key() + "=" + value);
            } catch (ConfigException e) {
                assertThat(e)
                        .hasMessageContaining(
                                setting.key().substring(0, setting.key().lastIndexOf('.')));
            }
        });
    }

    private static RialtoConfig with(String... overrides) {
        return read(Map.of(), List.of(overrides));
    }

    private static RialtoConfig read(Map<String, String> environment, List<String> overrides) {
        return ConfigReader.read(Optional.empty(), environment, overrides);
    }
}
