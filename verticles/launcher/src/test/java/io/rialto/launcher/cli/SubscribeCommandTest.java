package io.rialto.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class SubscribeCommandTest {
    private static final String TEMPERATURE =
            "{'ev':'msg','room':'c:room/temp','epoch':1,'seq':9,'from':'sensor-1','ts':5,'type':'text','text':'21'}";

    private final FakeNode node = new FakeNode();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void showsWhatIsSaidInChannels() {
        joined(TEMPERATURE);

        Shell.Run run = sub("room/+", "--count", "1");

        assertThat(run).isEqualTo(new Shell.Run(0, "room/temp\tsensor-1\t21" + System.lineSeparator(), ""));
        assertThat(node.asked("auth"))
                .containsExactly(new JsonObject().put("sync", "none").put("anonymous", true));
        assertThat(node.asked("room.join"))
                .containsExactly(new JsonObject().put("filter", "room/+").put("retained", true));
    }

    @Test
    void joinsEveryFilterByItsPlainName() {
        node.on("room.join", (talk, request) -> {
            talk.answer(request, new JsonObject());
            if (request.getJsonObject("args").getString("filter").equals("b/#")) {
                talk.say(TEMPERATURE);
            }
        });

        sub("c:a", "b/#", "--count", "1");

        assertThat(node.asked("room.join"))
                .extracting(args -> args.getString("filter"))
                .containsExactly("a", "b/#");
    }

    @Test
    void showsBinaryAsBase64() {
        joined("{'ev':'msg','room':'c:room/temp','from':'sensor-1','type':'binary','b64':'AAEC'}");

        assertThat(sub("#", "--count", "1").out().lines()).containsExactly("room/temp\tsensor-1\tAAEC");
    }

    @Test
    void showsAllThereIsAsJson() {
        joined(TEMPERATURE);

        Shell.Run run = sub("room/+", "--count", "1", "-F", "json");

        JsonObject expected = new JsonObject(TEMPERATURE.replace('\'', '"'));
        expected.remove("ev");
        assertThat(new JsonObject(run.out())).isEqualTo(expected);
    }

    @Test
    void tellsOfMessagesThatWereLost() {
        joined("{'ev':'gap','room':'c:room/temp','epoch':1,'from':10,'to':12,'reason':'slow_consumer'}", TEMPERATURE);

        Shell.Run run = sub("room/+", "--count", "1");

        assertThat(run.err().lines()).containsExactly("rialto: 3 messages lost in c:room/temp: slow_consumer");
    }

    @Test
    void showsTheInboxFromWhereTheDeviceStood() {
        inbox(12, 15);
        node.on("sync.pull", (talk, request) -> talk.answer(request, page(12, 15, 15)));

        Shell.Run run = sub("--inbox", "--count", "3", "--token", "t");

        assertThat(run.out().lines())
                .containsExactly("d:alice|bob\tbob\tno 13", "d:alice|bob\tbob\tno 14", "d:alice|bob\tbob\tno 15");
        assertThat(node.asked("auth"))
                .containsExactly(new JsonObject()
                        .put("sync", "inbox")
                        .put("dev", "rialto-sub")
                        .put("token", "t"));
        assertThat(node.asked("sync.pull")).containsExactly(new JsonObject().put("after", 12));
        assertThat(acknowledged()).containsExactly(15L);
    }

    @Test
    void acknowledgesNoMoreThanItHasShown() {
        inbox(12, 15);
        node.on("sync.pull", (talk, request) -> talk.answer(request, page(12, 15, 15)));

        Shell.Run run = sub("--inbox", "--count", "2", "--token", "t", "--dev", "laptop");

        assertThat(run.out().lines()).hasSize(2);
        assertThat(acknowledged()).containsExactly(14L);
    }

    @Test
    void pullsPageAfterPage() {
        inbox(0, 5);
        node.on("sync.pull", (talk, request) -> {
            long after = request.getJsonObject("args").getLong("after");
            talk.answer(request, page(after, Math.min(5, after + 2), 5));
        });

        Shell.Run run = sub("--inbox", "--count", "5", "--token", "t");

        assertThat(run.out().lines()).hasSize(5);
        assertThat(node.asked("sync.pull"))
                .extracting(args -> args.getLong("after"))
                .containsExactly(0L, 2L, 4L);
        assertThat(acknowledged()).containsExactly(5L);
    }

    @Test
    void takesTheNextMessageAndAcknowledgesIt() {
        inbox(15, 15, pushed(16, 15));

        Shell.Run run = sub("--inbox", "--count", "1", "--token", "t");

        assertThat(run.out().lines()).containsExactly("d:alice|bob\tbob\tno 16");
        assertThat(node.asked("sync.pull")).isEmpty();
        assertThat(acknowledged()).containsExactly(16L);
    }

    @Test
    void showsARepeatedMessageOnce() {
        inbox(15, 15, pushed(16, 15), pushed(16, 15), pushed(17, 16));

        Shell.Run run = sub("--inbox", "--count", "2", "--token", "t");

        assertThat(run.out().lines()).containsExactly("d:alice|bob\tbob\tno 16", "d:alice|bob\tbob\tno 17");
        assertThat(acknowledged()).containsExactly(16L, 16L, 17L);
    }

    @Test
    void pullsWhatAHoleHides() {
        inbox(15, 15, pushed(18, 17));
        node.on("sync.pull", (talk, request) -> talk.answer(request, page(15, 18, 18)));

        Shell.Run run = sub("--inbox", "--count", "3", "--token", "t");

        assertThat(run.out().lines()).hasSize(3).first().isEqualTo("d:alice|bob\tbob\tno 16");
        assertThat(acknowledged()).containsExactly(18L);
    }

    @Test
    void answersEveryNotice() {
        inbox(15, 15, "{'ev':'s_ntf','head':15,'its':1,'n':0}", "{'ev':'s_ntf','head':16,'its':1,'n':1}");
        node.on("sync.pull", (talk, request) -> talk.answer(request, page(15, 16, 16)));

        Shell.Run run = sub("--inbox", "--count", "1", "--token", "t");

        assertThat(run.out().lines()).containsExactly("d:alice|bob\tbob\tno 16");
        assertThat(acknowledged()).containsExactly(15L, 16L);
    }

    @Test
    void passesOverWhatHasExpired() {
        node.on("auth", (talk, request) -> {
            talk.answer(request, new JsonObject());
            talk.say("{'ev':'hello','cursor':2,'head':15,'serverTs':1,'gap':true,'resetTo':14}");
        });
        node.on("sync.pull", (talk, request) -> talk.answer(request, page(14, 15, 15)));

        Shell.Run run = sub("--inbox", "--count", "1", "--token", "t");

        assertThat(run.err()).contains("expired");
        assertThat(node.asked("sync.pull")).containsExactly(new JsonObject().put("after", 14));
    }

    @Test
    void saysWhyAPullFailed() {
        inbox(12, 15);
        node.on("sync.pull", (talk, request) -> talk.refuse(request, 1007, "store_unavailable", "disk full"));

        Shell.Run run = sub("--inbox", "--token", "t");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).containsExactly("rialto: store_unavailable: disk full");
    }

    @Test
    void endsWithoutAcknowledgingWhatNobodyReads() {
        inbox(15, 15, pushed(16, 15));

        int code = Shell.runIntoBrokenPipe("sub", "--url", node.webSocket(), "--inbox", "--token", "t");

        assertThat(code).isZero();
        assertThat(acknowledged()).containsExactly(15L);
    }

    @Test
    void failsWhenItIsSentAway() {
        node.on("room.join", (talk, request) -> {
            talk.answer(request, new JsonObject());
            talk.say("{'ev':'kicked','why':'replaced'}");
            talk.socket().close((short) 4001, "replaced");
        });

        Shell.Run run = sub("room/+");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly(
                        "rialto: signed out: replaced", "rialto: the node has closed the connection: 4001 replaced");
    }

    @Test
    void failsWhenAFilterIsRefused() {
        node.on("room.join", (talk, request) -> talk.refuse(request, 1001, "bad_request", "misplaced '#'"));

        Shell.Run run = sub("a#");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).containsExactly("rialto: bad_request: misplaced '#'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub",
                "sub --inbox",
                "sub a --count 0",
                "sub a --count many",
                "sub a -F xml",
                "sub a --token t --password p"
            })
    void refusesWhatMakesNoSense(String words) {
        Shell.Run run = Shell.run(words.split(" ", -1));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isNotEmpty();
    }

    private Shell.Run sub(String... words) {
        List<String> all = new ArrayList<>(List.of("sub", "--url", node.webSocket()));
        all.addAll(List.of(words));
        return Shell.run(all.toArray(String[]::new));
    }

    /** After the answer to a join the node says these. */
    private void joined(String... events) {
        node.on("room.join", (talk, request) -> {
            talk.answer(request, new JsonObject());
            List.of(events).forEach(talk::say);
        });
    }

    /** After the sign-in the node says where the device stands, then these. */
    private void inbox(long cursor, long head, String... events) {
        node.on("auth", (talk, request) -> {
            talk.answer(request, new JsonObject());
            talk.say("{'ev':'hello','cursor':%d,'head':%d,'serverTs':1}".formatted(cursor, head));
            List.of(events).forEach(talk::say);
        });
    }

    private List<Long> acknowledged() {
        return node.asked("sync.ack").stream().map(args -> args.getLong("iseq")).toList();
    }

    private static JsonObject page(long after, long to, long head) {
        List<JsonObject> items = new ArrayList<>();
        for (long iseq = after + 1; iseq <= to; iseq++) {
            items.add(entry(iseq));
        }
        return new JsonObject()
                .put("from", after + 1)
                .put("to", to)
                .put("head", head)
                .put("more", to < head)
                .put("items", items);
    }

    private static String pushed(long iseq, long prev) {
        return entry(iseq).put("ev", "s_msg").put("prev", prev).encode();
    }

    private static JsonObject entry(long iseq) {
        JsonObject item = new JsonObject()
                .put("mid", "39" + iseq)
                .put("room", "d:alice|bob")
                .put("from", "bob")
                .put("type", "text")
                .put("text", "no " + iseq);
        return new JsonObject().put("iseq", iseq).put("its", 1).put("dir", "in").put("item", item);
    }
}
