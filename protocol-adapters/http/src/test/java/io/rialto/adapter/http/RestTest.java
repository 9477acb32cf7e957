package io.rialto.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Push;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** REST as an HTTP client sees it. */
class RestTest {
    private static final RoomId TEAM = new RoomId("g:team");
    private static final AccountId BOB = new AccountId("bob");

    private TestServer server;
    private Rest alice;

    @BeforeEach
    void start() {
        server = new TestServer("listeners.http.maxFrame=100000");
        alice = new Rest(server.uri(""), "alice");
        assertThat(alice.get("/v1/rooms").statusCode()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsAMessage() {
        session()
                .answer(
                        MessageCommand.SendMessage.class,
                        sent -> Future.succeededFuture(new Sent("c-1", new MessageId(398), 7, 1000, 16, 15, false)));

        HttpResponse<String> answer = alice.post("/v1/messages", "{\"cmid\":\"c-1\",\"to\":\"bob\",\"text\":\"hi\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"cmid\":\"c-1\",\"mid\":\"398\",\"room\":\"d:alice|bob\",\"cseq\":7,\"ts\":1000,"
                        + "\"iseq\":16,\"prev\":15,\"dup\":false}");
    }

    @Test
    void answersARepetitionWith200() {
        session()
                .answer(
                        MessageCommand.SendMessage.class,
                        sent -> Future.succeededFuture(new Sent("c-1", new MessageId(398), 7, 1000, 16, 15, true)));

        assertThat(alice.post("/v1/messages", "{\"cmid\":\"c-1\",\"to\":\"bob\",\"text\":\"hi\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void publishesToChannels() {
        HttpResponse<String> answer =
                alice.post("/v1/messages", "{\"to\":\"c:room/temp\",\"b64\":\"AAE=\",\"qos\":2,\"retain\":true}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"room\":\"c:room/temp\",\"matched\":false}");
        assertThat(session().publications()).singleElement().satisfies(publication -> {
            assertThat(publication.topic()).isEqualTo("room/temp");
            assertThat(publication.retain()).isTrue();
        });
    }

    @Test
    void readsHistoryOfARoomWhoseIdIsPercentEncoded() {
        StoredMessage hello = new StoredMessage(new MessageId(1), TEAM, 7, BOB, "hidden", 1000, Content.text("hello"));
        session()
                .answer(
                        MessageCommand.ReadHistory.class,
                        read -> Future.succeededFuture(new HistoryPage(List.of(hello), 9, true)));

        HttpResponse<String> answer = alice.get("/v1/rooms/d%3Aalice%7Cbob/messages?after=3&limit=5");

        String entry =
                "\"room\":\"g:team\",\"kind\":\"group\",\"cseq\":7,\"from\":\"bob\",\"ts\":1000,\"type\":\"text\"";
        assertThat(answer.body())
                .isEqualTo("{\"items\":[{\"mid\":\"1\"," + entry + ",\"text\":\"hello\"}],\"head\":9,\"more\":true}");
        assertThat(session().commands(MessageCommand.ReadHistory.class))
                .containsExactly(new MessageCommand.ReadHistory(new RoomId("d:alice|bob"), 3, 0, 5, 5_242_880));
    }

    @Test
    void doesNotReadMorePagesThanThereIsRoomFor() {
        try (TestServer small = new TestServer("listeners.http.answerBytes=65536", "listeners.http.answersWaiting=0")) {
            Rest bob = new Rest(small.uri(""), "bob");
            Promise<HistoryPage> page = Promise.promise();
            small.sessions()
                    .prepare(session -> session.answer(MessageCommand.ReadHistory.class, read -> page.future()));

            List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, 8)
                    .mapToObj(i -> bob.later("/v1/rooms/g%3Ateam/messages"))
                    .toList();
            await().until(() -> asked.stream()
                            .filter(CompletableFuture::isDone)
                            .filter(one -> one.join().statusCode() == 503)
                            .count()
                    >= 6);
            page.complete(new HistoryPage(List.of(), 0, false));

            assertThat(asked).allSatisfy(one -> {
                boolean refused = one.join().statusCode() == 503;
                assertThat(one.join().headers().firstValue("Retry-After").isPresent())
                        .isEqualTo(refused);
            });
            assertThat(asked)
                    .anySatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text, text/plain; charset=utf-8",
        "image/png, image/png",
        "'', application/octet-stream",
        "binary, application/octet-stream",
        "'text/html\r\nX: y', application/octet-stream",
    })
    void givesPayloadsThatNoBrowserRuns(String type, String mediaType) {
        Content content = new Content(type, "<script>".getBytes(StandardCharsets.UTF_8), Map.of());
        session()
                .answer(
                        MessageCommand.FetchMessage.class,
                        fetch -> Future.succeededFuture(
                                new StoredMessage(new MessageId(5), TEAM, 1, BOB, null, 1, content)));

        HttpResponse<String> answer = alice.get("/v1/messages/5/payload");

        assertThat(answer.body()).isEqualTo("<script>");
        assertThat(answer.headers().firstValue("Content-Type")).contains(mediaType);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
    }

    @ParameterizedTest
    @CsvSource({"recall", "burn"})
    void takesAMessageAwayByItsId(String how) {
        session()
                .answer(
                        MessageCommand.FetchMessage.class,
                        fetch -> Future.succeededFuture(
                                new StoredMessage(fetch.mid(), TEAM, 7, BOB, null, 1, Content.text("secret"))));

        HttpResponse<String> answer = alice.post("/v1/messages/5:" + how, "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"mid\":\"1007\",\"room\":\"g:team\",\"cseq\":8,\"ts\":2000,\"iseq\":9,\"prev\":8,"
                        + "\"dup\":false}");
        Command<?> expected = how.equals("burn")
                ? new MessageCommand.BurnMessage(TEAM, 7)
                : new MessageCommand.RecallMessage(TEAM, 7);
        assertThat(session().commands()).last().isEqualTo(expected);
    }

    @Test
    void thePayloadOfAMessageThatWasTakenAwayIsGone() {
        Content left = new Erasure(Erasure.Kind.RECALL, 7, new MessageId(5)).left(BOB, 1);
        session()
                .answer(
                        MessageCommand.FetchMessage.class,
                        fetch -> Future.succeededFuture(new StoredMessage(fetch.mid(), TEAM, 7, BOB, null, 1, left)));

        HttpResponse<String> answer = alice.get("/v1/messages/5/payload");

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("\"code\":1501");
    }

    @Test
    void handlesProfiles() {
        assertThat(alice.get("/v1/profiles?accounts=bob").body()).isEqualTo("{\"profiles\":[]}");
        assertThat(alice.get("/v1/rooms/g:team/profile").body()).isEqualTo("{\"profiles\":[]}");
        assertThat(alice.patch("/v1/profile", "{\"entries\":{\"name\":\"AQ==\"}}")
                        .body())
                .isEqualTo("{\"since\":1,\"entries\":{\"name\":\"AQ==\"}}");

        assertThat(session().commands())
                .contains(
                        new ProfileCommand.ReadProfiles(List.of(BOB)),
                        new ProfileCommand.ReadRoomProfiles(List.of(TEAM)));
    }

    @Test
    void handlesContacts() {
        assertThat(alice.put("/v1/contacts/bob", "").body()).isEqualTo("{\"account\":\"bob\",\"friend\":false}");
        assertThat(alice.put("/v1/contacts/bob", "{\"text\":\"hi\"}").statusCode())
                .isEqualTo(200);
        assertThat(alice.get("/v1/contacts").body()).isEqualTo("{\"accounts\":[]}");
        assertThat(alice.delete("/v1/contacts/bob").body()).isEqualTo("{}");
        assertThat(alice.put("/v1/blocked/bob", "").body()).isEqualTo("{}");
        assertThat(alice.get("/v1/blocked").body()).isEqualTo("{\"accounts\":[]}");
        assertThat(alice.delete("/v1/blocked/bob").body()).isEqualTo("{}");

        assertThat(session().commands())
                .contains(
                        new ContactCommand.AddContact(BOB, null),
                        new ContactCommand.AddContact(BOB, "hi"),
                        new ContactCommand.ListContacts(),
                        new ContactCommand.RemoveContact(BOB),
                        new ContactCommand.BlockContact(BOB),
                        new ContactCommand.ListBlocked(),
                        new ContactCommand.UnblockContact(BOB));
    }

    @Test
    void leadsGroups() {
        assertThat(alice.send("PATCH", "/v1/rooms/g:team", "{\"title\":\"Us\",\"managers\":[\"bob\"]}")
                        .statusCode())
                .isEqualTo(200);
        alice.send("PUT", "/v1/rooms/g:team/owner", "{\"account\":\"bob\"}");
        assertThat(alice.post("/v1/rooms/g:team/applicants", "{\"text\":\"hi\"}")
                        .body())
                .isEqualTo("{\"state\":\"pending\"}");
        alice.send("DELETE", "/v1/rooms/g:team/applicants/bob?text=no", null);
        alice.send("PUT", "/v1/rooms/g:team/banned/bob", "{}");
        assertThat(alice.get("/v1/rooms/g:team/banned").body()).isEqualTo("{\"accounts\":[\"mallory\"]}");
        alice.send("PUT", "/v1/blocked-rooms/g:team", "{}");
        assertThat(alice.get("/v1/blocked-rooms").body()).isEqualTo("{\"rooms\":[]}");

        assertThat(session().commands())
                .containsSubsequence(
                        new RoomCommand.UpdateRoom(TEAM, "Us", null, Set.of(BOB)),
                        new RoomCommand.TransferRoom(TEAM, BOB),
                        new RoomCommand.ApplyToRoom(TEAM, "hi"),
                        new RoomCommand.RejectApplicant(TEAM, BOB, "no"),
                        new RoomCommand.BanMember(TEAM, BOB),
                        new RoomCommand.ListBannedMembers(TEAM),
                        new RoomCommand.BlockRoom(TEAM),
                        new RoomCommand.ListBlockedRooms());
    }

    @Test
    void handlesRooms() {
        HttpResponse<String> made = alice.post(
                "/v1/rooms", "{\"room\":\"g:team\",\"title\":\"Team\",\"join\":\"open\",\"members\":[\"bob\"]}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body())
                .startsWith("{\"room\":\"g:team\",\"title\":\"Team\",\"owner\":\"alice\",\"join\":\"open\"");
        assertThat(alice.get("/v1/rooms/g%3Ateam").body()).contains("\"room\":\"g:team\"");
        assertThat(alice.post("/v1/rooms/g:team/members", "{\"accounts\":[\"bob\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(alice.delete("/v1/rooms/g:team/members?accounts=bob,carol").statusCode())
                .isEqualTo(200);
        assertThat(alice.delete("/v1/rooms/g:team").body()).isEqualTo("{}");

        assertThat(session().commands().subList(1, 6))
                .containsExactly(
                        new RoomCommand.CreateRoom(TEAM, "Team", JoinPolicy.OPEN, Set.of(BOB)),
                        new RoomCommand.GetRoom(TEAM),
                        new RoomCommand.AddMembers(TEAM, Set.of(BOB)),
                        new RoomCommand.RemoveMembers(TEAM, Set.of(BOB, new AccountId("carol"))),
                        new RoomCommand.DeleteRoom(TEAM));
    }

    @Test
    void answersPresence() {
        assertThat(alice.get("/v1/presence?accounts=bob,carol").body())
                .isEqualTo("{\"states\":[{\"account\":\"bob\",\"online\":false,\"status\":\"\",\"since\":0},"
                        + "{\"account\":\"carol\",\"online\":false,\"status\":\"\",\"since\":0}]}");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void tellsEveryCodeWithItsStatus(ErrorCode code) {
        session().refuse(RoomCommand.ListRooms.class, code);

        HttpResponse<String> answer = alice.get("/v1/rooms");

        assertThat(answer.statusCode()).isEqualTo(HttpStatus.of(code)).isGreaterThanOrEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"code\":" + code.number() + ",\"error\":\"" + code.wireName()
                        + "\",\"info\":\"refused by the test\"}");
    }

    @Test
    void tellsDefectsWithoutDetails() {
        session()
                .answer(
                        RoomCommand.ListRooms.class,
                        asked -> Future.failedFuture(new IllegalStateException("secret of the store")));

        HttpResponse<String> answer = alice.get("/v1/rooms");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"code\":1008,\"error\":\"internal\",\"info\":\"internal error\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /v1/messages | {\"text\":\"x\"} | 400 | to is missing, expected a string",
                "POST | /v1/messages | [] | 400 | expected a JSON object",
                "POST | /v1/messages | {\"a\":{ | 400 | no JSON within the limits",
                "GET | /v1/rooms/team | `` | 400 | room id must look like",
                "GET | /v1/rooms/%ZZ | `` | 400 | malformed",
                "GET | /v1/rooms/g:t/messages?limit=0 | `` | 400 | limit must be a whole number from 1 to 200",
                "GET | /v1/rooms/g:t/messages?after=x | `` | 400 | after must be a whole number",
                "GET | /v1/messages/x/payload | `` | 400 | message id must be a decimal number",
                "GET | /v1/messages/5/payload | `` | 404 | no such message",
                "GET | /v1/presence | `` | 400 | accounts is missing",
                "GET | /v1/presence?accounts=a%zz | `` | 400 | is malformed",
                "GET | /v1/rooms/g:t/messages?x=% | `` | 400 | is malformed",
                "DELETE | /v1/rooms/g:t/members?accounts=% | `` | 400 | is malformed",
                "GET | /v1/presence?accounts=a,,b | `` | 400 | account id is empty",
                "GET | /v1/nothing | `` | 404 | there is no such path",
                "GET | /../../etc/passwd | `` | 404 | there is no such path",
                "PUT | /v1/rooms | {} | 405 | no such method",
                "GET | /echo | `` | 426 | ``",
            })
    void refuses(String method, String path, String body, int status, String info) throws Exception {
        try (RawHttp raw = new RawHttp(server.port())) {
            raw.write(method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer alice\r\n"
                    + (body == null || body.isEmpty() ? "" : "Content-Type: application/json\r\n")
                    + "Content-Length: " + (body == null ? 0 : body.length()) + "\r\nConnection: close\r\n\r\n"
                    + (body == null ? "" : body));

            String answer = raw.readAll();

            assertThat(answer).startsWith("HTTP/1.1 " + status).contains(info == null ? "" : info);
        }
    }

    @Test
    void refusesBodiesThatAreNoJsonOrTooLarge() {
        HttpResponse<String> form = Rest.send(alice.request("/v1/messages")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=b"))
                .build());
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(form.body()).contains("\"code\":1003");
        assertThat(Rest.send(alice.request("/v1/messages")
                                .POST(BodyPublishers.ofString("{}"))
                                .build())
                        .statusCode())
                .isEqualTo(415);

        HttpResponse<String> large = alice.post("/v1/messages", "{\"text\":\"" + "x".repeat(100_000) + "\"}");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("\"code\":1002,\"error\":\"too_large\"");
    }

    @Test
    void refusesCallersWithoutToken() {
        Rest nobody = new Rest(server.uri(""), null);

        HttpResponse<String> answer = nobody.get("/v1/rooms");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(nobody.post("/v1/messages", "{}").statusCode()).isEqualTo(401);
        server.sessions().refuse(ErrorCode.TOKEN_EXPIRED);
        assertThat(new Rest(server.uri(""), "late").get("/v1/rooms").body()).contains("\"code\":1102");
    }

    @Test
    void keepsTheSessionOfATokenUntilCoreEndsIt() {
        alice.get("/v1/rooms");
        alice.get("/v1/rooms");
        assertThat(server.sessions().opened()).hasSize(1);
        assertThat(session().info().device()).isNull();
        assertThat(session().info().protocol()).isEqualTo("http");

        FakeSession first = session();
        first.push(new Push.Kicked(Push.Reason.TOKEN_EXPIRED));
        await().until(() -> first.closes() == 1);
        alice.get("/v1/rooms");

        assertThat(server.sessions().opened()).hasSize(2);
    }

    @Test
    void closesItsSessionsWhenItStops() {
        FakeSession first = session();

        server.undeploy();

        assertThat(first.closes()).isEqualTo(1);
    }

    private FakeSession session() {
        return server.sessions().opened().get(0);
    }
}
