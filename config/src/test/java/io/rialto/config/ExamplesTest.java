package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExamplesTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("basedir", ".")).resolve("examples");

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleCanBeRead(Path example) {
        assertThat(read(example)).isNotEqualTo(RialtoConfig.defaults());
    }

    @Test
    void theNetworkExampleHasTlsOnEveryListener() {
        RialtoConfig config = read(EXAMPLES.resolve("network-tls.yaml"));

        assertThat(config.listeners().host()).isEqualTo("0.0.0.0");
        assertThat(Stream.of(
                        config.listeners().http().tls(),
                        config.listeners().mqtt().tls(),
                        config.management().tls()))
                .allMatch(TlsConfig::enabled);
        assertThat(config.accounts().anonymous()).isEqualTo(AccountsConfig.Anonymous.OFF);
    }

    @Test
    void theTwoNodesShareOneMachineAndHaveNoSecretThatEverybodyKnows() {
        RialtoConfig one = read(EXAMPLES.resolve("node1.yaml"));
        RialtoConfig two = read(EXAMPLES.resolve("node2.yaml"));

        assertThat(Stream.concat(ports(one), ports(two))).doesNotHaveDuplicates();
        assertThat(one.node().number()).isNotEqualTo(two.node().number());
        assertThat(one.node().data()).isNotEqualTo(two.node().data());
        for (String example : List.of("node1.yaml", "node2.yaml")) {
            assertThatThrownBy(() -> ConfigReader.read(Optional.of(EXAMPLES.resolve(example)), Map.of(), List.of()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("cluster.secret");
        }
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packagingExamplesSetOnlyKnownVariables(Path example) throws IOException {
        List<String> known = SettingsReference.settings().stream()
                .map(SettingEntry::variable)
                .toList();

        List<String> named = Stream.of(Files.readString(example).split("[^A-Z_]+"))
                .filter(word -> word.startsWith("RIALTO_"))
                .toList();

        assertThat(named).isNotEmpty().isSubsetOf(known);
    }

    private static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    private static Stream<Path> packages() {
        return Stream.of(EXAMPLES.resolve("rialto.service"), EXAMPLES.resolve("Containerfile"));
    }

    private static RialtoConfig read(Path example) {
        Map<String, String> secret = Map.of("RIALTO_CLUSTER_SECRET", "a secret of this test, which nobody uses");
        return ConfigReader.read(Optional.of(example), secret, List.of());
    }

    private static Stream<Integer> ports(RialtoConfig config) {
        return Stream.of(
                config.listeners().http().port(),
                config.listeners().mqtt().port(),
                config.listeners().thrift().port(),
                config.listeners().bigbinary().port(),
                config.management().port(),
                config.cluster().port(),
                config.cluster().busPort(),
                config.cluster().link().port());
    }
}
