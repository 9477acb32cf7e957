package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.config.ClusterRestartConfig;
import io.rialto.launcher.it.kit.Mailbox;
import io.rialto.launcher.it.kit.Wait;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class KeeperTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Gateway.Addresses OPEN = new Gateway.Addresses(List.of());

    private final Mailbox<Life> lives = new Mailbox<>("lives");
    private final Mailbox<String> heard = new Mailbox<>("what the keeper tells");
    private Consumer<Life> fate = life -> life.started.complete(OPEN);
    private volatile boolean watchedWhenTold;

    /** A life as a test wants it. */
    private static final class Life implements Keeper.Life {
        private final long number;
        private final Promise<Gateway.Addresses> started = Promise.promise();
        private final Promise<Void> stopped = Promise.promise();
        private final Promise<String> ended = Promise.promise();
        private volatile boolean toldToStop;
        private volatile boolean stops = true;
        private volatile boolean watched;

        Life(long number) {
            this.number = number;
        }

        @Override
        public Future<Gateway.Addresses> start() {
            return started.future();
        }

        @Override
        public Future<Void> stop() {
            toldToStop = true;
            if (stops) {
                stopped.tryComplete();
            }
            return stopped.future();
        }

        @Override
        public Future<String> ended() {
            watched = true;
            return ended.future();
        }
    }

    @Test
    void startsAnewWhatHasEndedByItself() throws Exception {
        Keeper keeper = keeper(3, LONG);
        keeper.start();

        life(0).ended.complete("cut off");

        assertThat(heard.awaitSize(1)).containsExactly("serves again");
        assertThat(life(0).toldToStop).isTrue();
        assertThat(life(1).number).isEqualTo(1);
        keeper.stop();
        assertThat(life(1).toldToStop).isTrue();
        assertThat(lives.size()).isEqualTo(2);
    }

    @Test
    void givesUpAfterSoManyFailuresInARow() throws Exception {
        Keeper keeper = keeper(3, LONG);
        keeper.start();
        fate = life -> life.started.fail("no database");

        life(0).ended.complete("cut off");

        assertThat(heard.awaitSize(1))
                .containsExactly("given up: started anew 3 times in a row (cluster.restart.attempts): no database");
        assertThat(lives.size()).isEqualTo(4);
        assertThat(lives.all()).allMatch(life -> life.toldToStop);
    }

    @Test
    void givesUpWhatEndsAgainAndAgain() throws Exception {
        Keeper keeper = keeper(2, LONG);
        fate = life -> {
            life.started.complete(OPEN);
            life.ended.complete("cut off");
        };

        keeper.start();

        assertThat(heard.awaitSize(3).get(2))
                .startsWith("given up: started anew 2 times")
                .endsWith("cut off");
    }

    /** What ends at once would else be told of by another thread, before it is told that it serves. */
    @Test
    void anEndIsLookedForOnceTheStartHasBeenToldOf() throws Exception {
        Keeper keeper = keeper(3, LONG);
        keeper.start();

        life(0).ended.complete("cut off");

        assertThat(heard.awaitSize(1)).containsExactly("serves again");
        assertThat(watchedWhenTold).isFalse();
        Wait.until("it is looked for", () -> life(1).watched);
        keeper.stop();
    }

    @Test
    void whatHasRunLongEnoughMayEndAsOftenAsItLikes() throws Exception {
        Keeper keeper = keeper(1, Duration.ofMillis(1));
        keeper.start();

        for (int i = 0; i < 5; i++) {
            Life life = life(i);
            long now = System.nanoTime();
            Wait.until(
                    "it has settled",
                    () -> System.nanoTime() - now > Duration.ofMillis(5).toNanos());
            life.ended.complete("cut off");
            heard.awaitSize(i + 1);
        }

        assertThat(heard.all()).containsOnly("serves again").hasSize(5);
        keeper.stop();
    }

    @Test
    void givesUpAtOnceWhereNoAttemptIsAllowed() throws Exception {
        Keeper keeper = keeper(0, LONG);
        keeper.start();

        life(0).ended.complete("cut off");

        assertThat(heard.awaitSize(1).get(0))
                .startsWith("given up: started anew 0 times")
                .contains("cut off");
        assertThat(life(0).toldToStop).isTrue();
        assertThat(lives.size()).isEqualTo(1);
    }

    @Test
    void startsNothingBesideWhatDoesNotStop() throws Exception {
        Keeper keeper = keeper(3, LONG, Duration.ofMillis(20));
        keeper.start();
        life(0).stops = false;

        life(0).ended.complete("cut off");

        assertThat(heard.awaitSize(1).get(0)).startsWith("given up: it could not be stopped in order");
        assertThat(lives.size()).isEqualTo(1);
        keeper.stop();
    }

    @Test
    void startsNothingAfterItWasToldToStop() throws Exception {
        Keeper keeper = keeper(new ClusterRestartConfig(3, LONG, LONG, LONG), LONG);
        keeper.start();
        life(0).ended.complete("cut off");
        Wait.until("it is being stopped", () -> life(0).toldToStop);

        keeper.stop();

        Wait.until("nobody is at it any more", () -> keeperThreads() == 0);
        assertThat(lives.size()).isEqualTo(1);
        assertThat(heard.size()).isZero();
    }

    @Test
    void stopsAStartThatIsUnderWay() throws Exception {
        Keeper keeper = keeper(3, LONG);
        keeper.start();
        fate = life -> {};
        life(0).ended.complete("cut off");
        Life second = lives.awaitSize(2).get(1);

        keeper.stop();
        second.started.fail("told to stop");

        Wait.until("nobody is at it any more", () -> keeperThreads() == 0);
        assertThat(second.toldToStop).isTrue();
        assertThat(lives.size()).isEqualTo(2);
        assertThat(heard.size()).isZero();
    }

    @Test
    void triesNothingAgainWhereTheFirstStartFails() {
        fate = life -> life.started.fail("no database");
        Keeper keeper = keeper(3, LONG);

        assertThatThrownBy(keeper::start).isInstanceOf(ExecutionException.class).hasMessageContaining("no database");
        assertThat(lives.size()).isEqualTo(1);
    }

    @Test
    void saysHowLongAStartWasWaitedFor() {
        fate = life -> {};
        Keeper keeper =
                new Keeper(this::live, new Keeper.Terms(restart(3, LONG), Duration.ofMillis(20), LONG), new Listener());

        assertThatThrownBy(keeper::start).isInstanceOf(TimeoutException.class).hasMessage("not within 20 ms");
    }

    private static long keeperThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("rialto-keeper"))
                .count();
    }

    private Life life(int number) {
        return lives.awaitSize(number + 1).get(number);
    }

    private Life live(long number) {
        Life life = new Life(number);
        fate.accept(life);
        lives.add(life);
        return life;
    }

    private Keeper keeper(int attempts, Duration settled) {
        return keeper(attempts, settled, LONG);
    }

    private Keeper keeper(int attempts, Duration settled, Duration stop) {
        return keeper(restart(attempts, settled), stop);
    }

    private Keeper keeper(ClusterRestartConfig restart, Duration stop) {
        return new Keeper(this::live, new Keeper.Terms(restart, LONG, stop), new Listener());
    }

    private static ClusterRestartConfig restart(int attempts, Duration settled) {
        return new ClusterRestartConfig(attempts, Duration.ofMillis(1), Duration.ofMillis(4), settled);
    }

    private final class Listener implements Keeper.Audience {
        @Override
        public void servesAgain(Gateway.Addresses addresses, Duration since) {
            watchedWhenTold = lives.all().get(lives.size() - 1).watched;
            heard.add("serves again");
        }

        @Override
        public void givenUp(String why) {
            heard.add("given up: " + why);
        }
    }
}
