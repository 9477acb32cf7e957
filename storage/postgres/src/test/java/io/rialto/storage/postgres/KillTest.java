package io.rialto.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Kills the server under load, at random moments, and looks at what had been acknowledged. */
class KillTest extends OwnServer {
    private static final int KILLS = 10;
    private static final int ACCOUNTS = 12;

    @Test
    void whatWasAcknowledgedBeforeAKillIsThereExactlyOnce() {
        Random random = new Random();
        Load load = new Load(vertx, storage, ACCOUNTS).start(8);
        for (int round = 0; round < KILLS; round++) {
            int before = load.acknowledged();
            int more = 1 + random.nextInt(400);
            await().atMost(Duration.ofSeconds(60)).until(() -> load.acknowledged() >= before + more);

            server.kill();
            awaitProblem();
            server.start();
        }
        int last = load.acknowledged();
        await().atMost(Duration.ofSeconds(60)).until(() -> load.acknowledged() > last);
        load.stop();

        assertThat(load.refused()).isPositive();
        awaitHealth();
        Load.verify(storage, ACCOUNTS, load);
    }
}
