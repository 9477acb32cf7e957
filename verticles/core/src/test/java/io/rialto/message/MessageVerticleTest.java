package io.rialto.message;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.command.ChannelCommand.Unsubscribe;
import io.rialto.contract.command.InboxCommand.OpenInbox;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.MessageCommand.FetchMessage;
import io.rialto.contract.command.MessageCommand.ReadHistory;
import io.rialto.contract.command.MessageCommand.SendMessage;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.command.RoomCommand.RemoveMembers;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.HistoryPage;
import io.rialto.testing.Client;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.Gate;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MessageVerticleTest {
    private static final RoomId PAIR = new RoomId("d:alice|bob");
    private static final RoomId TEAM = RoomId.group("team");

    @TempDir
    private Path directory;

    private House house;
    private Client alice;
    private Client bob;

    @BeforeEach
    void open() {
        house = House.open(
                directory, Plan.standard().queueMax(8).queueBytes(1500).maxBytes(1000));
        house.accounts("alice", "bob", "carol");
        alice = house.signIn("alice", "phone");
        bob = house.signIn("bob", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void bothSidesOfADirectRoomTalk() {
        Sent first = await(alice.send(PAIR, "1", "hello"));
        Sent second = await(bob.send(PAIR, "1", "hi"));

        HistoryPage page = alice.ask(new ReadHistory(PAIR, 0, 0, 10, 1 << 20));

        assertThat(first.cseq()).isEqualTo(1);
        assertThat(first.dup()).isFalse();
        assertThat(second.cseq()).isEqualTo(2);
        assertThat(texts(page)).containsExactly("hello", "hi");
        assertThat(page.head()).isEqualTo(2);
    }

    @Test
    void strangersAndMissingRoomsGetTheSameAnswer() {
        Client carol = house.signIn("carol", "phone");
        team("alice", "bob");

        assertThat(codeOf(carol.send(PAIR, null, "x"))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(carol.send(TEAM, null, "x"))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(carol.send(RoomId.group("nowhere"), null, "x"))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(carol.submit(new ReadHistory(TEAM, 0, 0, 1, 1)))).isEqualTo(ErrorCode.NOT_MEMBER);
    }

    @Test
    void anAccountThatIsMadeLaterCanBeWrittenTo() {
        RoomId room = new RoomId("d:alice|dave");
        ErrorCode before = codeOf(alice.send(room, null, "x"));

        house.accounts("dave");

        assertThat(before).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(await(alice.send(room, null, "x")).cseq()).isEqualTo(1);
    }

    @Test
    void nobodyOvertakesWhileTheAudienceLoads() {
        Gate accounts = house.storage().gate("accounts.byId");
        accounts.hold();
        List<Future<Sent>> sends = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            sends.add(alice.send(PAIR, "c" + i, "m" + i));
        }
        await().until(() -> accounts.waiting() == 2);

        accounts.open();
        sends.add(alice.send(PAIR, "c6", "m6"));

        assertThat(sends.stream().map(sent -> await(sent).cseq())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(texts(alice.ask(new ReadHistory(PAIR, 0, 0, 10, 1 << 20))))
                .containsExactly("m1", "m2", "m3", "m4", "m5", "m6");
    }

    @Test
    void aRepetitionGetsTheFirstAnswer() {
        Sent first = await(alice.send(PAIR, "same", "one"));
        await(alice.send(PAIR, "other", "between"));

        Sent again = await(alice.send(PAIR, "same", "one"));

        assertThat(again.dup()).isTrue();
        assertThat(again).usingRecursiveComparison().ignoringFields("dup").isEqualTo(first);
        assertThat(again.prev()).isEqualTo(again.iseq() - 1);
        assertThat(alice.ask(new ReadHistory(PAIR, 0, 0, 10, 1 << 20)).head()).isEqualTo(2);
    }

    @Test
    void aRepetitionWakesNobody() {
        bob.ask(new OpenInbox(InboxMode.window(10)));
        await(alice.send(PAIR, "same", "one"));
        await(alice.send(PAIR, "same", "one"));
        await(alice.send(PAIR, "next", "two"));

        await().until(() -> bob.items().size() >= 2);

        assertThat(bob.items()).containsExactly("one", "two");
    }

    @Test
    void acknowledgesOnlyAfterTheCommit() {
        Gate append = house.storage().gate("log.append");
        append.hold();
        bob.ask(new OpenInbox(InboxMode.window(10)));

        Future<Sent> sent = alice.send(PAIR, "1", "hello");
        await().until(() -> append.waiting() == 1);
        alice.settle();
        boolean before = sent.isComplete();
        append.open();

        assertThat(before).isFalse();
        assertThat(await(sent).cseq()).isEqualTo(1);
        await().until(() -> bob.items().equals(List.of("hello")));
    }

    @Test
    void aStoreErrorReachesTheSenderAndHeals() {
        Gate append = house.storage().gate("log.append");
        append.fail();
        ErrorCode broken = codeOf(alice.send(PAIR, "1", "hello"));

        append.open();

        assertThat(broken).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(await(alice.send(PAIR, "1", "hello")).dup()).isFalse();
    }

    @Test
    void anAudienceThatCannotBeLoadedReachesTheSenderAndHeals() {
        Gate accounts = house.storage().gate("accounts.byId");
        accounts.fail();
        ErrorCode broken = codeOf(alice.send(PAIR, "1", "hello"));

        accounts.open();

        assertThat(broken).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(await(alice.send(PAIR, "1", "hello")).cseq()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsTooLarge() {
        Content largest = Content.untyped(new byte[1000]);
        Content tooLarge = new Content("", new byte[999], Map.of("a", new byte[1]));

        assertThat(alice.ask(new SendMessage(PAIR, null, largest)).cseq()).isEqualTo(1);
        assertThat(codeOf(alice.submit(new SendMessage(PAIR, null, tooLarge)))).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void refusesClientIdsThatSayNothing() {
        assertThat(codeOf(alice.send(PAIR, "", "x"))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(alice.send(PAIR, "a\0b", "x"))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(alice.send(PAIR, "x".repeat(65), "x"))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(await(alice.send(PAIR, "x".repeat(64), "x")).cseq()).isEqualTo(1);
    }

    @Test
    void refusesWhatFindsNoPlaceWhileTheStoreIsSlow() {
        Gate append = house.storage().gate("log.append");
        append.hold();
        List<Future<Sent>> sends = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sends.add(alice.send(PAIR, "c" + i, "x"));
        }

        ErrorCode ninth = codeOf(alice.send(PAIR, "ninth", "x"));
        append.open();

        assertThat(ninth).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(refused()).isEqualTo(1);
        assertThat(sends.stream().map(sent -> await(sent).cseq())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(await(alice.send(PAIR, "tenth", "x")).cseq()).isEqualTo(9);
    }

    @Test
    void refusesWhatIsTooLargeForWhatWaitsAlready() {
        Gate append = house.storage().gate("log.append");
        append.hold();
        Content large = Content.untyped(new byte[900]);
        Future<Sent> first = alice.submit(new SendMessage(PAIR, "first", large));

        ErrorCode second = codeOf(alice.submit(new SendMessage(PAIR, "second", large)));
        append.open();

        assertThat(second).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(refused()).isEqualTo(1);
        await(first);
        assertThat(await(alice.submit(new SendMessage(PAIR, "second", large))).cseq())
                .isEqualTo(2);
    }

    private double refused() {
        return house.meters()
                .get("rialto.dropped")
                .tags("door", "rooms", "reason", "overloaded")
                .counter()
                .count();
    }

    @Test
    void refusesWhatFindsNoPlaceWhileAnAudienceLoads() {
        Gate accounts = house.storage().gate("accounts.byId");
        accounts.hold();
        List<Future<Sent>> sends = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sends.add(alice.send(PAIR, "c" + i, "x"));
        }

        ErrorCode ninth = codeOf(alice.send(PAIR, "ninth", "x"));
        accounts.open();

        assertThat(ninth).isEqualTo(ErrorCode.OVERLOADED);
        sends.forEach(sent -> await(sent));
        assertThat(await(alice.send(PAIR, "tenth", "x")).cseq()).isEqualTo(9);
    }

    @Test
    void otherSessionsOfTheSenderGetItsMessageTheSendingOneDoesNot() {
        Client tablet = house.signIn("alice", "tablet");
        alice.ask(new OpenInbox(InboxMode.window(10)));
        tablet.ask(new OpenInbox(InboxMode.window(10)));

        await(alice.send(PAIR, "1", "mine"));
        await(tablet.send(PAIR, "2", "from the tablet"));

        await().until(() -> alice.items().size() == 1 && tablet.items().size() == 1);
        alice.settle();
        tablet.settle();
        assertThat(alice.items()).containsExactly("from the tablet");
        assertThat(tablet.items()).containsExactly("mine");
    }

    @Test
    void whatIsSentWhileTheInboxOpensDoesNotComeBack() {
        Gate opening = house.storage().gate("inbox.open");
        opening.hold();
        Future<?> opened = alice.submit(new OpenInbox(InboxMode.window(10)));
        await(alice.send(PAIR, "1", "mine"));
        await(bob.send(PAIR, "1", "yours"));

        opening.open();
        await(opened);

        await().until(() -> !alice.items().isEmpty());
        await(bob.send(PAIR, "2", "more"));
        await().until(() -> alice.items().contains("more"));
        assertThat(alice.items()).containsExactly("yours", "more");
    }

    @Test
    void theLiveViewOfAGroupShowsItsMessages() {
        team("alice", "bob");
        FakeSubscriber view = new FakeSubscriber();
        bob.ask(new Subscribe("$group/team", view, false));

        Sent sent = await(alice.send(TEAM, "1", "hello"));

        await().until(() -> view.texts().equals(List.of("hello")));
        assertThat(view.frames().get(0).seq()).isEqualTo(sent.cseq());
        assertThat(view.frames().get(0).session())
                .isEqualTo(alice.session().info().id().value());
    }

    @Test
    void theLiveViewIsForMembersOnly() {
        team("alice", "bob");
        Client carol = house.signIn("carol", "phone");
        FakeSubscriber view = new FakeSubscriber();

        assertThat(codeOf(carol.submit(new Subscribe("$group/team", view, false))))
                .isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(carol.submit(new Subscribe("$group/+", view, false)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(carol.submit(new Subscribe("$user/carol", view, false))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(house.fanout().subscriptions()).isZero();
    }

    @Test
    void whoIsTakenOutOfAGroupSeesNoMoreOfIt() {
        team("alice", "bob");
        FakeSubscriber view = new FakeSubscriber();
        bob.ask(new Subscribe("$group/team", view, false));
        await(alice.send(TEAM, "1", "before"));
        await().until(() -> view.texts().size() == 1);

        alice.ask(new RemoveMembers(TEAM, Set.of(new AccountId("bob"))));
        await(alice.send(TEAM, "2", "after"));
        bob.settle();

        assertThat(view.texts()).containsExactly("before");
        assertThat(house.fanout().subscriptions()).isZero();
        assertThat(codeOf(bob.send(TEAM, null, "x"))).isEqualTo(ErrorCode.NOT_MEMBER);
    }

    @Test
    void aViewTakenBackWhileItsRightIsAskedForNeverStands() {
        team("alice", "bob");
        FakeSubscriber view = new FakeSubscriber();
        Gate members = house.storage().gate("rooms.members");
        members.hold();
        Future<?> subscribed = bob.submit(new Subscribe("$group/team", view, false));
        await().until(() -> members.waiting() == 1);

        bob.ask(new Unsubscribe("$group/team", view));
        members.open();
        await(subscribed);

        assertThat(house.fanout().subscriptions()).isZero();
    }

    @Test
    void historyIsReadBothWaysWithinBounds() {
        for (int i = 1; i <= 5; i++) {
            await(alice.send(PAIR, null, "m" + i));
        }

        assertThat(texts(alice.ask(new ReadHistory(PAIR, 2, 0, 2, 1000)))).containsExactly("m3", "m4");
        assertThat(texts(alice.ask(new ReadHistory(PAIR, 0, 3, 10, 1000)))).containsExactly("m1", "m2");
        assertThat(texts(alice.ask(new ReadHistory(PAIR, -7, 0, -1, -1))))
                .as("nonsense becomes the default")
                .hasSize(5);
        assertThat(texts(alice.ask(new ReadHistory(PAIR, 0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE))))
                .hasSize(5);
    }

    @Test
    void aMessageIsFetchedByItsRoomsMembersOnly() {
        Client carol = house.signIn("carol", "phone");
        Sent sent = await(alice.send(PAIR, "1", "hello"));

        assertThat(bob.ask(new FetchMessage(sent.mid())).content().asText()).contains("hello");
        assertThat(codeOf(carol.submit(new FetchMessage(sent.mid())))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aFetchThatTheStoreCannotAnswerIsNotCalledMissing() {
        team("alice", "bob");
        Sent sent = await(alice.send(TEAM, "1", "hello"));
        alice.ask(new RemoveMembers(TEAM, Set.of()));
        house.storage().gate("rooms.members").fail();

        assertThat(codeOf(bob.submit(new FetchMessage(sent.mid())))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    @Test
    void aSessionThatFailsKeepsNothingFromOthers() {
        Client second = house.signIn("bob", "tablet");
        bob.door().onPush(push -> {
            throw new IllegalStateException("a defect of this door, as the test wants");
        });
        bob.ask(new OpenInbox(InboxMode.window(10)));
        second.ask(new OpenInbox(InboxMode.window(10)));

        await(alice.send(PAIR, "1", "one"));
        await(alice.send(PAIR, "2", "two"));

        await().until(() -> second.items().equals(List.of("one", "two")));
    }

    private void team(String owner, String... members) {
        Client client = owner.equals("alice") ? alice : bob;
        Set<AccountId> all =
                Set.copyOf(Arrays.stream(members).map(AccountId::new).toList());
        client.ask(new CreateRoom(TEAM, "a team", JoinPolicy.INVITE, all));
    }

    private static List<String> texts(HistoryPage page) {
        return page.messages().stream()
                .map(message -> message.content().asText().orElseThrow())
                .toList();
    }
}
