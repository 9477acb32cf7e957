package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.Items;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.AccountList;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.PresenceCommand;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Notice;
import io.rialto.contract.session.Push;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Presence (tim-protocol.md §4.9): passed on as it is, to whom it is said; who is gone is told to friends. */
@ExtendWith(NoLeaks.class)
class PresencesTest {
    private static final AccountId TIM1 = new AccountId("UHuS8PoK2LX");
    private static final AccountId TIM2 = new AccountId("QdH6CCms5EU");
    private static final RoomId PAIR = RoomId.direct(TIM1, TIM2);

    private final TestDoor door = new TestDoor("listeners.thrift.offlinePresence=true");

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource({"atim PresenceToUser, thrift-compact", "timjs PresenceToUser, json"})
    void saysItToOne(String vector, String format) {
        TimClient client = tim1();

        client.raw(Vector.frame(vector, format)).ping();

        SignalCommand.SignalAccounts said = onlyOne(SignalCommand.SignalAccounts.class);
        assertThat(said.accounts()).containsExactly(TIM2);
        assertThat(said.content().type()).isEqualTo("presence");
        assertThat(client.frames(12)).hasSize(1);
        assertThat(client.frames(91)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"atim PresenceToList, thrift-compact", "timjs PresenceToList, json"})
    void saysItToMany(String vector, String format) {
        tim1().raw(Vector.frame(vector, format)).ping();

        assertThat(onlyOne(SignalCommand.SignalAccounts.class).accounts()).contains(TIM1, TIM2);
    }

    /** What it says to friends is its status on other doors, too. */
    @ParameterizedTest
    @CsvSource({"atim BroadPresence, thrift-compact", "timjs BroadPresence, json"})
    void saysItToFriends(String vector, String format) {
        tim1().raw(Vector.frame(vector, format)).ping();

        assertThat(onlyOne(SignalCommand.SignalContacts.class).content().asText())
                .hasValueSatisfying(status -> assertThat(status).startsWith("I am busy"));
        assertThat(onlyOne(PresenceCommand.SetPresence.class).status()).startsWith("I am busy");
    }

    /** What is said to one is no status that everybody may see. */
    @Test
    void keepsBetweenTwoWhatIsSaidToOne() {
        tim1().raw(Vector.frame("atim PresenceToUser", "thrift-compact")).ping();

        assertThat(session().commands(PresenceCommand.SetPresence.class)).isEmpty();
    }

    /** Byte for byte what TIM's own server would deliver. */
    @ParameterizedTest
    @CsvSource({"thrift-compact", "json"})
    void deliversItUnchanged(String format) {
        Map<Integer, Object> said = Compact.struct(3, (byte) 1, 7, (short) 2, 8, "I am busy");
        said.put(1, 4611686018427387905L);
        tim1().send(19, said).ping();
        Content content = onlyOne(SignalCommand.SignalContacts.class).content();
        TimClient peer = format.equals("json")
                ? door.client().signedInWithJson(TIM2.value(), "pad")
                : door.client().signedIn(TIM2.value(), "pad");

        session().push(new Push.Signalled(PAIR, TIM1, content));

        assertThat(peer.frame(91, 0)).isEqualTo(Vector.frame("server presence-from-friend", format));
    }

    /** Neither who says it nor whether that one is gone are a client's to say. */
    @Test
    void forgesNothing() {
        tim1().send(19, Compact.struct(2, true, 4, Compact.struct(1, "eve"), 8, "x"))
                .ping();
        Content content = onlyOne(SignalCommand.SignalContacts.class).content();
        TimClient peer = door.client().signedIn(TIM2.value(), "pad");

        session().push(new Push.Signalled(PAIR, TIM1, content));

        assertThat(peer.struct(91)).doesNotContainKey(2);
        assertThat(((Map<?, ?>) peer.struct(91).get(4)).get(1)).isEqualTo(TIM1.value());
    }

    @Test
    void tellsWhenAFriendHasGone() {
        prepareFriends(TIM1);
        TimClient client = door.client().signedIn(TIM2.value(), "pad");
        await().until(() -> watched().equals(List.of(TIM1)));

        session().push(new Push.PresenceChanged(new PresenceState(TIM1, false, "", 1)));

        assertThat(client.struct(91))
                .containsEntry(2, true)
                .containsEntry(4, Compact.struct(1, TIM1.value()))
                .containsEntry(5, Compact.struct(1, TIM2.value()))
                .hasSize(4);
    }

