package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.AccountCommand;
import io.rialto.contract.command.AccountList;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.ContactInfo;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TIMBUSINESS about friends, and what all of it has in common (tim-protocol.md §4.10). */
@ExtendWith(NoLeaks.class)
class BusinessTest {
    private static final AccountId TIM2 = new AccountId("QdH6CCms5EU");

    private final TestDoor door = new TestDoor();
    private TimClient client;
    private FakeSession session;

    @BeforeEach
    void signIn() {
        client = door.client().signedIn("ann", "phone").ping();
        session = door.sessions().ofDevice("phone");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource({"atim Roster, thrift-compact", "timjs Roster, json"})
    void listsFriends(String vector, String format) {
        answer(ContactCommand.ListContacts.class, new AccountList(List.of(TIM2, new AccountId("SHqmrYF8jHk"))));

        client.raw(Vector.frame(vector, format));

        assertThat(client.frame(42, 0)).isEqualTo(Vector.frame("server roster-list", "thrift-compact"));
    }

    @ParameterizedTest
    @CsvSource({"atim BlockRosterList, thrift-compact", "timjs BlockRosterList, json"})
    void listsWhoIsBlocked(String vector, String format) {
        answer(ContactCommand.ListBlocked.class, new AccountList(List.of(TIM2)));

        client.raw(Vector.frame(vector, format));

        assertThat(client.struct(42)).isEqualTo(Compact.struct(1, 8, 2, List.of(TIM2.value())));
    }

    /** Clients do not wait for empty lists, and some fail on one (tim-protocol.md §7.27). */
    @Test
    void isSilentAboutNobody() {
        client.raw(Vector.frame("atim Roster", "thrift-compact"))
                .raw(Vector.frame("atim BlockRosterList", "thrift-compact"))
                .ping();

        assertThat(client.frames(42)).isEmpty();
        assertThat(client.frames(12)).hasSize(1);
    }

    @Test
    void splitsListsThatAtimCouldNotTake() {
        List<AccountId> many = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            many.add(new AccountId("f".repeat(60) + i));
        }
        answer(ContactCommand.ListContacts.class, new AccountList(many));

        client.raw(Vector.frame("atim Roster", "thrift-compact")).frame(42, 2);

        assertThat(client.frames(42)).hasSize(3).allMatch(frame -> frame.length <= 8192);
        assertThat(client.frames(42).stream()
                        .mapToInt(frame -> ((List<?>) Compact.read(frame, 1).get(2)).size())
                        .sum())
                .isEqualTo(250);
    }

