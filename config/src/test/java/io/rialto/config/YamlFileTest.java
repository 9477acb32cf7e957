package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlFileTest {
    private static final Path FULL = Path.of("src", "test", "resources", "full.yaml");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "# nothing\n", "---\n", "---\n...\n", "~", "{}", "listeners:\n", "\uFEFF# mark\n"})
    void aFileWithoutSettingsIsFine(String yaml) {
        assertThat(read(yaml)).isEqualTo(RialtoConfig.defaults());
    }

    @Test
    void keysMayBeNestedOrDotted() {
        assertThat(read("listeners.http.port: 1\nlisteners: {mqtt.port: 2}\n").listeners())
                .satisfies(listeners -> {
                    assertThat(listeners.http().port()).isEqualTo(1);
                    assertThat(listeners.mqtt().port()).isEqualTo(2);
                });
    }

    @Test
    void textStaysAsItWasWritten() {
        assertThat(read("admin: {secret: 0070}").admin().secret().value()).isEqualTo("0070");
        assertThat(read("listeners: {host: 1.10}").listeners().host()).isEqualTo("1.10");
        assertThat(read("admin: {secret: 'off'}").admin().secret().value()).isEqualTo("off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listeners:\\n  http:\\n    prot: 1 | unknown key listeners.http.prot (FILE line 3), did you mean listeners.http.port?",
                "lisseners: {} | unknown key lisseners (FILE line 1), did you mean listeners?",
                "log: {level: {a: b}} | log.level is no single value, expected one of error, warn, info, debug, trace (FILE line 1)",
                "log: {level: } | log.level has no value",
                "log: {level: [info]} | log.level is [info], expected one of",
                "\\nlog: {level: loud} | log.level is \"loud\", expected one of error, warn, info, debug, trace (FILE line 2)",
                "listeners:\\n  http: {port: 65536} | listeners.http.port is 65536, expected 0 to 65535 (FILE line 2)",
                "log: debug | log is a section, expected its settings, such as log.level (FILE line 1)",
                "log: [a] | log is a section",
                "listeners: {http: {origins: [[a]]}} | listeners.http.origins is no single value",
                "listeners: {http: {origins: {a: b}}} | listeners.http.origins is no single value",
                "listeners: {http: {origins: [a, ~]}} | listeners.http.origins has no value",
                "log: {level: info, level: warn} | log.level stands twice (FILE line 1)",
                "log: {level: info}\\nlog: {format: json} | log stands twice (FILE line 2)",
                "log: {level: info}\\nlog.level: warn | log.level stands twice: FILE line 1, again (FILE line 2)",
                "log: {level: &a info, format: *a} | log.format is an alias",
                "log: *a | log is a section",
                "- a | the file holds no sections",
                "just text | the file holds no sections",
                "log: {}\\n---\\nlog: {} | a second document begins",
                "<<: {} | unknown key <<",
                "log: {level: !!binary aGk=} | log.level",
                "log: {level: !!binary '%%'} | FILE",
                "log: {level: info | FILE line",
                "log:\\n  level: info\\n format: json | FILE line 3 is not well-formed YAML",
                "log:\\n\\tlevel: info | FILE line 2 is not well-formed YAML",
                "? [a] : b | FILE line 1 is not well-formed YAML",
                "a: '\\u0007' | FILE",
            })
    void isRefusedWithAnExactMessage(String yaml, String sentence) {
        String text = yaml.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007");

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(sentence.replace("FILE", file().toString()));
    }

    @Test
    void theMessageOnMalformedYamlQuotesNothingOfTheFile() {
        assertThatThrownBy(() -> read("admin:\n  secret: hunter2\n level: hunter3\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("hunter")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> read("admin: {secret: [hunter2]}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("hunter");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> ConfigReader.read(Optional.of(file()), Map.of(), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("cannot read the configuration file " + file() + ": there is no such file");
    }

    @Test
    void aDirectoryIsRefused() {
        assertThatThrownBy(() -> ConfigReader.read(Optional.of(directory), Map.of(), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("cannot read the configuration file " + directory + ": it is a directory");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0xff, (byte) 0xfe}))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("it is not UTF-8");
    }

    @Test
    void aHugeFileIsRefused() {
        assertThatThrownBy(() -> read("#".repeat((1 << 20) + 1)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("larger than 1 MiB");
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> read("listeners: {http: {origins: " + "[".repeat(100_000)))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> read("{".repeat(100_000))).isInstanceOf(ConfigException.class);
    }

    @Test
    void nothingButAConfigExceptionEscapesFromADamagedFile() throws IOException {
        byte[] whole = Files.readAllBytes(FULL);
        Random random = new Random(42);

        for (int round = 0; round < 2000; round++) {
            byte[] damaged = whole.clone();
            for (int hit = 0; hit < 3; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(128);
            }
            readOrRefuse(damaged);
        }
    }

    private void readOrRefuse(byte[] yaml) {
        try {
            assertThat(read(yaml)).isNotNull();
        } catch (ConfigException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private Path file() {
        return directory.resolve("rialto.yaml");
    }

    private RialtoConfig read(String yaml) {
        return read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private RialtoConfig read(byte[] yaml) {
        try {
            return ConfigReader.read(Optional.of(Files.write(file(), yaml)), Map.of(), List.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
