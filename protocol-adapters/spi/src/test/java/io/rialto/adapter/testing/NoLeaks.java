package io.rialto.adapter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Fails a test class that has lost a buffer, or made the door log an error. */
public final class NoLeaks implements BeforeAllCallback, AfterAllCallback {
    /**
     * As long as it is open lost buffers are looked for in samples only, without where they were touched: for a test with
     * so many small ones that keeping the stack of every touch would take minutes.
     */
    public static final class InSamples implements AutoCloseable {
        private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

        /** From now on. */
        public InSamples() {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
        }

        @Override
        public void close() {
            ResourceLeakDetector.setLevel(before);
        }
    }

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        log.start();
        root().addAppender(log);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        for (int i = 0; i < 3; i++) {
            System.gc();
            // The detector looks for lost buffers when it tracks a new one.
            ByteBufAllocator.DEFAULT.directBuffer(16).release();
        }
        root().detachAppender(log);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().levelStr.equals("ERROR"))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
