package io.rialto.config;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Prints a configuration as YAML that {@link ConfigReader} takes; secrets are stars. */
public final class ConfigPrinter {
    private final StringBuilder yaml = new StringBuilder();

    private ConfigPrinter() {}

    /** The YAML of a configuration, every setting with its value. */
    public static String print(RialtoConfig config) {
        ConfigPrinter printer = new ConfigPrinter();
        printer.section(config, "");
        return printer.yaml.toString();
    }

    private void section(Record section, String indent) {
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            Object value = value(section, component);
            yaml.append(indent).append(component.getName()).append(':');
            if (component.isAnnotationPresent(Setting.class)) {
                yaml.append(' ').append(scalar(value)).append('\n');
            } else {
                yaml.append('\n');
                section((Record) value, indent + "  ");
            }
        }
    }

    private static Object value(Record section, RecordComponent component) {
        try {
            return component.getAccessor().invoke(section);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static String scalar(Object value) {
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        if (value instanceof Enum<?> constant) {
            return Form.word(constant);
        }
        if (value instanceof List<?> items) {
            return items.stream().map(ConfigPrinter::scalar).collect(Collectors.joining(", ", "[", "]"));
        }
        boolean plain = value instanceof Number || value instanceof Boolean;
        return plain ? value.toString() : quoted(Secret.hidePasswords(value.toString()));
    }

    /** What JSON escapes, YAML reads between double quotes. */
    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