    /** TIM's presence_offline_block. */
    @Test
    void watchesNobodyWhereItIsNotToTell() {
        try (TestDoor quiet = new TestDoor()) {
            quiet.client().signedIn("ann", "phone").ping();

            FakeSession session = quiet.sessions().ofDevice("phone");
            assertThat(session.commands(ContactCommand.ListContacts.class)).isEmpty();
            assertThat(session.commands(PresenceCommand.WatchPresence.class)).isEmpty();
        }
    }

    @Test
    void watchesManyFriendsAHundredOrTwoAtATime() {
        List<AccountId> friends = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            friends.add(new AccountId("f" + i));
        }
        prepareFriends(friends.toArray(new AccountId[0]));

        door.client().signedIn("ann", "phone");

        await().until(() -> watched().equals(friends));
        assertThat(session().commands(PresenceCommand.WatchPresence.class)).hasSize(3);
    }

    @Test
    void watchesFriendsAsTheyComeAndGo() {
        door.client().signedIn("ann", "phone").ping();

        notice(1, Notice.Kind.CONTACT_ACCEPTED);
        notice(2, Notice.Kind.CONTACT_REMOVED);

        await().until(() ->
                session().commands(PresenceCommand.UnwatchPresence.class).size() == 1);
        assertThat(watched()).containsExactly(TIM1);
    }

    /** A status that a client of another door sets is shown; what a TIM client has said itself is not shown again. */
    @Test
    void showsTheStatusOfFriendsOnOtherDoorsOnce() {
        TimClient client = door.client().signedIn(TIM2.value(), "pad");
        FakeSession session = session();
        session.push(new Push.PresenceChanged(new PresenceState(TIM1, true, "away", 1)));
        assertThat(client.struct(91)).containsEntry(8, "away").doesNotContainKey(2);

        session.push(new Push.Signalled(
                PAIR, TIM1, new Content("presence", "back".getBytes(StandardCharsets.UTF_8), Map.of())));
        session.push(new Push.PresenceChanged(new PresenceState(TIM1, true, "back", 1)));
        session.push(new Push.PresenceChanged(new PresenceState(TIM1, true, "", 1)));

        client.frame(91, 1);
        assertThat(client.ping().frames(91)).hasSize(2);
    }

    @Test
    void refusesWhatIsSaidToNobody() {
        assertThat(tim1().send(91, Map.of()).failure(91)).isEqualTo(4106);
    }

    @Test
    void tellsThatAnAccountIsNotThere() {
        TimClient client = tim1();
        session().refuse(SignalCommand.SignalAccounts.class, ErrorCode.NOT_FOUND);

        client.send(91, Compact.struct(5, Compact.struct(1, "nobody")));

        assertThat(client.failure(91)).isEqualTo(4106);
        assertThat(onlyOne(SignalCommand.SignalAccounts.class).strict()).isTrue();
    }

    @Test
    void refusesMalformedNodes() {
        assertThat(tim1().send(91, Compact.struct(6, List.of("b b"))).failure(91))
                .isEqualTo(4106);
    }

    @Test
    void tellsWhyCoreRefuses() {
        TimClient client = tim1();
        session().refuse(SignalCommand.SignalContacts.class, ErrorCode.OVERLOADED);

        assertThat(client.send(19, Compact.struct(8, "x")).failure(19)).isEqualTo(5104);
    }

    @Test
    void refusesWhatIsTooLarge() {
        TimClient client = tim1();

        client.sendJson(91, "{\"toTid\":{\"node\":\"bob\"},\"extend\":{\"k\":\"" + "v".repeat(5000) + "\"}}");

        assertThat(client.failure(91)).isEqualTo(4104);
        assertThat(client.ping().isOpen()).isTrue();
    }

    private void notice(long iseq, Notice.Kind kind) {
        session()
                .push(Items.received(
                        iseq, "y:ann", TIM1.value(), Notice.of(kind, TIM1, null).content()));
    }

    private void prepareFriends(AccountId... friends) {
        door.sessions()
                .prepare(made -> made.answer(
                        ContactCommand.ListContacts.class,
                        list -> Future.succeededFuture(new AccountList(List.of(friends)))));
    }

    private List<AccountId> watched() {
        return session().commands(PresenceCommand.WatchPresence.class).stream()
                .flatMap(watch -> watch.accounts().stream())
                .toList();
    }

    private TimClient tim1() {
        return door.client()
                .raw(TimClient.concat(new byte[] {16}, Compact.write(auth())))
                .ping();
    }

    private static Map<Integer, Object> auth() {
        return Compact.struct(3, "tlnet.top", 4, "android-14", 5, (byte) 1, 6, TIM1.value());
    }

    private FakeSession session() {
        List<FakeSession> all = door.sessions().opened();
        return all.get(all.size() - 1);
    }

    private <C extends Command<?>> C onlyOne(Class<C> type) {
        List<C> all = session().commands(type);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