    @ParameterizedTest
    @CsvSource({"atim Addroster, thrift-compact", "timjs Addroster, json"})
    void addsAFriendInSilence(String vector, String format) {
        answer(ContactCommand.AddContact.class, new ContactInfo(TIM2, false));

        client.raw(Vector.frame(vector, format)).ping();

        assertThat(session.commands(ContactCommand.AddContact.class))
                .containsExactly(new ContactCommand.AddContact(TIM2, "I am tim1"));
        assertThat(client.frames(12)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "atim Rmroster, thrift-compact, 6", "timjs Rmroster, json, 6",
        "atim Blockroster, thrift-compact, 7", "timjs Blockroster, json, 7"
    })
    void endsAFriendship(String vector, String format, long rtype) {
        client.raw(Vector.frame(vector, format));

        assertThat(client.ack(41)).isEqualTo(Compact.struct(1, true, 2, (byte) 41, 4, rtype, 5, TIM2.value()));
        Class<? extends Command<Done>> command =
                rtype == 6 ? ContactCommand.RemoveContact.class : ContactCommand.BlockContact.class;
        assertThat(session.commands(command)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"atim Modify, thrift-compact", "timjs Modify, json"})
    void changesThePassword(String vector, String format) {
        client.raw(Vector.frame(vector, format));

        assertThat(client.ack(41)).isEqualTo(Compact.struct(1, true, 2, (byte) 41, 4, 21L));
        assertThat(session.commands(AccountCommand.ChangePassword.class))
                .containsExactly(new AccountCommand.ChangePassword("123", "456"));
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN, 4112", "BAD_REQUEST, 4112", "UNSUPPORTED, 4107", "STORE_UNAVAILABLE, 5103"})
    void tellsWhyThePasswordStays(ErrorCode code, int number) {
        session.answer(
                AccountCommand.ChangePassword.class,
                any -> Future.failedFuture(new GatewayException(code, "refused by the test")));

        client.send(41, Compact.struct(1, 21, 6, "old", 7, "new"));

        assertThat(client.failure(41)).isEqualTo(number);
        assertThat(client.ack(41)).containsEntry(4, 21L);
    }

    @Test
    void changesNoPasswordWithoutBoth() {
        client.send(41, Compact.struct(1, 21, 6, "old"));

        assertThat(client.failure(41)).isEqualTo(4112);
        assertThat(client.ack(41)).doesNotContainKey(4);
        assertThat(session.commands(AccountCommand.ChangePassword.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4, FORBIDDEN, 4105",
        "4, NOT_FOUND, 4106",
        "4, BLOCKED, 4110",
        "4, ALREADY, 4117",
        "4, STORE_UNAVAILABLE, 5103",
        "6, NOT_FOUND, 4104",
        "6, STORE_UNAVAILABLE, 5103",
        "7, FORBIDDEN, 4105",
        "7, NOT_FOUND, 4106"
    })
    void tellsWhyNot(int rtype, ErrorCode code, int number) {
        GatewayException failure = new GatewayException(code, "refused by the test");
        session.answer(ContactCommand.AddContact.class, any -> Future.failedFuture(failure));
        session.answer(ContactCommand.RemoveContact.class, any -> Future.failedFuture(failure));
        session.answer(ContactCommand.BlockContact.class, any -> Future.failedFuture(failure));

        client.send(41, Compact.struct(1, rtype, 2, "bob", 6, "hi"));

        Map<Integer, Object> ack = client.ack(41);
        assertThat(client.failure(41)).isEqualTo(number);
        assertThat(ack).containsEntry(4, (long) rtype).containsEntry(5, "bob");
        assertThat(client.ping().frames(12)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "4, , hi, 4104",
        "4, bob, , 4104",
        "4, b b, hi, 4106",
        "6, , , 4104",
        "7, b/b, , 4106",
        "5, bob, hi, 4104",
        "10, bob, hi, 4104",
        "0, bob, hi, 4104",
        "22, bob, hi, 4104",
        "-1, bob, hi, 4104"
    })
    void refusesWhatCanBeNothing(int rtype, String node, String text, int number) {
        Map<Integer, Object> request = Compact.struct(1, rtype);
        if (node != null) {
            request.put(2, node);
        }
        if (text != null) {
            request.put(6, text);
        }

        assertThat(client.send(41, request).failure(41)).isEqualTo(number);
    }

    @Test
    void refusesARequestWithoutAType() {
        client.send(41, Map.of());

        assertThat(client.frame(12, 1)).isEqualTo(Vector.frame("server business-error-params", "thrift-compact"));
    }

    /** Who is a friend, who belongs to a group is decided before what was said after it (W-21). */
    @Test
    void isOverBeforeWhatCameAfterItBegins() {
        Promise<ContactInfo> adding = Promise.promise();
        session.answer(ContactCommand.AddContact.class, add -> adding.future());
        session.answer(
                MessageCommand.SendMessage.class,
                send -> Future.succeededFuture(new Sent(null, new MessageId(1), 1, 1, 1, 0, false)));

        client.send(41, Compact.struct(1, 4, 2, "bob", 6, "hi"))
                .send(90, Compact.struct(1, (byte) 2, 2, (byte) 1, 7, Compact.struct(1, "bob"), 10, "x"));
        door.client().signedIn("witness", "w").ping().ping();

        assertThat(session.commands(MessageCommand.SendMessage.class)).isEmpty();
        adding.complete(new ContactInfo(new AccountId("bob"), true));
        client.frame(90, 0);
        assertThat(client.ping().isOpen()).isTrue();
    }

    /** Neither pings nor acknowledgements wait for it, nor is more read than one read brings. */
    @Test
    void letsAcknowledgementsPass() {
        Promise<ContactInfo> adding = Promise.promise();
        session.answer(ContactCommand.AddContact.class, add -> adding.future());

        client.send(41, Compact.struct(1, 4, 2, "bob", 6, "hi")).ping();

        assertThat(session.commands(ContactCommand.AddContact.class)).hasSize(1);
        adding.complete(new ContactInfo(new AccountId("bob"), true));
    }

    /** However many wait, and are over as soon as they begin. */
    @Test
    void goesOnWithAllThatWaited() {
        Promise<ContactInfo> adding = Promise.promise();
        session.answer(ContactCommand.AddContact.class, add -> adding.future());
        client.send(41, Compact.struct(1, 4, 2, "bob", 6, "hi"));
        for (int i = 0; i < 900; i++) {
            client.send(41, Compact.struct(1, 99));
        }

        adding.complete(new ContactInfo(new AccountId("bob"), true));

        client.frame(12, 900);
        assertThat(client.ping().frames(12)).hasSize(901);
    }

    private <R, C extends Command<R>> void answer(Class<C> type, R answer) {
        session.answer(type, any -> Future.succeededFuture(answer));
    }
}
