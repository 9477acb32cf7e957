package io.rialto.launcher;

import io.rialto.config.LogConfig;
import java.util.Locale;

/** System properties that libraries read once, set before any of them is loaded. The only place that sets any. */
final class Tuning {
    /** Where {@code ./rialto} says which class data it has chosen, or why none. */
    static final String CLASS_DATA = "rialto.classData";

    private Tuning() {}

    static void apply() {
        setDefault("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        setDefault("vertx.disableTCCL", "true");
        setDefault("slf4j.provider", LogProvider.class.getName());
        // It says that it uses the provider above, on every start.
        setDefault("slf4j.internal.verbosity", "WARN");
        // A task that re-posts itself must not keep a loop from its sockets (decisions 38).
        setDefault("io.netty.eventLoop.maxTaskProcessingQuantumMs", "10");
        setDefault("io.netty.tryReflectionSetAccessible", "true");
        // Its events about buffers load the flight recorder, 150 ms, whether anything is recorded or not.
        setDefault("io.netty.jfr.enabled", "false");
        // SQLite's driver makes a form of dates on every start, which nobody here uses. For its calendar
        // a JVM of before 23 would read the names of all locales that an older source knows, 30 ms.
        setDefault("java.locale.providers", "CLDR");
    }

    /** Level and form of the log; effective only before the first logger is made. */
    static void applyLog(LogConfig log) {
        System.setProperty(LogSetup.LEVEL, log.level().name());
        System.setProperty(LogSetup.FORMAT, log.format().name().toLowerCase(Locale.ROOT));
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
