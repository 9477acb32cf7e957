package io.rialto.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.TrafficClass;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.OnlineEvent;
import io.rialto.testing.Client;
import io.rialto.testing.Town;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes online and goes, as operators are told. */
final class OnlineNewsTest {
    private static final int ACCOUNTS = 12;

    @TempDir
    private Path directory;

    private final List<OnlineEvent> heard = new CopyOnWriteArrayList<>();
    private Town town;

    @BeforeEach
    void open() {
        town = Town.of(directory, "a", "b", "c");
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void tellsOfTheWholeCluster() {
        town.house("b").sessions().watch(heard::add);
        List<Client> clients = new ArrayList<>();

        for (int i = 0; i < ACCOUNTS; i++) {
            clients.add(signIn(i));
        }
        await().until(() -> changes(true).size() == ACCOUNTS);
        clients.forEach(Client::close);

        await().until(() -> changes(false).size() == ACCOUNTS);
        assertThat(changes(true)).doesNotHaveDuplicates();
        assertThat(changes(false)).containsExactlyInAnyOrderElementsOf(changes(true));
    }

    @Test
    void tellsNobodyWhoWatchesNoMore() {
        Runnable end = town.house("b").sessions().watch(heard::add);
        signIn(0);
        await().until(() -> heard.size() == 1);

        end.run();
        List<OnlineEvent> others = new CopyOnWriteArrayList<>();
        town.house("c").sessions().watch(others::add);
        for (int i = 1; i < ACCOUNTS; i++) {
            signIn(i);
        }

        await().until(() -> others.size() == ACCOUNTS - 1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void tellsOfNodesThatComeAfterTheWatcherAndOfThoseThatGo() {
        town.house("a").sessions().watch(heard::add);

        town.join("d");
        await().until(() -> heard.contains(new OnlineEvent.NodeChanged("d", true)));
        for (int i = 0; i < ACCOUNTS; i++) {
            town.house("d").signIn("account-" + i, "phone");
        }
        await().until(() -> changes(true).size() >= ACCOUNTS);
        town.kill("d");

        await().until(() -> heard.contains(new OnlineEvent.NodeChanged("d", false)));
    }

    @Test
    void saysHowMuchALinkDidNotTake() {
        town.house("a").sessions().watch(heard::add);
        signIn(0);
        await().until(() -> heard.size() == 1);
        town.shut("a", TrafficClass.MESSAGE);
        for (int i = 1; i < ACCOUNTS; i++) {
            signIn(i);
        }
        long untold =
                IntStream.range(1, ACCOUNTS).filter(this::isAtHomeElsewhere).count();
        assertThat(untold).isPositive();
        await().until(() -> town.house("b").newsDropped() + town.house("c").newsDropped() == untold);
        town.open("a", TrafficClass.MESSAGE);

        for (int i = ACCOUNTS; i < 3 * ACCOUNTS; i++) {
            signIn(i);
        }

        await().until(() -> changes(true).size() + missed() == 3 * ACCOUNTS);
        assertThat(missed()).isEqualTo(untold);
    }

    /** What is of homes at the watcher's node needs no link. */
    private boolean isAtHomeElsewhere(int number) {
        Home home = town.house("a").placement().of(new AccountId("account-" + number));
        return !home.node().equals(new NodeId("a"));
    }

    private Client signIn(int number) {
        return town.house(List.of("a", "b", "c").get(number % 3)).signIn("account-" + number, "phone");
    }

    private List<String> changes(boolean online) {
        return heard.stream()
                .filter(OnlineEvent.Changed.class::isInstance)
                .map(OnlineEvent.Changed.class::cast)
                .filter(change -> change.online() == online)
                .map(change -> change.account().value())
                .toList();
    }

    private long missed() {
        return heard.stream()
                .filter(OnlineEvent.Missed.class::isInstance)
                .mapToLong(event -> ((OnlineEvent.Missed) event).events())
                .sum();
    }
}
