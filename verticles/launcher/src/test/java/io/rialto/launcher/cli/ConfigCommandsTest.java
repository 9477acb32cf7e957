package io.rialto.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.config.SettingsReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCommandsTest {
    @TempDir
    private Path dir;

    @Test
    void saysThatTheConfigurationIsValid() {
        Shell.Run run = Shell.run("check-config", "--set", "listeners.http.port=8181");

        assertThat(run).isEqualTo(new Shell.Run(0, "configuration is valid" + System.lineSeparator(), ""));
    }

    @Test
    void saysWhatIsWrongWithTheConfiguration() {
        Shell.Run run = Shell.run("check-config", "--set", "listeners.http.prot=8181");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("rialto: unknown key listeners.http.prot")
                .contains("listeners.http.port");
    }

    @Test
    void refusesAnOptionThatDoesNotExist() {
        Shell.Run run = Shell.run("check-config", "--colour");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly("rialto: unknown option --colour; `rialto check-config --help` lists what there is");
    }

    @Test
    void refusesAWordThatDoesNotExist() {
        Shell.Run run = Shell.run("aid");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).containsExactly("rialto: unknown word aid; `rialto --help` lists what there is");
    }

    @Test
    void saysWhichWordIsMissing() {
        Shell.Run run = Shell.run("account", "add");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "rialto: missing required parameter: 'ID'; `rialto account add --help` lists what there is");
    }

    @Test
    void printsTheConfigurationWithSecretsAsStars() {
        Shell.Run run = Shell.run("print-config", "--set", "node.number=7", "--set", "admin.secret=sesame");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("  number: 7\n").contains("********").doesNotContain("sesame");
    }

    @Test
    void optionsBeforeTheCommandCountToo() {
        Shell.Run run =
                Shell.run("--set", "node.number=7", "--set", "node.loops=2", "print-config", "--set", "node.loops=3");

        assertThat(run.out()).contains("  number: 7\n").contains("  loops: 3\n");
    }

    @Test
    void theFileOfTheCommandReplacesTheOneBeforeIt() throws IOException {
        Path outer = Files.writeString(dir.resolve("outer.yaml"), "node:\n  number: 1\n  loops: 1\n");
        Path inner = Files.writeString(dir.resolve("inner.yaml"), "node:\n  number: 2\n");

        Shell.Run run = Shell.run("--config", outer.toString(), "print-config", "--config", inner.toString());

        assertThat(run.out()).contains("  number: 2\n").contains("  loops: 0\n");
    }

    @Test
    void printsTheSettings() {
        Shell.Run run = Shell.run("settings");

        assertThat(run).isEqualTo(new Shell.Run(0, SettingsReference.markdown(), ""));
    }
}
