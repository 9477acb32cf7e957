package io.rialto.launcher.mqtt;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What docs/mqtt-conformance.md says of one specification: every statement with the tests that show it. */
final class ConformancePage {
    private static final String HEAD = """
            # MQTT conformance

            Every normative statement of MQTT 3.1.1 and 5.0 in our own words, with the tests that show it, on a whole node at its
            real door. This page is generated from `verticles/launcher/src/test/resources/mqtt` and the annotations of the tests
            in `verticles/launcher/src/test/java/io/rialto/launcher/mqtt`; do not edit it. The build fails where a statement is
            neither tested nor explained, where a test fails, and where this page is not what they say. *n/a*: does not bind this
            server. *open*: binds it, and is not kept or not shown yet.
            """;

    private final Version version;
    private final List<Statement> statements;
    private final Map<String, Set<String>> shown = new TreeMap<>();

    /** The statements of a specification, with these test classes. */
    ConformancePage(Version version, List<Class<?>> tests) {
        this.version = version;
        this.statements = Statement.of(version);
        tests.stream()
                .filter(test -> test.getAnnotation(Specification.class).value() == version)
                .forEach(this::scan);
    }

    /** The whole page. */
    static String of(List<Class<?>> tests) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Version version : Version.values()) {
            new ConformancePage(version, tests).append(page);
        }
        return page.toString();
    }

    /** What is wrong with the list or the tests, in words. */
    List<String> faults() {
        Map<String, Statement> known = new TreeMap<>();
        Stream<String> twice = statements.stream()
                .filter(one -> known.put(one.number(), one) != null)
                .map(one -> one.number() + " stands twice in the list");
        Stream<String> unknown = shown.keySet().stream()
                .filter(number -> !known.containsKey(number))
                .map(number -> number + " is tested, but no statement");
        Stream<String> silent = statements.stream()
                .filter(one -> one.isToBeTested() && !shown.containsKey(one.number()))
                .map(one -> one.number() + " is neither tested nor explained");
        Stream<String> both = statements.stream()
                .filter(one -> !one.isToBeTested() && shown.containsKey(one.number()))
                .map(one -> one.number() + " is tested, yet explained: " + one.untested());
        return Stream.of(twice, unknown, silent, both)
                .flatMap(faults -> faults)
                .map(fault -> "MQTT " + version.title() + ": " + fault)
                .toList();
    }

    /** The tests of other modules that the list names, as {@code file#method}. */
    static List<String> elsewhere() {
        return Arrays.stream(Version.values())
                .flatMap(version -> Statement.of(version).stream())
                .map(Statement::elsewhere)
                .filter(test -> !test.isEmpty())
                .toList();
    }

    private void scan(Class<?> test) {
        for (Class<?> type = test; type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                remember(test, method);
            }
        }
    }

    private void remember(Class<?> test, Method method) {
        Tests tests = method.getAnnotation(Tests.class);
        boolean runs = method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
        if (tests != null && runs && !method.isAnnotationPresent(Disabled.class)) {
            for (String number : version.of(tests)) {
                shown.computeIfAbsent(number, none -> new TreeSet<>())
                        .add("`" + test.getSimpleName() + "." + method.getName() + "`");
            }
        }
    }

    private void append(StringBuilder page) {
        long tested = statements.stream()
                .filter(one ->
                        shown.containsKey(one.number()) || !one.elsewhere().isEmpty())
                .count();
        long open = statements.stream().filter(Statement::isOpen).count();
        page.append("\n## MQTT ").append(version.title()).append("\n\n");
        page.append(statements.size()).append(" statements: ").append(tested).append(" tested, ");
        page.append(statements.size() - tested - open)
                .append(" n/a, ")
                .append(open)
                .append(" open, none failing.\n\n");
        page.append("| statement | demands | shown by |\n|---|---|---|\n");
        for (Statement one : statements) {
            page.append("| MQTT-")
                    .append(one.number())
                    .append(" | ")
                    .append(one.demand())
                    .append(" | ");
            page.append(verdict(one)).append(" |\n");
        }
    }

    private String verdict(Statement one) {
        Set<String> tests = shown.get(one.number());
        if (tests != null) {
            return String.join(", ", tests);
        }
        String elsewhere = one.elsewhere();
        return elsewhere.isEmpty()
                ? one.untested()
                : "`" + elsewhere.substring(elsewhere.lastIndexOf('/') + 1).replace(".java#", ".") + "`";
    }
}
