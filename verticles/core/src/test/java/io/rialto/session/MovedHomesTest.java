package io.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.cluster.NodeId;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Push;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.House;
import io.rialto.testing.Town;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that are let in while the homes of their accounts move. */
final class MovedHomesTest {
    private static final List<String> NAMES =
            IntStream.range(0, 40).mapToObj(i -> "account-" + i).toList();

    @TempDir
    private Path directory;

    private Town town;
    private House a;
    private House b;

    @BeforeEach
    void found() {
        town = Town.of(directory, "a", "b");
        a = town.house("a");
        b = town.house("b");
        a.accounts(NAMES.toArray(String[]::new));
    }

    @AfterEach
    void leave() {
        town.close();
    }

    @Test
    void theOldHomeDoesNotKeepWhoWaitedForItsRivalsMeanwhile() {
        List<String> served = NAMES.stream()
                .filter(name -> a.placement().of(new AccountId(name)).node().equals(new NodeId("a")))
                .toList();
        List<FakeDoor> rivals =
                served.stream().map(name -> new FakeDoor().stubborn()).toList();
        for (int i = 0; i < served.size(); i++) {
            b.signIn(served.get(i), "phone", rivals.get(i));
        }
        List<Future<Client>> newcomers = served.stream()
                .map(name -> b.open(b.bearer(name, "phone", "web", Duration.ofHours(1)), new FakeDoor()))
                .toList();
        await().until(() -> rivals.stream()
                .noneMatch(rival -> rival.pushes(Push.Kicked.class).isEmpty()));

        House c = town.join("c");

        newcomers.forEach(newcomer -> await().until(newcomer::succeeded));
        List<AccountId> moved = served.stream()
                .map(AccountId::new)
                .filter(account -> c.placement().of(account).node().equals(new NodeId("c")))
                .toList();
        assertThat(moved).isNotEmpty();
        for (AccountId account : moved) {
            await().until(() -> c.registry().of(account).size() == 1);
            await().until(() -> a.registry().of(account).isEmpty());
        }
    }
}
