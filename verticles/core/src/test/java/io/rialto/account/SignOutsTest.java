package io.rialto.account;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.AccountCommand.ChangePassword;
import io.rialto.contract.command.RoomCommand.ListRooms;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.office.BlockedAccounts;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Push.Reason;
import io.rialto.contract.session.SignIn;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.Gate;
import io.rialto.testing.House;
import io.rialto.testing.Town;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that are signed out, blocked, or given another password. */
final class SignOutsTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private House house;

    @BeforeEach
    void open() {
        house = House.open(directory);
        await(house.accounts().create(ALICE, "al", "old"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anotherPasswordSignsEverybodyElseOut() {
        Client phone = password("phone", "old");
        Client laptop = house.signIn("alice", "laptop");

        await(phone.submit(new ChangePassword("old", "new")));

        assertThat(reasons(laptop)).containsExactly(Reason.SIGNED_OUT);
        assertThat(reasons(phone)).isEmpty();
        assertThat(phone.ask(new ListRooms()).rooms()).isEmpty();
        assertThat(refusal(new Credentials.Password("al", "old"))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        password("tablet", "new");
    }

    /** Where TIM's hash ends after a few of them (W-56). */
    @Test
    void everyCharacterOfALongPasswordCounts() {
        String long1024 = "x".repeat(1023);
        await(house.accounts().setPassword(ALICE, long1024 + "a"));

        password("phone", long1024 + "a");
        assertThat(refusal(new Credentials.Password("al", long1024 + "b"))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aWrongOldPasswordChangesNothing() {
        Client phone = password("phone", "old");
        Client laptop = house.signIn("alice", "laptop");

        assertThat(codeOf(phone.submit(new ChangePassword("guess", "new")))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(phone.submit(new ChangePassword("old", "")))).isEqualTo(ErrorCode.BAD_REQUEST);

        assertThat(reasons(laptop)).isEmpty();
        password("tablet", "old");
    }

    @Test
    void tokensOfBeforeAreGoodNoMore() {
        String before = await(house.accounts().issueToken(ALICE, HOUR));
        String ticket = Long.toString(await(house.accounts().issueTicket(ALICE, HOUR)));

        await(house.accounts().signOut(ALICE));

        assertThat(refusal(new Credentials.Token(before))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(refusal(new Credentials.Token(ticket))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        String after = await(house.accounts().issueToken(ALICE, HOUR));
        assertThat(await(house.open(signIn(new Credentials.Token(after)), new FakeDoor())))
                .isNotNull();
    }

    @Test
    void anOperatorGivesAnotherPasswordWithoutTheOldOne() {
        Client phone = password("phone", "old");

        await(house.accounts().setPassword(ALICE, "new"));

        assertThat(reasons(phone)).containsExactly(Reason.SIGNED_OUT);
        password("phone", "new");
        assertThat(codeOf(house.accounts().setPassword(new AccountId("nobody"), "new")))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void whoIsBlockedIsSentAwayAndStaysOut() {
        Client phone = password("phone", "old");

        await(house.accounts().block(ALICE, Long.MAX_VALUE));

        assertThat(reasons(phone)).containsExactly(Reason.BLOCKED);
        assertThat(refusal(new Credentials.Password("al", "old"))).isEqualTo(ErrorCode.BLOCKED);
        assertThat(await(house.accounts().blocked(null, 10)).accounts())
                .containsExactly(new BlockedAccounts.Entry(ALICE, Long.MAX_VALUE));
    }

    @Test
    void aBlockEnds() {
        await(house.accounts().block(ALICE, System.currentTimeMillis() - 1));
        password("phone", "old");

        await(house.accounts().block(ALICE, Long.MAX_VALUE));
        await(house.accounts().unblock(ALICE));

        password("phone", "old");
        assertThat(await(house.accounts().blocked(null, 10)).accounts()).isEmpty();
        assertThat(codeOf(house.accounts().unblock(new AccountId("bob")))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void whoIsOnItsWayInWhenTheAccountIsBlockedIsTurnedAway() {
        Gate answers = house.storage().gate("accounts.byId");
        answers.holdAnswers();
        Future<Client> entering = house.open(house.bearer("alice", "phone", "web", HOUR), new FakeDoor());
        await().until(() -> answers.waiting() == 1);

        await(house.accounts().block(ALICE, Long.MAX_VALUE));
        answers.open();

        assertThat(codeOf(entering)).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(house.registry().of(ALICE)).isEmpty();
    }

    @Test
    void sessionsOfOtherNodesGoToo(@TempDir Path other) {
        try (Town town = Town.of(other, "a", "b", "c")) {
            await(town.house("a").accounts().create(ALICE, "al", "old"));
            List<Client> clients = List.of(
                    town.house("a").signIn("alice", "phone"),
                    town.house("b").signIn("alice", "laptop"),
                    town.house("c").signIn("alice", "tablet"));

            await(town.house("b").accounts().signOut(ALICE));

            clients.forEach(client ->
                    await().untilAsserted(() -> assertThat(reasons(client)).containsExactly(Reason.SIGNED_OUT)));
        }
    }

    private Client password(String device, String password) {
        SignIn signIn = new SignIn(new Credentials.Password("al", password), new DeviceId(device), "web", "test", true);
        return await(house.open(signIn, new FakeDoor()));
    }

    private ErrorCode refusal(Credentials credentials) {
        return codeOf(house.open(signIn(credentials), new FakeDoor()));
    }

    private static SignIn signIn(Credentials credentials) {
        return new SignIn(credentials, new DeviceId("other"), "web", "test", true);
    }

    private static List<Reason> reasons(Client client) {
        return client.door().pushes(Push.Kicked.class).stream()
                .map(Push.Kicked::reason)
                .toList();
    }
}
