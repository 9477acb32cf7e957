package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.DropReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/metrics.md against the meters that the sources make. */
final class MetricsPageTest {
    private static final Pattern METER = Pattern.compile("\"(rialto(?:\\.[a-z]+)+)\"");
    private static final Pattern REASON = Pattern.compile("tag\\(\"reason\", \"(\\w+)\"\\)");
    private static final Pattern DOCUMENTED =
            Pattern.compile("`(rialto(?:_[a-z]+)+?)(?:_total|_seconds)?(?:\\{[^}]*})?`");

    @Test
    void hasEveryMeterThereIsAndNoOther() throws IOException {
        String page = page();
        Set<String> documented = found(DOCUMENTED, page);

        Set<String> made = inSources(METER).stream()
                .map(name -> name.replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(made);
    }

    @Test
    void hasEveryReasonForWhichSomethingIsDropped() throws IOException {
        String page = page();

        assertThat(Arrays.stream(DropReason.values())
                        .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                        .filter(isMissingIn(page)))
                .isEmpty();
        assertThat(inSources(REASON).stream().filter(isMissingIn(page))).isEmpty();
    }

    private static Predicate<String> isMissingIn(String page) {
        return word -> !page.contains("`" + word + "`");
    }

    private static String page() throws IOException {
        return Files.readString(root().resolve("docs").resolve("metrics.md"));
    }

    private static Set<String> inSources(Pattern pattern) throws IOException {
        Set<String> all = new TreeSet<>();
        for (String part : Set.of("verticles", "protocol-adapters", "storage", "cluster")) {
            try (Stream<Path> files = Files.walk(root().resolve(part))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> file.toString().replace('\\', '/').contains("/src/main/"))
                        .map(MetricsPageTest::text)
                        .filter(text -> text.contains("io.micrometer"))
                        .forEach(text -> all.addAll(found(pattern, text)));
            }
        }
        return all;
    }

    private static Set<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        Set<String> all = new TreeSet<>();
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("docs"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
