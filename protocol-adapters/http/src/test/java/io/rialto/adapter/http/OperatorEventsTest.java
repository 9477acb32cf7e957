package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.OnlineEvent;
import io.vertx.core.json.JsonObject;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators are told as it happens. */
class OperatorEventsTest {
    private static final AccountId ALICE = new AccountId("alice");

    private final TestOffice office = new TestOffice(
            List.of("management.events.queue=50", "management.events.connections=3", "management.events.publishers=2"));
    private final List<EventSocket> open = new ArrayList<>();

    @AfterEach
    void stop() {
        open.forEach(EventSocket::close);
        office.close();
    }

    @Test
    void tellsWhoComesOnlineAndGoes() {
        EventSocket socket = connect(TestOffice.OBSERVER);
        assertThat(socket.ask("watch").getInteger("code")).isZero();

        office.happened(new OnlineEvent.Changed(ALICE, true, 5));
        office.happened(new OnlineEvent.Changed(ALICE, false, 6));
        office.happened(new OnlineEvent.NodeChanged("n2", false));
        office.happened(new OnlineEvent.Missed(7));

        await().until(() -> socket.events().size() == 4);
        assertThat(socket.events())
                .containsExactly(
                        new JsonObject("{'ev':'online','account':'alice','ts':5}".replace('\'', '"')),
                        new JsonObject("{'ev':'offline','account':'alice','ts':6}".replace('\'', '"')),
                        new JsonObject("{'ev':'node','node':'n2','up':false}".replace('\'', '"')),
                        new JsonObject("{'ev':'missed','events':7}".replace('\'', '"')));
    }

    @Test
    void tellsOfTheAccountsThatAreAskedForUntilTheOperatorWantsNoMore() {
        EventSocket socket = connect(TestOffice.SECRET);
        socket.ask("watch", new JsonObject().put("prefix", "dev-"));

        office.happened(new OnlineEvent.Changed(ALICE, true, 5));
        office.happened(new OnlineEvent.Changed(new AccountId("dev-1"), true, 5));
        await().until(() -> socket.events().size() == 1);
        socket.ask("unwatch");

        assertThat(socket.events("online").get(0).getString("account")).isEqualTo("dev-1");
        assertThat(office.watchers()).isEmpty();
    }

    @Test
    void whoeverGoesWatchesNoMore() {
        EventSocket socket = connect(TestOffice.SECRET);
        socket.ask("watch");
        assertThat(office.watchers()).hasSize(1);

        socket.close();

        await().until(() -> office.watchers().isEmpty());
    }

    @Test
    void answersNobodyWhoHasNotSaidWhoItIs() {
        EventSocket socket = connect(null);

        assertThat(socket.ask("watch").getString("error")).isEqualTo("unauthenticated");
        assertThat(socket.ask("auth", new JsonObject().put("secret", "wrong")).getString("error"))
                .isEqualTo("unauthenticated");
        assertThat(socket.ask("auth", new JsonObject().put("secret", TestOffice.OBSERVER)))
                .isEqualTo(new JsonObject("{\"id\":3,\"code\":0,\"res\":{\"role\":\"observer\"}}"));
        assertThat(socket.ask("auth", new JsonObject().put("secret", TestOffice.SECRET))
                        .getString("error"))
                .isEqualTo("already");
        assertThat(socket.ask("ping").getJsonObject("res").getLong("serverTs")).isPositive();
        assertThat(socket.ask("nonsense").getString("error")).isEqualTo("unsupported");
    }

    @Test
    void closesForWhoGuessesOrSpeaksNoJson() {
        EventSocket guesser = connect(null);
        for (int i = 0; i < 3; i++) {
            guesser.ask("auth", new JsonObject().put("secret", "wrong"));
        }
        EventSocket babbler = connect(TestOffice.SECRET);
        babbler.say("hello");

        await().until(() -> guesser.closed() == 1008 && babbler.closed() == 1008);
    }

    @Test
    void letsNobodyInWithAWrongSecretNorMoreThanItMay() {
        assertThatThrownBy(() -> connect("wrong")).hasCauseInstanceOf(WebSocketHandshakeException.class);
        for (int i = 0; i < 3; i++) {
            connect(TestOffice.SECRET);
        }

        assertThatThrownBy(() -> connect(TestOffice.SECRET)).hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(office.dropped("connection_limit")).isEqualTo(1);
        open.get(0).close();
        await().ignoreExceptions().until(() -> connect(TestOffice.SECRET) != null);
    }

