package io.rialto.launcher.it.kit;

import io.rialto.config.RialtoConfig;
import io.rialto.launcher.Gateway;
import io.rialto.launcher.Keeper;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A node in the test's own JVM that starts anew when its membership ends, as it does in a process of its own. */
public final class KeptNode implements NodeUnderTest {
    private static final Duration START = Duration.ofSeconds(60);

    private final Keeper keeper;
    private final Accounts accounts = new Accounts(this);
    private final Mailbox<WeakReference<Gateway>> lives = new Mailbox<>("lives of the node");
    private final Mailbox<Gateway.Addresses> starts = new Mailbox<>("starts of the node");
    private volatile Gateway.Addresses addresses;

    /** Starts a node with its data in a directory. */
    public KeptNode(Path data, Map<String, String> settings) {
        RialtoConfig config = EmbeddedNode.config(data, settings);
        keeper = new Keeper(
                restarts -> live(new Gateway(config, restarts)),
                new Keeper.Terms(
                        config.cluster().restart(), START, config.node().stopTimeout()),
                new Told());
        try {
            serves(keeper.start());
        } catch (ExecutionException | InterruptedException | TimeoutException failure) {
            throw new AssertionError("it did not start", failure);
        }
    }

    /** Back when it has served so many times. */
    public void awaitStarts(int count) {
        starts.awaitSize(count, START);
    }

    /** What it was, each time it was started. */
    public Mailbox<WeakReference<Gateway>> lives() {
        return lives;
    }

    @Override
    public int port(String door) {
        return addresses.port(door);
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public void close() {
        try {
            keeper.stop();
        } catch (ExecutionException | InterruptedException | TimeoutException failure) {
            throw new AssertionError("it did not stop", failure);
        }
    }

    private Gateway live(Gateway gateway) {
        lives.add(new WeakReference<>(gateway));
        return gateway;
    }

    private void serves(Gateway.Addresses open) {
        addresses = open;
        starts.add(open);
    }

    private final class Told implements Keeper.Audience {
        @Override
        public void servesAgain(Gateway.Addresses open, Duration since) {
            System.out.println("kept node: serves again after " + since.toMillis() + " ms");
            serves(open);
        }

        @Override
        public void givenUp(String why) {
            starts.end(new AssertionError("it was given up: " + why));
        }
    }
}
