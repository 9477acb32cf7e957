package io.rialto.launcher;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;

/**
 * The logging library of a process, set up by {@link LogSetup} alone: a start need not look for other ways to be set up,
 * with a note of each step. Where a file is named that sets it up, it does as it always does. Made by SLF4J, by
 * name.
 */
public final class LogProvider extends LogbackServiceProvider {
    @Override
    public void initialize() {
        if (LogSetup.isLeftToFile()) {
            super.initialize();
            return;
        }
        LoggerContext context = (LoggerContext) getLoggerFactory();
        context.setName("default");
        context.setMDCAdapter(getMDCAdapter());
        new LogSetup().configure(context);
        context.start();
    }
}
