package io.rialto.launcher.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The surroundings of tests in which clients behave badly: closes these after each test, then looks whether the neighbours,
 * who play all the time, have noticed anything.
 */
public final class Hostility implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    /** How long a round of the neighbours may take beside an attack. */
    public static final Duration BOUND = Duration.ofSeconds(3);

    private final GatewayExtension gateway;
    private final List<AutoCloseable> open = new ArrayList<>();
    private Neighbours neighbours;

    /** At a node that is there before. */
    public Hostility(GatewayExtension gateway) {
        this.gateway = gateway;
    }

    /** Closes it when the test is over. */
    public <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }

    /** The rounds of the neighbours since the last look. */
    public Neighbours.Game lately() {
        return neighbours.lately();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        neighbours = new Neighbours(gateway.node());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        open.clear();
        Neighbours.Game game = neighbours.lately();
        assertThat(game.max()).as("neighbours: " + game).isLessThan(BOUND);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        neighbours.close();
    }
}
