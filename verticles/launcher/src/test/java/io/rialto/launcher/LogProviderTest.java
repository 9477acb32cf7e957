package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;

final class LogProviderTest {
    @Test
    void setsUpWhatALoggerNeedsOfItself() {
        LogProvider provider = new LogProvider();

        provider.initialize();

        LoggerContext context = (LoggerContext) provider.getLoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        assertThat(context.isStarted()).isTrue();
        assertThat(context.getMDCAdapter()).isSameAs(provider.getMDCAdapter());
        assertThat(root.getLevel()).isEqualTo(Level.WARN);
        assertThat(root.getAppender("queued").isStarted()).isTrue();
        assertThat(context.getLogger("io.rialto.X").getEffectiveLevel()).isEqualTo(Level.INFO);
        context.stop();
    }
}
