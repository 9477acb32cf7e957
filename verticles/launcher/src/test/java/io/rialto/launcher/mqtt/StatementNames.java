package io.rialto.launcher.mqtt;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Names a test by the statements it shows: {@code MQTT-3.3.1-5 keepsTheLastRetained}. */
final class StatementNames extends DisplayNameGenerator.Simple {
    @Override
    public String generateDisplayNameForMethod(List<Class<?>> outer, Class<?> testClass, Method test) {
        Tests tests = test.getAnnotation(Tests.class);
        Specification specification = testClass.getAnnotation(Specification.class);
        if (tests == null || specification == null) {
            return super.generateDisplayNameForMethod(outer, testClass, test);
        }
        String numbers = Arrays.stream(specification.value().of(tests))
                .map(number -> "MQTT-" + number)
                .collect(Collectors.joining(" "));
        return numbers + " " + test.getName();
    }
}
