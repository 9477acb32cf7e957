package io.rialto.office;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.ClientState;
import io.rialto.contract.session.SessionInfo;
import io.rialto.testing.Town;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients of all nodes, as an operator sees them at one. */
final class ClusterClientsTest {
    private static final DeviceId DEVICE = new DeviceId("device");
    private static final long PATIENCE = 2_000;

    /** The clients of one node, as a door would show them. */
    private static final class Here implements ClientOffice {
        private final TreeMap<String, ClientState> clients = new TreeMap<>();
        private final List<String> kicked = new ArrayList<>();
        private boolean silent;

        @Override
        public Future<Page> clients(Query query) {
            if (silent) {
                return Promise.<Page>promise().future();
            }
            List<ClientState> behind = clients.entrySet().stream()
                    .filter(one -> one.getKey().startsWith(query.prefix()))
                    .filter(one -> query.afterAccount() == null
                            || one.getKey().compareTo(query.afterAccount().value()) > 0)
                    .map(Map.Entry::getValue)
                    .toList();
            int limit = Math.min(query.limit(), behind.size());
            return Future.succeededFuture(new Page(behind.subList(0, limit), behind.size() > limit, List.of()));
        }

        @Override
        public Future<ClientState> client(AccountId account, DeviceId device) {
            if (silent) {
                return Promise.<ClientState>promise().future();
            }
            ClientState known = clients.get(account.value());
            return known == null
                    ? Future.failedFuture(new GatewayException(ErrorCode.NOT_FOUND, "not here"))
                    : Future.succeededFuture(known);
        }

        @Override
        public Future<Void> kick(AccountId account, DeviceId device) {
            return client(account, device)
                    .onSuccess(there -> kicked.add(account.value()))
                    .mapEmpty();
        }

        void has(String node, String account, String... filters) {
            List<ClientState.Subscription> subscriptions = Stream.of(filters)
                    .map(filter -> new ClientState.Subscription(filter, 1, false, true, List.of(7)))
                    .toList();
            SessionInfo info = new SessionInfo(new SessionId(1), new AccountId(account), DEVICE, "iot", "mqtt", 5);
            clients.put(
                    account,
                    new ClientState(
                            node,
                            info,
                            "mqtt 5",
                            "203.0.113.7:1",
                            60,
                            new ClientState.Queue(1, 2, 3),
                            subscriptions.size(),
                            subscriptions,
                            ""));
        }
    }

    @TempDir
    private Path directory;

    private final Map<String, Here> nodes = new TreeMap<>();
    private Town town;
    private ClientOffice office;

    @BeforeEach
    void open() {
        town = Town.of(directory, "a", "b", "c");
        for (String node : List.of("a", "b", "c")) {
            nodes.put(node, new Here());
            office = town.house(node).clients(nodes.get(node), PATIENCE);
        }
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void listsThoseOfAllNodesInOneOrderPageByPage() {
        List<String> all = accounts(30);
        for (int i = 0; i < all.size(); i++) {
            String node = i < 15 ? "c" : List.of("a", "b", "c").get(i % 3);
            nodes.get(node).has(node, all.get(i), "a/#");
        }

        assertThat(walk(null, 4)).isEqualTo(all);
        assertThat(walk(null, 100)).isEqualTo(all);
        ClientState first =
                await(office.clients(query(null, null, 1))).clients().get(0);
        assertThat(first).isEqualTo(nodes.get("c").clients.get("account-100"));
    }

    @Test
    void listsThoseOfOneNodeWhereThatIsAskedFor() {
        nodes.get("a").has("a", "account-100");
        nodes.get("b").has("b", "account-101");

        assertThat(walk("b", 10)).containsExactly("account-101");
        assertThat(codeOf(office.clients(query("z", null, 10)))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void namesWhoGivesNoAnswerInTime() {
        office = town.house("c").clients(nodes.get("c"), 200);
        nodes.get("a").has("a", "account-100");
        nodes.get("c").has("c", "account-101");
        nodes.get("b").silent = true;

        ClientOffice.Page page = await(office.clients(query(null, null, 10)));

        assertThat(page.silent()).containsExactly("b");
        assertThat(page.clients()).hasSize(2);
        assertThat(await(office.client(new AccountId("account-100"), DEVICE)).node())
                .isEqualTo("a");
        assertThat(codeOf(office.client(new AccountId("nobody"), DEVICE))).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(codeOf(office.kick(new AccountId("nobody"), DEVICE))).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void findsAClientAndSendsItAwayWhereverItIs() {
        nodes.get("a").has("a", "account-100", "a/#");

        assertThat(await(office.client(new AccountId("account-100"), DEVICE)))
                .isEqualTo(nodes.get("a").clients.get("account-100"));
        await(office.kick(new AccountId("account-100"), DEVICE));

        assertThat(nodes.get("a").kicked).containsExactly("account-100");
        assertThat(codeOf(office.client(new AccountId("nobody"), DEVICE))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(office.kick(new AccountId("nobody"), DEVICE))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    /** A house answers with 10,000 characters at most. */
    @Test
    void noAnswerIsLargerThanItMayBeAndNobodyIsLeftOut() {
        List<String> all = accounts(20);
        for (int i = 0; i < all.size(); i++) {
            String node = List.of("a", "b").get(i % 2);
            nodes.get(node).has(node, all.get(i), "x".repeat(3_000), "y".repeat(1_000), "z".repeat(7_000));
        }

        ClientOffice.Page page = await(office.clients(query(null, null, 1000)));

        assertThat(page.clients()).hasSizeBetween(1, 3);
        assertThat(page.clients().get(0).subscriptions()).hasSize(2);
        assertThat(page.clients().get(0).subscriptionCount()).isEqualTo(3);
        assertThat(walk(null, 1000)).isEqualTo(all);
        assertThat(await(office.client(new AccountId(all.get(0)), DEVICE)).subscriptions())
                .hasSize(2);
    }

    private List<String> walk(String node, int limit) {
        List<String> seen = new ArrayList<>();
        ClientOffice.Page page = await(office.clients(query(node, null, limit)));
        page.clients().forEach(client -> seen.add(client.session().account().value()));
        while (page.more()) {
            page = await(office.clients(query(node, seen.get(seen.size() - 1), limit)));
            page.clients().forEach(client -> seen.add(client.session().account().value()));
        }
        return seen;
    }

    private static List<String> accounts(int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add("account-" + (100 + i));
        }
        return all;
    }

    private static ClientOffice.Query query(String node, String after, int limit) {
        return new ClientOffice.Query(
                node, "", after == null ? null : new AccountId(after), after == null ? null : DEVICE, limit);
    }
}
