package io.rialto.bench.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * HiveMQ CE, which comes as a library: Maven fetches it when it is first asked for, a class of ours that is compiled against it
 * then starts it in a process of its own. No part of any build.
 */
final class HiveMq {
    static final String VERSION = "2025.5";
    static final String CONFIGURATION = "config.xml";

    private static final Path DIRECTORY = Path.of("bench", "target", "hivemq-" + VERSION);
    private static final Path CLASS_PATH = DIRECTORY.resolve("classpath");
    private static final String PEER = "HiveMqPeer";
    private static final String MAVEN = "mvn";
    private static final String POM = """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>io.rialto</groupId><artifactId>rialto-bench-peer</artifactId><version>1</version>
          <packaging>pom</packaging>
          <dependencies>
            <dependency>
              <groupId>com.hivemq</groupId>
              <artifactId>hivemq-community-edition-embedded</artifactId>
              <version>%s</version>
            </dependency>
          </dependencies>
        </project>
        """.formatted(VERSION);

    private static Optional<String> failure = Optional.empty();

    private HiveMq() {}

    /** Why there can be none; empty where there can. It is fetched where it is not there yet. */
    static synchronized Optional<String> absence() {
        if (Shell.which(MAVEN).isEmpty() && !isFetched()) {
            return Optional.of("Maven (mvn), which fetches HiveMQ CE, is not installed here");
        }
        if (failure.isEmpty() && !isFetched()) {
            try {
                fetch();
            } catch (IllegalStateException e) {
                failure = Optional.of("HiveMQ CE cannot be fetched: " + e.getMessage());
            }
        }
        return failure;
    }

    /** What starts it, in the directory with its configuration. */
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath() + File.pathSeparator + DIRECTORY.toAbsolutePath(),
                PEER);
    }

    private static boolean isFetched() {
        return Files.exists(CLASS_PATH)
                && Files.exists(DIRECTORY.resolve(PEER + ".class"))
                && Stream.of(classPath().split(File.pathSeparator)).allMatch(file -> Files.exists(Path.of(file)));
    }

    private static void fetch() {
        try (InputStream source = HiveMq.class.getResourceAsStream(PEER + ".java")) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(DIRECTORY.resolve("pom.xml"), POM);
            Files.write(DIRECTORY.resolve(PEER + ".java"), source.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path here = DIRECTORY.toAbsolutePath();
        Shell.run(
                here,
                List.of(
                        Shell.which(MAVEN).orElse(MAVEN),
                        "-B",
                        "-q",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
                        "-Dmdep.includeScope=runtime",
                        "-Dmdep.outputFile=" + CLASS_PATH.toAbsolutePath()));
        Shell.run(
                here,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                        "-d",
                        here.toString(),
                        "-cp",
                        classPath(),
                        PEER + ".java"));
    }

    private static String classPath() {
        try {
            return Files.readString(CLASS_PATH, UTF_8).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing on disk, no statistics sent anywhere, as many messages waiting and under way as Mosquitto is given. */
    static String configuration(int port) {
        return """
            <?xml version="1.0"?>
            <hivemq>
              <listeners>
                <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
              </listeners>
              <persistence><mode>in-memory</mode></persistence>
              <mqtt>
                <queued-messages><max-queue-size>100000</max-queue-size></queued-messages>
                <receive-maximum><server-receive-maximum>100</server-receive-maximum></receive-maximum>
              </mqtt>
              <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
            </hivemq>
            """.formatted(port);
    }
}