    @Test
    void publishesFramesInTheNameOfAnAccount() {
        EventSocket socket = connect(TestOffice.SECRET);
        JsonObject opened = socket.ask(
                "publish.open", new JsonObject().put("account", "alice").put("room", "s:show"));
        int handle = opened.getJsonObject("res").getInteger("handle");

        socket.frame(handle, 7, "one");
        socket.frame(handle, 0, "two");

        FakeSession session = office.sessions().opened().get(0);
        await().until(() -> session.streamPublications().size() == 2);
        assertThat(session.info().account()).isEqualTo(ALICE);
        assertThat(session.streamPublications())
                .extracting(one -> one.room() + " " + one.lane() + " " + one.kind() + " "
                        + new String(one.content().bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .containsExactly("s:show 0 7 one", "s:show 0 0 two");

        assertThat(socket.ask("publish.close", new JsonObject().put("handle", handle))
                        .getInteger("code"))
                .isZero();
        assertThat(session.closes()).isEqualTo(1);
    }

    @Test
    void tellsWhyAFrameGoesNowhere() {
        EventSocket socket = connect(TestOffice.SECRET);
        int handle = socket.ask(
                        "publish.open", new JsonObject().put("account", "alice").put("room", "s:show"))
                .getJsonObject("res")
                .getInteger("handle");
        office.sessions().opened().get(0).refusePublications(ErrorCode.FORBIDDEN);

        socket.frame(handle, 0, "one");
        socket.frame(99, 0, "one");

        await().until(() -> socket.events("refused").size() == 2);
        assertThat(socket.events("refused"))
                .extracting(one -> one.getInteger("handle") + " " + one.getString("error"))
                .containsExactlyInAnyOrder(handle + " forbidden", "99 not_found");
        JsonObject nobody = new JsonObject().put("account", "nobody").put("room", "s:show");
        assertThat(socket.ask("publish.open", nobody).getString("error")).isEqualTo("not_found");
        JsonObject group = new JsonObject().put("account", "alice").put("room", "g:team");
        assertThat(socket.ask("publish.open", group).getString("error")).isEqualTo("bad_request");
        JsonObject more = new JsonObject().put("account", "alice").put("room", "s:other");
        assertThat(socket.ask("publish.open", more).getInteger("code")).isZero();
        assertThat(socket.ask("publish.open", more).getString("error")).isEqualTo("limit_reached");
        socket.close();
        await().until(() -> office.sessions().opened().stream().allMatch(one -> one.closes() == 1));
    }

    @Test
    void observersPublishNothing() {
        EventSocket socket = connect(TestOffice.OBSERVER);
        JsonObject room = new JsonObject().put("account", "alice").put("room", "s:show");

        assertThat(socket.ask("publish.open", room).getString("error")).isEqualTo("forbidden");
        socket.frame(1, 0, "one");

        await().until(() -> socket.closed() == 1003);
    }

    @Test
    void dropsWhatASlowWatcherDoesNotTakeAndSaysHowMuch() {
        EventSocket slow = connect(TestOffice.OBSERVER);
        EventSocket other = connect(TestOffice.OBSERVER);
        slow.ask("watch");
        other.ask("watch", new JsonObject().put("prefix", "none-of-these-"));
        slow.read(false);
        AccountId longName = new AccountId("a".repeat(60));

        long told = 0;
        while (office.dropped("slow_consumer") < 1000) {
            office.happened(new OnlineEvent.Changed(longName, true, ++told));
        }
        slow.read(true);

        long all = told;
        await().until(() -> slow.events("online").size() + missed(slow) == all);
        assertThat(missed(slow)).isEqualTo((long) office.dropped("slow_consumer"));
        assertThat(other.events()).isEmpty();
    }

    private static long missed(EventSocket socket) {
        return socket.events("missed").stream()
                .mapToLong(one -> one.getLong("events"))
                .sum();
    }

    private EventSocket connect(String bearer) {
        EventSocket socket = new EventSocket(office.base(), bearer);
        open.add(socket);
        return socket;
    }
}
