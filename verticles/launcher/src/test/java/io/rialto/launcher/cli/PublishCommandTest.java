package io.rialto.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class PublishCommandTest {
    private final FakeNode node =
            new FakeNode().on("msg.send", (talk, request) -> talk.answer(request, new JsonObject().put("mid", "398")));

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void sendsToAnAccountAndSaysNothing() {
        Shell.Run run = Shell.run("pub", "bob", "hello bob", "--url", node.webSocket());

        assertThat(run).isEqualTo(new Shell.Run(0, "", ""));
        assertThat(node.asked("auth")).containsExactly(new JsonObject().put("anonymous", true));
        assertThat(node.asked("msg.send"))
                .containsExactly(new JsonObject().put("to", "bob").put("text", "hello bob"));
    }

    @Test
    void signsInWithAPassword() {
        Shell.run("pub", "bob", "hi", "--login", "alice", "--password", "wonderland", "--url", node.webSocket());

        assertThat(node.asked("auth"))
                .containsExactly(new JsonObject().put("login", "alice").put("password", "wonderland"));
    }

    @Test
    void signsInWithAToken() {
        Shell.run("pub", "bob", "hi", "--token", "a.b.c", "--url", node.webSocket());

        assertThat(node.asked("auth")).containsExactly(new JsonObject().put("token", "a.b.c"));
    }

    @ParameterizedTest
    @CsvSource({"room/kitchen", "c:room/kitchen"})
    void sendsToATopic(String topic) {
        Shell.Run run = Shell.run("pub", "-t", topic, "22", "--retain", "--qos", "2", "--url", node.webSocket());

        assertThat(run.code()).isZero();
        assertThat(node.asked("msg.send"))
                .containsExactly(new JsonObject()
                        .put("to", "c:room/kitchen")
                        .put("text", "22")
                        .put("retain", true)
                        .put("qos", 2));
    }

    @Test
    void sendsWhatBeginsWithADash() {
        Shell.run("pub", "--url", node.webSocket(), "--", "c:room/kitchen", "-5");

        assertThat(node.asked("msg.send").get(0).getString("text")).isEqualTo("-5");
    }

    @Test
    void sendsEveryLineInOrder() {
        Shell.Run run = Shell.runWithInput("one\n\nthrée", "pub", "g:team", "--stdin-lines", "--url", node.webSocket());

        assertThat(run.code()).isZero();
        assertThat(node.asked("msg.send"))
                .extracting(message -> message.getString("text"))
                .containsExactly("one", "", "thrée");
    }

    @Test
    void printsTheAnswerOnRequest() {
        Shell.Run run = Shell.run("pub", "bob", "hi", "-v", "--url", node.webSocket());

        assertThat(run.out().lines()).containsExactly("{\"mid\":\"398\"}");
    }

    @Test
    void stopsAtTheFirstLineThatIsRefused() {
        node.on("msg.send", (talk, request) -> talk.refuse(request, 1103, "forbidden", "alice is no member"));

        Shell.Run run = Shell.runWithInput("one\ntwo\n", "pub", "g:team", "--stdin-lines", "--url", node.webSocket());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).containsExactly("rialto: forbidden: alice is no member");
        assertThat(node.asked("msg.send")).hasSize(1);
    }

    @Test
    void saysThatItMayNotEnter() {
        node.on("auth", (talk, request) -> talk.refuse(request, 1101, "unauthenticated", "wrong password"));

        Shell.Run run = Shell.run("pub", "bob", "hi", "--url", node.webSocket());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).containsExactly("rialto: unauthenticated: wrong password");
        assertThat(node.asked("msg.send")).isEmpty();
    }

    @Test
    void findsTheConfiguredNode() {
        Shell.Run run = Shell.run("pub", "bob", "hi", "--set", "listeners.http.port=" + node.port());

        assertThat(run.code()).isZero();
        assertThat(node.asked("msg.send")).hasSize(1);
    }

    @Test
    void saysThatNobodyIsThere() {
        node.close();

        Shell.Run run = Shell.run("pub", "bob", "hi", "--url", node.webSocket());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("rialto: cannot reach " + node.webSocket() + ": connection refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pub",
                "pub bob",
                "pub bob hello world",
                "pub -t room bob hello",
                "pub bob hello --stdin-lines",
                "pub bob hello --retain",
                "pub g:team hello --qos 1",
                "pub c:room hello --qos 3",
                "pub bob hello --login alice",
                "pub bob hello --password wonderland",
                "pub bob hello --token t --login alice --password wonderland",
                "pub bob hello --url http://127.0.0.1:1"
            })
    void refusesWhatMakesNoSense(String words) {
        Shell.Run run = Shell.run(words.split(" ", -1));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("rialto: ");
    }
}
