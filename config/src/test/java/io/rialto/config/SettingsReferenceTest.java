package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class SettingsReferenceTest {
    @Test
    void theCommittedReferenceIsTheGeneratedOne() throws IOException {
        Path committed = root().resolve("docs").resolve("settings.md");
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(committed, SettingsReference.markdown());
        }

        assertThat(Files.readString(committed))
                .as(
                        "docs/settings.md is not what the records say; regenerate it with %s",
                        "mvn -pl config test -Dtest=SettingsReferenceTest -Dsettings.write=true")
                .isEqualTo(SettingsReference.markdown());
    }

    @Test
    void everySettingSaysWhatItDoesInASentence() {
        assertThat(SettingsReference.settings()).allSatisfy(setting -> assertThat(setting.doc())
                .endsWith(".")
                .hasSizeGreaterThan(10)
                .doesNotContain("\n"));
    }

    @Test
    void keysDifferInMoreThanCapitals() {
        assertThat(SettingsReference.settings())
                .extracting(setting -> setting.key().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @Test
    void noKeyHasAnUnderscoreThatItsVariableWouldTakeForADot() {
        assertThat(SettingsReference.settings()).extracting(SettingEntry::key).noneMatch(key -> key.contains("_"));
    }

    @Test
    void typesAreNamedInTheOperatorsWords() {
        assertThat(SettingsReference.settings())
                .anySatisfy(setting -> {
                    assertThat(setting.key()).isEqualTo("log.format");
                    assertThat(setting.typeName()).isEqualTo("one of text, json");
                })
                .anySatisfy(setting -> {
                    assertThat(setting.key()).isEqualTo("listeners.http.origins");
                    assertThat(setting.typeName()).isEqualTo("list of text");
                });
    }

    /** Surefire gives the module's directory; elsewhere it is the working directory. */
    private static Path root() {
        return Path.of(System.getProperty("basedir", "."))
                .toAbsolutePath()
                .normalize()
                .getParent();
    }
}
