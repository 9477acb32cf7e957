package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/tim.md that says which test shows which lesson, held against the tests there are. */
class LessonsTest {
    private static final Path ROOT = root();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (W-\\d\\d) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");

    private static final Pattern TEST =
            Pattern.compile("@(?:Parameterized|Repeated)?Test\\b.*?\\bvoid (\\w+)\\(", Pattern.DOTALL);

    @Test
    void hasARowForEveryLesson() throws IOException {
        assertThat(rows().stream().map(row -> row.group(1)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 76)
                        .mapToObj("W-%02d"::formatted)
                        .toList());
    }

    @Test
    void everyLessonIsShownOrDoesNotApply() throws IOException {
        assertThat(rows())
                .allSatisfy(row -> assertThat(NAME.matcher(row.group(3)).find())
                        .as(row.group())
                        .isEqualTo(!row.group(2).startsWith("does not apply: ")));
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        for (MatchResult row : rows()) {
            NAME.matcher(row.group(3))
                    .results()
                    .filter(name ->
                            !tests(sources.getOrDefault(name.group(1), "")).contains(name.group(2)))
                    .forEach(name -> missing.add(row.group(1) + " " + name.group()));
        }

        assertThat(missing).isEmpty();
    }

    private static Set<String> tests(String source) {
        return TEST.matcher(source).results().map(test -> test.group(1)).collect(Collectors.toSet());
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("docs/tim.md")))
                .results()
                .toList();
    }

    /** By class; those of one name in several modules together. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(file -> file.toString().contains("/src/test/java/")
                            && file.toString().endsWith(".java"))
                    .forEach(file -> sources.merge(
                            file.getFileName().toString().replace(".java", ""), text(file), String::concat));
        }
        return sources;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Wherever the tests are started. */
    private static Path root() {
        Path place = Path.of("").toAbsolutePath();
        while (!Files.exists(place.resolve("docs/tim.md"))) {
            place = place.getParent();
        }
        return place;
    }
}
