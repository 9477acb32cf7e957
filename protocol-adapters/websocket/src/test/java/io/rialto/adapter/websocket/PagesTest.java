package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.contract.command.AccountProfiles;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.Profile;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that ask for many pages at once. */
class PagesTest {
    private static final RoomId TEAM = new RoomId("g:team");
    private static final HistoryPage LARGE = new HistoryPage(
            List.of(new StoredMessage(
                    new MessageId(1), TEAM, 1, new AccountId("bob"), "c-1", 1, Content.text("x".repeat(2_000_000)))),
            1,
            false);

    private TestNode node;

    @BeforeEach
    void start() {
        node = new TestNode();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void whoReadsGetsAsManyLargePagesAsItAsksFor() {
        JdkClient client = node.signedIn("alice", "phone");
        node.sessions()
                .ofDevice("phone")
                .answer(MessageCommand.ReadHistory.class, asked -> Future.succeededFuture(LARGE));

        IntStream.rangeClosed(1, 20).forEach(id -> pull(client, id));

        client.awaitMessage("\"id\":20,");
        assertThat(client.messages())
                .filteredOn(one -> one.length() > 2_000_000)
                .hasSize(20);
    }

    @Test
    void whoReadsGetsTheProfilesOfAsManyAccountsAsItAsksFor() {
        JdkClient client = node.signedIn("alice", "phone");
        AccountProfiles profiles = new AccountProfiles(new TreeMap<>(
                Map.of(new AccountId("bob"), new Profile(1, new TreeMap<>(Map.of("about", new byte[1_000_000]))))));
        node.sessions()
                .ofDevice("phone")
                .answer(ProfileCommand.ReadProfiles.class, asked -> Future.succeededFuture(profiles));

        IntStream.rangeClosed(1, 20)
                .forEach(id ->
                        client.send("{\"id\":" + id + ",\"op\":\"profile.get\",\"args\":{\"accounts\":[\"bob\"]}}"));

        client.awaitMessage("\"id\":20,");
        assertThat(client.messages())
                .filteredOn(one -> one.length() > 1_000_000)
                .hasSize(20);
    }

    @Test
    void readsOnePageAtATime() {
        JdkClient client = node.signedIn("alice", "phone");
        FakeSession session = node.sessions().ofDevice("phone");
        Queue<Promise<HistoryPage>> asked = new ConcurrentLinkedQueue<>();
        session.answer(MessageCommand.ReadHistory.class, read -> {
            Promise<HistoryPage> page = Promise.promise();
            asked.add(page);
            return page.future();
        });

        IntStream.rangeClosed(1, 3).forEach(id -> pull(client, id));
        client.ask("after", "ping", "{}");

        for (int id = 1; id <= 3; id++) {
            int read = id;
            await().until(() ->
                    session.commands(MessageCommand.ReadHistory.class).size() == read);
            asked.remove().complete(new HistoryPage(List.of(), id, false));
            client.awaitMessage("\"id\":" + id + ",");
        }
    }

    @Test
    void answersEachOfManyThatAreRefusedBehindOneThatTakesTime() {
        try (TestNode strict = new TestNode("sessions.commandsPerSecond=1")) {
            JdkClient client = strict.signedIn("alice", "phone");
            Promise<HistoryPage> first = Promise.promise();
            strict.sessions().ofDevice("phone").answer(MessageCommand.ReadHistory.class, read -> first.future());

            IntStream.rangeClosed(1, 5000).forEach(id -> pull(client, id));
            first.complete(LARGE);

            client.awaitMessage("\"id\":5000,");
            assertThat(client.messages())
                    .filteredOn(one -> one.contains("\"code\""))
                    .hasSize(5001);
        }
    }

    private static void pull(JdkClient client, int id) {
        client.send("{\"id\":" + id + ",\"op\":\"room.pull\",\"args\":{\"room\":\"g:team\"}}");
    }
}
