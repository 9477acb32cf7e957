package io.rialto.launcher.cli;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long a token lives: a number with its unit, such as 30m, 1h, 7d. */
final class Lifetime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        if (!text.matches("[0-9]{1,6}[smhd]")) {
            throw new TypeConversionException("'" + text + "' is no duration such as 30m, 1h or 7d");
        }
        String iso = text.toUpperCase(Locale.ROOT);
        return Duration.parse(text.endsWith("d") ? "P" + iso : "PT" + iso);
    }
}
