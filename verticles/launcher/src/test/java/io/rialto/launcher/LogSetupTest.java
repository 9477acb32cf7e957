package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LogSetupTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void aLineOfJsonHasTheMessageAsPeopleReadIt() {
        context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
        LoggingEvent event = new LoggingEvent(
                getClass().getName(),
                context.getLogger("io.rialto.X"),
                Level.WARN,
                "{} of {} wait",
                null,
                new Object[] {3, "alice"});

        String line = new String(LogSetup.json(context).encode(event), StandardCharsets.UTF_8);

        JsonObject json = new JsonObject(line);
        assertThat(json.getString("formattedMessage")).isEqualTo("3 of alice wait");
        assertThat(json.getString("message")).isEqualTo("{} of {} wait");
        assertThat(json.getString("level")).isEqualTo("WARN");
        assertThat(json.getString("loggerName")).isEqualTo("io.rialto.X");
        assertThat(line.strip()).doesNotContain("\n");
    }
}
