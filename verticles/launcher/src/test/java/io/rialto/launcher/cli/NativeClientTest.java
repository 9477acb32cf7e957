package io.rialto.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class NativeClientTest {
    private final FakeNode node = new FakeNode();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void findsTheAnswerWhateverItsPlace() {
        AtomicReference<JsonObject> first = new AtomicReference<>();
        node.on("slow", (talk, request) -> first.set(request));
        node.on("fast", (talk, request) -> {
            talk.answer(request, new JsonObject().put("was", "fast"));
            talk.answer(first.get(), new JsonObject().put("was", "slow"));
        });

        try (NativeClient client = connect((unused, event) -> {})) {
            CompletableFuture<JsonNode> slow = client.request("slow", Json.object());
            CompletableFuture<JsonNode> fast = client.request("fast", Json.object());

            assertThat(slow.join().path("was").asText()).isEqualTo("slow");
            assertThat(fast.join().path("was").asText()).isEqualTo("fast");
        }
    }

    @Test
    void tellsEventsInOrderWhateverTheirSize() {
        String large = "x".repeat(300_000);
        node.on("go", (talk, request) -> {
            talk.say(new JsonObject().put("ev", "a").put("text", large));
            talk.say(new JsonObject().put("ev", "b").put("text", "smäll"));
            talk.answer(request, new JsonObject());
        });
        List<String> texts = new ArrayList<>();

        try (NativeClient client =
                connect((unused, event) -> texts.add(event.path("text").asText()))) {
            client.ask("go", Json.object());
        }

        assertThat(texts).containsExactly(large, "smäll");
    }

    @Test
    void sendsWhatManyThreadsSayAtOnce() {
        node.on("count", (talk, request) -> talk.answer(request, new JsonObject()));

        try (NativeClient client = connect((unused, event) -> {})) {
            List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> client.ask("count", Json.object())));
            }
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        }

        assertThat(node.asked("count")).hasSize(200);
    }

    @Test
    void failsWhatIsUnansweredWhenTheNodeCloses() {
        node.on("die", (talk, request) -> talk.socket().close((short) 1001, "going away"));

        try (NativeClient client = connect((unused, event) -> {})) {
            assertThatThrownBy(() -> client.ask("die", Json.object()))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessage("the node has closed the connection: 1001 going away");
            assertThatThrownBy(() -> client.ask("die", Json.object())).isInstanceOf(CommandFailure.class);
        }
    }

    @Test
    void failsWhenTheNodeTalksNonsense() {
        node.on("go", (talk, request) -> talk.say("nonsense"));

        try (NativeClient client = connect((unused, event) -> {})) {
            assertThatThrownBy(() -> client.ask("go", Json.object()))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("no JSON");
        }
    }

    @Test
    void failsOnARefusalOfNoRequest() {
        node.on(
                "go",
                (talk, request) -> talk.refuse(new JsonObject(), 1001, "bad_request", "id must be a whole number"));

        try (NativeClient client = connect((unused, event) -> {})) {
            client.tell("go", Json.object());

            assertThatThrownBy(() -> client.await(new CompletableFuture<>()))
                    .hasMessage("bad_request: id must be a whole number");
        }
    }

    @Test
    void letsTheNodeHearFromIt() {
        CompletableFuture<Void> third = new CompletableFuture<>();
        node.on("ping", (talk, request) -> {
            talk.answer(request, new JsonObject());
            if (node.asked("ping").size() == 3) {
                third.complete(null);
            }
        });

        try (NativeClient client = connect((unused, event) -> {})) {
            client.keepAlive(Duration.ofMillis(1));

            client.await(third);
        }

        assertThat(node.asked("ping")).hasSizeGreaterThanOrEqualTo(3);
    }

    private NativeClient connect(NativeClient.Events events) {
        return NativeClient.connect(Endpoint.of(URI.create(node.webSocket())), events);
    }
}
