package io.rialto.launcher;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Where the log goes: standard error, as text or JSON, over a bounded queue that drops rather than holds up whoever logs.
 * In code, since reading it from XML took a sixth of the start; a file that {@code logback.configurationFile} names
 * takes its place. A process has it from {@link LogProvider}; elsewhere the logging library finds it, as a service.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
    static final String LEVEL = "rialto.log.level";
    static final String FORMAT = "rialto.log.format";

    private static final String OWN_FILE = "logback.configurationFile";
    private static final int QUEUE = 4096;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (isLeftToFile()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        context.getLogger("io.rialto").setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
        // Its INFO lines name the cluster, which is half a secret.
        context.getLogger("com.hazelcast").setLevel(Level.WARN);
        // It warns of a part that nobody here uses, on every start.
        context.getLogger("com.hazelcast.cp.CPSubsystem").setLevel(Level.ERROR);
        // It warns of a second Vert.x: the links between nodes have one of their own, on purpose.
        context.getLogger("io.vertx.core.impl.VertxImpl").setLevel(Level.ERROR);
        // A machine without a network card is no reason to warn.
        context.getLogger("io.netty.util.internal.MacAddressUtil").setLevel(Level.ERROR);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(queued(context));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Whether somebody has named a file that says where the log goes. */
    static boolean isLeftToFile() {
        return System.getProperty(OWN_FILE) != null;
    }

    private static AsyncAppender queued(LoggerContext context) {
        AsyncAppender queued = new AsyncAppender();
        queued.setContext(context);
        queued.setName("queued");
        queued.setNeverBlock(true);
        queued.setQueueSize(QUEUE);
        queued.addAppender(standardError(context));
        queued.start();
        return queued;
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> out = new ConsoleAppender<>();
        out.setContext(context);
        out.setName("standard-error");
        out.setTarget("System.err");
        out.setEncoder("json".equals(System.getProperty(FORMAT)) ? json(context) : text(context));
        out.start();
        return out;
    }

    static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithFormattedMessage(true);
        json.setWithContext(false);
        json.setWithSequenceNumber(false);
        json.start();
        return json;
    }

    private static LayoutWrappingEncoder<ILoggingEvent> text(LoggerContext context) {
        LogLine line = new LogLine();
        line.setContext(context);
        line.start();
        LayoutWrappingEncoder<ILoggingEvent> text = new LayoutWrappingEncoder<>();
        text.setContext(context);
        text.setLayout(line);
        text.start();
        return text;
    }
}
