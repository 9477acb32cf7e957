package io.rialto.launcher.it.kit;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Two well-behaved clients beside an attack, one on WebSocket, one on MQTT: they play ping-pong through channels all the
 * time, in a thread of their own.
 */
public final class Neighbours implements AutoCloseable {
    /** What a game looked like. */
    public record Game(List<Duration> rounds) {
        /** The longest round. */
        public Duration max() {
            return rounds.isEmpty() ? Duration.ZERO : Collections.max(rounds);
        }

        /** The round that so many in a hundred are shorter than. */
        public Duration percentile(int percent) {
            List<Duration> sorted = rounds.stream().sorted().toList();
            return sorted.isEmpty() ? Duration.ZERO : sorted.get((sorted.size() - 1) * percent / 100);
        }

        @Override
        public String toString() {
            return rounds.size() + " rounds, p50 " + percentile(50).toMillis() + " ms, p99 "
                    + percentile(99).toMillis() + " ms, max " + max().toMillis() + " ms";
        }
    }

    private static final long PAUSE_MILLIS = 5;
    private static final int FEWEST_ROUNDS = 3;

    private final WsClient webSocket;
    private final MqttDevice mqtt;
    private final String ping;
    private final String pong;
    private final Mailbox<Duration> rounds = new Mailbox<>("rounds of the neighbours");
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final CompletableFuture<Void> played = new CompletableFuture<>();
    private int looked;

    /** Two new accounts that begin to play. */
    public Neighbours(NodeUnderTest node) {
        String one = node.accounts().make("neighbour");
        String other = node.accounts().make("neighbour");
        ping = one + "/ping";
        pong = one + "/pong";
        webSocket = WsClient.signedIn(node, one);
        webSocket.join(pong);
        mqtt = MqttDevice.connect(MqttDevice.Version.V5, node, other);
        if (mqtt.subscribe(ping, 1) > 2) {
            throw new AssertionError("the neighbour may not subscribe");
        }
        Thread player = new Thread(this::play, "neighbours");
        player.setDaemon(true);
        player.start();
    }

    /** The rounds since the last look, with a few that began after it; both sessions are still there. */
    public Game lately() {
        rounds.awaitSize(rounds.size() + FEWEST_ROUNDS);
        if (!webSocket.isOpen() || mqtt.ended().isDone() || played.isDone()) {
            throw new AssertionError(
                    "a neighbour lost its session: " + webSocket.ending() + " " + mqtt.ended() + " " + played);
        }
        List<Duration> all = rounds.all();
        Game game = new Game(all.subList(looked, all.size()));
        looked = all.size();
        return game;
    }

    @Override
    public void close() {
        stop.complete(null);
        webSocket.close();
        mqtt.close();
    }

    private void play() {
        try {
            for (int i = 0; !stop.isDone(); i++) {
                round(i);
                stop.copy()
                        .completeOnTimeout(null, PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                        .join();
            }
            played.complete(null);
        } catch (AssertionError | RuntimeException failure) {
            played.completeExceptionally(failure);
        }
    }

    private void round(int i) {
        long start = System.nanoTime();
        String question = "ping " + i;
        webSocket.publish(ping, question);
        mqtt.arrivals().await(question, i, arrived -> arrived.text().equals(question));
        String answer = "pong " + i;
        Wait.get(mqtt.publish(MqttDevice.Message.of(pong, answer)));
        webSocket.events().await(answer, i, event -> answer.equals(event.getString("text")));
        rounds.add(Duration.ofNanos(System.nanoTime() - start));
    }
}
