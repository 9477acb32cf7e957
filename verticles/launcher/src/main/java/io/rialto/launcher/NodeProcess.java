package io.rialto.launcher;

import io.rialto.config.ConfigException;
import io.rialto.config.RialtoConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node as a process: starts it, says when it is ready, stops it in order when the process is told to go. */
final class NodeProcess {
    /** What {@link #start} returns while the node runs: the process is not to exit. */
    static final int RUNNING = -1;

    /** What ends a process whose configuration cannot be used. */
    static final int MISCONFIGURED = 2;

    private static final int FAILED = 1;
    /** Beside what the store may wait for its database. */
    private static final Duration START = Duration.ofSeconds(60);

    private static final Path MAPPED = Path.of("/proc/self/maps");

    private NodeProcess() {}

    /** Starts a node; the process runs on where this returns {@link #RUNNING}. */
    static int start(RialtoConfig config) {
        return start(config, open -> {});
    }

    /** The same; where the doors are open, somebody is told where. */
    static int start(RialtoConfig config, Consumer<Gateway.Addresses> opened) {
        Tuning.applyLog(config.log());
        tellClassData();
        long age = ProcessAge.millis();
        long since = System.nanoTime();
        Keeper.Terms terms = terms(config);
        Keeper keeper = new Keeper(restarts -> new Gateway(config, restarts), terms, new Operator());
        int code = FAILED;
        try {
            Gateway.Addresses addresses = keeper.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(keeper), "rialto-stop"));
            sayReady(age + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since), addresses);
            opened.accept(addresses);
            return RUNNING;
        } catch (ExecutionException failure) {
            System.err.println("rialto: cannot start: " + failure.getCause().getMessage());
            code = failure.getCause() instanceof ConfigException ? MISCONFIGURED : FAILED;
        } catch (TimeoutException late) {
            System.err.println(
                    "rialto: cannot start: not ready within " + terms.start().toSeconds() + " s");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        stop(keeper);
        return code;
    }

    private static Keeper.Terms terms(RialtoConfig config) {
        return new Keeper.Terms(
                config.cluster().restart(),
                START.plus(config.storage().startTimeout()),
                config.node().stopTimeout());
    }

    private static void sayReady(long millis, Gateway.Addresses addresses) {
        System.out.println("ready in " + millis + " ms " + addresses.line());
        System.out.flush();
    }

    /** Whoever looks at what the process prints, or at how it ends. */
    private static final class Operator implements Keeper.Audience {
        @Override
        public void servesAgain(Gateway.Addresses addresses, Duration since) {
            sayReady(since.toMillis(), addresses);
        }

        @Override
        public void givenUp(String why) {
            System.err.println("rialto: the node is given up: " + why);
            System.exit(FAILED);
        }
    }

    /** What the start script has to say of the class data, and whether this JVM took it. */
    private static void tellClassData() {
        String said = System.getProperty(Tuning.CLASS_DATA);
        Logger log = LoggerFactory.getLogger(NodeProcess.class); // not before the level is set
        if (said != null && log.isDebugEnabled()) {
            log.debug("class data: {}{}", said, Files.exists(Path.of(said)) ? usage(said) : "");
        }
    }

    private static String usage(String file) {
        return isMapped(file) ? ", in use" : ", not taken by this JVM";
    }

    private static boolean isMapped(String file) {
        try {
            return Files.readString(MAPPED).contains(file);
        } catch (IOException otherSystem) {
            return false;
        }
    }

    private static void stop(Keeper keeper) {
        try {
            keeper.stop();
        } catch (ExecutionException | TimeoutException failure) {
            System.err.println("rialto: not everything could be stopped in order: " + failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
