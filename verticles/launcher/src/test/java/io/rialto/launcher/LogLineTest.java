package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

final class LogLineTest {
    private final LoggerContext context = new LoggerContext();
    private final LogLine line = new LogLine();

    @Test
    void saysWhenHowBadWhoAndWhat() {
        String text = line.doLayout(event(Level.WARN, "io.rialto.storage.sqlite.SqliteThreads", "nearly full", null));

        assertThat(text).endsWith(" WARN  i.r.s.s.SqliteThreads nearly full" + System.lineSeparator());
        assertThat(OffsetDateTime.parse(text.substring(0, text.indexOf(' ')))
                        .toInstant()
                        .toEpochMilli())
                .isEqualTo(1_764_000_000_123L);
    }

    @Test
    void showsTheStackOfAnException() {
        String text = line.doLayout(event(
                Level.ERROR, "io.rialto.X", "it broke", new IllegalStateException("why", new RuntimeException())));

        assertThat(text.lines().toList()).first().asString().endsWith(" ERROR io.rialto.X it broke");
        assertThat(text)
                .contains("java.lang.IllegalStateException: why")
                .contains("Caused by: java.lang.RuntimeException")
                .contains("\tat " + getClass().getName())
                .endsWith(System.lineSeparator());
    }

    private LoggingEvent event(Level level, String logger, String message, Throwable failure) {
        LoggingEvent event =
                new LoggingEvent(getClass().getName(), context.getLogger(logger), level, message, failure, null);
        event.setTimeStamp(1_764_000_000_123L);
        return event;
    }
}
