package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ConformancePageTest {
    private static final List<Class<?>> TESTS = List.of(
            Mqtt3TextTest.class,
            Mqtt3FormatTest.class,
            Mqtt3ConnectTest.class,
            Mqtt3PublishTest.class,
            Mqtt3SubscribeTest.class,
            Mqtt3EndTest.class,
            Mqtt3BehaviourTest.class,
            Mqtt3SessionTest.class,
            Mqtt3WebSocketTest.class,
            Mqtt3ClientsTest.class,
            Mqtt5TextTest.class,
            Mqtt5FormatTest.class,
            Mqtt5ConnectTest.class,
            Mqtt5PublishTest.class,
            Mqtt5SubscribeTest.class,
            Mqtt5EndTest.class,
            Mqtt5AuthenticationTest.class,
            Mqtt5BehaviourTest.class,
            Mqtt5SessionTest.class,
            Mqtt5WebSocketTest.class,
            Mqtt5ShareTest.class,
            Mqtt5ClientsTest.class);

    @Test
    void everyStatementIsTestedOrExplained() {
        assertThat(Arrays.stream(Version.values())
                        .flatMap(version -> new ConformancePage(version, TESTS).faults().stream()))
                .isEmpty();
    }

    @Test
    void theCommittedPageIsTheGeneratedOne() throws IOException {
        Path committed = root().resolve("docs").resolve("mqtt-conformance.md");
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(committed, ConformancePage.of(TESTS));
        }

        assertThat(Files.readString(committed))
                .as(
                        "docs/mqtt-conformance.md is not what list and tests say; regenerate it with %s",
                        "mvn -pl verticles/launcher -am test -Dtest=ConformancePageTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dconformance.write=true")
                .isEqualTo(ConformancePage.of(TESTS));
    }

    @Test
    void theTestsOfOtherModulesAreThere() {
        assertThat(ConformancePage.elsewhere()).allSatisfy(test -> {
            int hash = test.indexOf('#');
            assertThat(Files.readString(root().resolve(test.substring(0, hash))))
                    .contains("void " + test.substring(hash + 1) + "()");
        });
    }

    @Test
    void everyConformanceClassIsOnThePage() throws IOException {
        Path here = root().resolve("verticles/launcher/src/test/java/io/rialto/launcher/mqtt");
        try (Stream<Path> files = Files.list(here)) {
            List<String> classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("Mqtt[35].*Test\\.java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
            assertThat(TESTS).extracting(Class::getSimpleName).containsExactlyInAnyOrderElementsOf(classes);
        }
    }

    /** Surefire gives the module's directory; elsewhere it is the working directory. */
    private static Path root() {
        Path module =
                Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
        return module.getParent().getParent();
    }
}
