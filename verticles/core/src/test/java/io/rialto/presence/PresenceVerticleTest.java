package io.rialto.presence;

import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.PresenceCommand.GetPresence;
import io.rialto.contract.command.PresenceCommand.SetPresence;
import io.rialto.contract.command.PresenceCommand.UnwatchPresence;
import io.rialto.contract.command.PresenceCommand.WatchPresence;
import io.rialto.contract.command.PresenceList;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Push.PresenceChanged;
import io.rialto.testing.Client;
import io.rialto.testing.House;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PresenceVerticleTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    @TempDir
    private Path directory;

    private House house;
    private Client bob;

    @BeforeEach
    void open() {
        house = House.open(directory);
        house.accounts("alice", "bob");
        bob = house.signIn("bob", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void tellsWhoIsThereInTheOrderAsked() {
        PresenceList list = bob.ask(new GetPresence(List.of(ALICE, BOB)));

        assertThat(list.states()).extracting(PresenceState::account).containsExactly(ALICE, BOB);
        assertThat(list.states()).extracting(PresenceState::online).containsExactly(false, true);
    }

    @Test
    void watchersHearOfEveryChange() {
        PresenceList before = bob.ask(new WatchPresence(List.of(ALICE)));

        Client alice = house.signIn("alice", "phone");
        alice.ask(new SetPresence("busy"));
        alice.close();

        assertThat(before.states().get(0).online()).isFalse();
        await().until(() -> heard().size() == 3);
        assertThat(heard()).containsExactly("online ", "online busy", "offline ");
    }

    @Test
    void aTakeoverIsNoChange() {
        Client alice = house.signIn("alice", "phone");
        alice.ask(new SetPresence("busy"));
        bob.ask(new WatchPresence(List.of(ALICE)));

        Client again = house.signIn("alice", "phone");
        again.ask(new SetPresence("back"));

        await().until(() -> !heard().isEmpty());
        assertThat(heard()).as("neither offline nor online in between").containsExactly("online back");
    }

    @Test
    void theStatusSurvivesATakeover() {
        Client alice = house.signIn("alice", "phone");
        alice.ask(new SetPresence("busy"));

        house.signIn("alice", "phone");

        assertThat(bob.ask(new GetPresence(List.of(ALICE))).states().get(0).status())
                .isEqualTo("busy");
    }

    @Test
    void anAccountIsThereWhileAnyDeviceIs() {
        bob.ask(new WatchPresence(List.of(ALICE)));
        Client phone = house.signIn("alice", "phone");
        Client tablet = house.signIn("alice", "tablet");

        phone.close();
        tablet.ask(new SetPresence("still here"));
        tablet.close();

        await().until(() -> heard().size() == 3);
        assertThat(heard()).containsExactly("online ", "online still here", "offline ");
    }

    @Test
    void whoStopsWatchingHearsNothing() {
        Client carol = house.signIn("bob", "tablet");
        carol.ask(new WatchPresence(List.of(ALICE)));
        bob.ask(new WatchPresence(List.of(ALICE)));
        bob.ask(new UnwatchPresence(List.of(ALICE)));

        house.signIn("alice", "phone");

        await().until(() -> !carol.door().pushes(PresenceChanged.class).isEmpty());
        bob.settle();
        assertThat(heard()).isEmpty();
    }

    @Test
    void refusesTooMuch() {
        List<AccountId> many =
                IntStream.range(0, 201).mapToObj(i -> new AccountId("a" + i)).toList();

        assertThat(codeOf(bob.submit(new GetPresence(many)))).isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(codeOf(bob.submit(new WatchPresence(many)))).isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(codeOf(bob.submit(new SetPresence("x".repeat(257))))).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(bob.ask(new SetPresence("x".repeat(256)))).isNotNull();
        assertThat(bob.ask(new GetPresence(Collections.nCopies(200, ALICE))).states())
                .hasSize(200);
    }

    @Test
    void aSessionWatchesAtMostAThousand() {
        for (int page = 0; page < 5; page++) {
            int first = page * 200;
            bob.ask(new WatchPresence(IntStream.range(first, first + 200)
                    .mapToObj(i -> new AccountId("a" + i))
                    .toList()));
        }

        assertThat(codeOf(bob.submit(new WatchPresence(List.of(ALICE))))).isEqualTo(ErrorCode.LIMIT_REACHED);
        bob.ask(new UnwatchPresence(List.of(new AccountId("a0"))));
        assertThat(bob.ask(new WatchPresence(List.of(ALICE))).states()).hasSize(1);
    }

    private List<String> heard() {
        return bob.door().pushes(PresenceChanged.class).stream()
                .map(push -> (push.state().online() ? "online " : "offline ")
                        + push.state().status())
                .toList();
    }
}
