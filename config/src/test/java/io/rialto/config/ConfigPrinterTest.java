package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigPrinterTest {
    @TempDir
    Path directory;

    @Test
    void whatIsPrintedReadsBackAsTheSameConfiguration() throws IOException {
        RialtoConfig config = with(
                "listeners.http.origins=https://a.example,*",
                "listeners.host=a \"quoted\" \\ name: # with ☃ and \u0001",
                "node.transport=io_uring",
                "tokens.maxTtl=36h",
                "listeners.loginTimeout=1500ms",
                "accounts.hashCache=0s");

        Path file = Files.writeString(directory.resolve("printed.yaml"), ConfigPrinter.print(config));

        assertThat(ConfigReader.read(Optional.of(file), Map.of(), List.of())).isEqualTo(config);
    }

    @Test
    void sectionsAreNested() {
        assertThat(ConfigPrinter.print(RialtoConfig.defaults()))
                .startsWith("node:\n  data: \"data\"\n  number: 0\n")
                .contains("listeners:\n  host: \"127.0.0.1\"\n  loginTimeout: 5s\n")
                .contains("  http:\n    enabled: true\n    host: \"\"\n    port: 8080\n    tls:\n      cert: \"\"\n")
                .endsWith("log:\n  level: info\n  format: text\n");
    }

    @Test
    void secretsAreStars() {
        RialtoConfig config = with(
                "admin.secret=hunter2",
                "admin.accounts=ann:observer:hunter2-hunter2",
                "tokens.secret=hunter2-hunter2-hunter2-hunter2-hunter2",
                "storage.uri=postgresql://rialto:hunter2@db/rialto?password=hunter2&x=1");

        assertThat(ConfigPrinter.print(config))
                .doesNotContain("hunter2")
                .contains("admin:\n  secret: \"********\"\n  accounts: [\"ann:observer:********\"]\n")
                .contains("uri: \"postgresql://rialto:********@db/rialto?password=********&x=1\"");
    }

    @Test
    void aSecretThatNobodyGaveIsEmpty() {
        assertThat(ConfigPrinter.print(RialtoConfig.defaults())).contains("admin:\n  secret: \"\"\n");
    }

    private static RialtoConfig with(String... overrides) {
        return ConfigReader.read(Optional.empty(), Map.of(), List.of(overrides));
    }
}
