package io.rialto.storage.postgres;

import static io.rialto.storage.Entries.account;
import static io.rialto.storage.Entries.direct;
import static io.rialto.storage.Entries.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.storage.Await;
import io.rialto.storage.LogEntry;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a node has written last is read from its memory, unless another node has written since. */
@Timeout(150)
class RecentRowsTest {
    private static final int ANY = 1 << 20;
    private static final int MANY = 1_000_000;

    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();
    private final Vertx vertx = Vertx.vertx();
    private final List<Storage> nodes = new ArrayList<>();
    private int sent;

    @AfterEach
    void stop() {
        nodes.forEach(node -> Await.result(node.close()));
        Await.result(vertx.close());
    }

    @Test
    void whatANodeHasWrittenItReadsWithoutTheTables() {
        start(1, MANY);
        append(0, direct("alice", "bob", "c1"), group("team", "carol", "c1", "bob", "alice"));
        server.execute(database, "delete from inbox");

        assertThat(texts(0, "bob", 0)).containsExactly("says c1", "says c1");
        assertThat(texts(0, "bob", 1)).containsExactly("says c1");
        assertThat(texts(0, "bob", 2)).isEmpty();
        assertThat(nodes.get(0).health().fallbacks()).isZero();
    }

    @Test
    void whatWasWrittenManyMessagesAgoIsReadWithoutTheTablesAsWell() {
        start(1, MANY);
        List<String> says = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            says.add("says c" + i);
        }
        append(
                0,
                IntStream.range(0, says.size())
                        .mapToObj(i -> direct("alice", "bob", "c" + i))
                        .toArray(LogEntry[]::new));
        server.execute(database, "delete from inbox");

        assertThat(texts(0, "bob", 0)).isEqualTo(says);
        assertThat(texts(0, "alice", 0)).isEqualTo(says);
        assertThat(nodes.get(0).health().fallbacks()).isZero();
    }

    @Test
    void whatAnotherNodeHasWrittenIsReadAtOnce() {
        start(2, MANY);
        append(0, direct("alice", "bob", "c1"));
        append(1, direct("carol", "bob", "c2"));

        assertThat(texts(0, "bob", 0)).containsExactly("says c1", "says c2");
        assertThat(texts(0, "bob", 1)).containsExactly("says c2");
        append(0, direct("alice", "bob", "c3"));
        assertThat(texts(0, "bob", 0)).containsExactly("says c1", "says c2", "says c3");
        assertThat(texts(0, "bob", 2)).containsExactly("says c3");
        assertThat(texts(1, "bob", 0)).containsExactly("says c1", "says c2", "says c3");
        assertThat(texts(1, "bob", 1)).containsExactly("says c2", "says c3");
    }

    /** Carol has left the group: no row of hers tells this node that anything has happened. */
    @Test
    void whatIsTakenBackOnAnotherNodeIsGoneForThoseWhoHaveLeftAsWell() {
        start(2, MANY);
        append(0, group("team", "alice", "secret", "bob", "carol"));
        append(1, group("team", "alice", "c1", "bob").erasing(1, Content.text("")));

        assertThat(texts(0, "carol", 0)).containsExactly("");
        append(0, direct("alice", "carol", "c2"), group("team", "bob", "c3", "carol"));
        assertThat(texts(0, "carol", 0)).containsExactly("", "says c2", "says c3");
        assertThat(texts(0, "carol", 1)).containsExactly("says c2", "says c3");
    }

    @Test
    void everyoneReadsEverythingInOrderWhereverItWasWritten() {
        compareWhileNodesWrite(MANY);
    }

    @Test
    void everyoneReadsEverythingInOrderWhereLittleIsKept() {
        compareWhileNodesWrite(40);
    }

    @Test
    void nothingIsKeptWhereNothingMayBe() {
        start(1, 0);
        append(0, direct("alice", "bob", "c1"));
        server.execute(database, "delete from inbox");

        assertThat(texts(0, "bob", 0)).isEmpty();
    }

    /** Mostly the same node writes, so that there is something in memory when the other one does. */
    private void compareWhileNodesWrite(int recentMax) {
        start(2, recentMax);
        Random random = new Random(20_261_127);
        Map<String, List<Long>> expected = new HashMap<>();
        for (int round = 0; round < 300; round++) {
            List<LogEntry> batch = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                batch.add(random.nextBoolean() ? toOne(random) : toSome(random));
            }
            append(random.nextInt(8) == 0 ? 1 : 0, batch.toArray(LogEntry[]::new));
            for (LogEntry entry : batch) {
                expect(expected, entry.sender(), entry);
                entry.recipients().forEach(recipient -> expect(expected, recipient, entry));
            }
            String reader = name(random.nextInt(6));
            List<Long> all = expected.getOrDefault(reader, List.of());
            int after = Math.max(0, all.size() - random.nextInt(6));
            assertThat(mids(random.nextInt(2), reader, after)).isEqualTo(all.subList(after, all.size()));
        }

        expected.forEach((reader, all) -> {
            assertThat(mids(0, reader, 0)).isEqualTo(all);
            assertThat(mids(1, reader, 0)).isEqualTo(all);
        });
    }

    private LogEntry toOne(Random random) {
        int from = random.nextInt(6);
        return direct(name(from), name((from + 1 + random.nextInt(5)) % 6), "c" + sent++);
    }

    private LogEntry toSome(Random random) {
        int from = random.nextInt(3);
        String[] others = IntStream.range(0, 3 + random.nextInt(4))
                .filter(member -> member != from)
                .mapToObj(RecentRowsTest::name)
                .toArray(String[]::new);
        return group("team-" + random.nextInt(2), name(from), "c" + sent++, others);
    }

    private static void expect(Map<String, List<Long>> expected, AccountId account, LogEntry entry) {
        expected.computeIfAbsent(account.value(), any -> new ArrayList<>())
                .add(entry.mid().value());
    }

    private static String name(int number) {
        return "member-" + number;
    }

    private void start(int count, int recentMax) {
        List<Future<Storage>> opening = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opening.add(PostgresStorage.open(vertx, TestOptions.keeping(server.uri(database), recentMax)));
        }
        opening.forEach(node -> nodes.add(Await.result(node)));
    }

    private void append(int node, LogEntry... entries) {
        Await.result(nodes.get(node).log().append(List.of(entries)));
    }

    private List<String> texts(int node, String account, long after) {
        return page(node, account, after).items().stream()
                .map(item -> item.message().content().asText().orElse(""))
                .toList();
    }

    private List<Long> mids(int node, String account, long after) {
        InboxPage page = page(node, account, after);
        long iseq = after;
        for (InboxItem item : page.items()) {
            assertThat(item.iseq()).isEqualTo(++iseq);
        }
        assertThat(page.head()).isEqualTo(iseq);
        return page.items().stream().map(item -> item.message().mid().value()).toList();
    }

    private InboxPage page(int node, String account, long after) {
        return Await.result(nodes.get(node).inbox().read(account(account), after, 10_000, ANY));
    }
}
