package io.rialto.access;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.InboxCommand.OpenInbox;
import io.rialto.contract.command.InboxCommand.PullInbox;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.MessageCommand.FetchMessage;
import io.rialto.contract.command.MessageCommand.MaySpeak;
import io.rialto.contract.command.MessageCommand.ReadHistory;
import io.rialto.contract.command.MessageCommand.RecallMessage;
import io.rialto.contract.command.MessageCommand.SendMessage;
import io.rialto.contract.command.MessageCommand.Within;
import io.rialto.contract.command.RoomCommand.AddMembers;
import io.rialto.contract.command.RoomCommand.ApplyToRoom;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.command.RoomCommand.JoinRoom;
import io.rialto.contract.command.RoomCommand.RemoveMembers;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SignalCommand.Signal;
import io.rialto.contract.command.SignalCommand.SignalAccounts;
import io.rialto.contract.command.StreamCommand.CreateStream;
import io.rialto.contract.command.StreamCommand.JoinLane;
import io.rialto.contract.command.StreamCommand.JoinStream;
import io.rialto.contract.command.StreamCommand.SubscribeLane;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.session.DurableWish;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.WillPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rules in rooms, whatever door somebody came through: each room is a topic. */
final class AccessToRoomsTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final RoomId TEAM = RoomId.group("team");
    private static final RoomId PAIR = RoomId.direct(ALICE, BOB);
    private static final RoomId SHOW = new RoomId("s:show");
    private static final Content HI = Content.text("hi");

    @TempDir
    private Path directory;

    private House house;
    private Client alice;
    private Client bob;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whoMayNotPublishToARoomLeavesNoWillThere() {
        open(
                true,
                "deny account:bob publish $group/team/signal",
                "deny account:bob publish $user/alice",
                "deny account:bob publish $stream/show/cam/+");
        saidInATeamWithBob();

        assertThat(opened(WillPlace.ofGroup(TEAM, true))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(opened(WillPlace.ofAccount(ALICE, false))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(opened(WillPlace.ofStream(SHOW, "cam", BOB))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(opened(WillPlace.ofGroup(TEAM, false))).isNull();
        assertThat(opened(WillPlace.ofAccount(ALICE, true))).isNull();
        assertThat(opened(WillPlace.ofStream(SHOW, "mic", BOB))).isNull();
    }

    /** Null where somebody who would leave this is let in. */
    private ErrorCode opened(WillPlace will) {
        Future<Client> open =
                house.open(house.durably("bob", "willing", DurableWish.NOTHING).leaving(will), new FakeDoor());
        return await(open.transform((client, failure) ->
                Future.succeededFuture(failure == null ? null : GatewayException.codeOf(failure))));
    }

    @Test
    void whoMayNotPublishToARoomSaysNothingThereInNoWay() {
        open(true, "deny account:bob publish $group/#", "deny account:bob publish $user/alice/#");
        Sent said = saidInATeamWithBob();

        requireDenied(
                bob, new SendMessage(TEAM, null, HI), "no right to publish to $group/team, access rule 1 denies it");
        requireDenied(
                bob, new SendMessage(PAIR, null, HI), "no right to publish to $user/alice, access rule 2 denies it");
        requireDenied(bob, new Signal(TEAM, HI), "no right to publish to $group/team/signal");
        requireDenied(bob, new Signal(PAIR, HI), "no right to publish to $user/alice/signal");
        requireDenied(bob, new SignalAccounts(List.of(ALICE), HI), "no right to publish to $user/alice/signal");
        requireDenied(bob, new MaySpeak(TEAM), "no right to publish to $group/team");
        requireDenied(bob, new RecallMessage(TEAM, said.cseq(), "x"), "no right to publish to $group/team");
        requireDenied(bob, new Within<>(TEAM, new SendMessage(PAIR, null, HI)), "no right to publish to $user/alice");
        requireDenied(bob, new Within<>(TEAM, new Signal(PAIR, HI)), "no right to publish to $user/alice/signal");

        bob.ask(new SendMessage(RoomId.direct(BOB, BOB), null, HI));
        bob.ask(new ReadHistory(TEAM, 0, 0, 10, 1000));
        assertThat(house.meters()
                        .get("rialto.access.denied")
                        .tags("deed", "publish", "door", "test")
                        .counter()
                        .count())
                .isEqualTo(9);
    }

    @Test
    void whoMayNotSubscribeToARoomNeitherJoinsNorReads() {
        open(true, "deny account:bob subscribe $group/#", "deny account:bob subscribe $user/+");
        Sent said = saidInATeamWithBob();
        alice.ask(new CreateRoom(RoomId.group("open"), "", JoinPolicy.OPEN, Set.of()));

        requireDenied(bob, new JoinRoom(RoomId.group("open")), "no right to subscribe to $group/open, access rule 1");
        requireDenied(bob, new ApplyToRoom(RoomId.group("open"), ""), "no right to subscribe to $group/open");
        requireDenied(bob, new ReadHistory(TEAM, 0, 0, 10, 1000), "no right to subscribe to $group/team");
        requireDenied(
                bob, new ReadHistory(PAIR, 0, 0, 10, 1000), "no right to subscribe to $user/alice, access rule 2");
        requireDenied(bob, new FetchMessage(said.mid()), "no right to subscribe to $group/team");
        requireDenied(
                bob, new Subscribe("$group/team", new FakeSubscriber(), false), "no right to subscribe to $group/team");
        bob.ask(new SendMessage(TEAM, null, HI));
    }

    @Test
    void whatIsSaidWhereSomebodyMayNotListenIsPassedOverInTheInbox() {
        open(true, "deny account:bob subscribe $group/team/#");
        alice.ask(new CreateRoom(TEAM, "", JoinPolicy.INVITE, Set.of(BOB)));
        bob.ask(new OpenInbox(InboxMode.window(10)));
        Client pad = house.signIn("bob", "tablet");
        pad.ask(new OpenInbox(InboxMode.HANDSHAKE));

        alice.ask(new SendMessage(TEAM, null, Content.text("secret")));
        alice.ask(new Signal(TEAM, Content.text("psst")));
        alice.ask(new SendMessage(PAIR, null, Content.text("for bob")));
        alice.ask(new Signal(PAIR, Content.text("hello")));

        await().until(() -> bob.items().contains("for bob")
                && !bob.door().pushes(Push.Signalled.class).isEmpty());
        assertThat(bob.items()).doesNotContain("secret");
        assertThat(bob.door().pushes(Push.Signalled.class))
                .extracting(signal -> signal.content().asText().orElse("?"))
                .containsExactly("hello");
        InboxPage page = pad.ask(new PullInbox(0, 100, 100_000));
        assertThat(page.items())
                .extracting(item -> item.message().room())
                .contains(PAIR)
                .doesNotContain(TEAM);
        assertThat(page.more()).isFalse();
    }

    @Test
    void lanesAreTopics() {
        open(
                true,
                "allow account:bob publish $stream/show/mine/%u",
                "deny account:bob publish $stream/#",
                "deny account:bob subscribe $stream/show/secret/#",
                "deny account:bob all $stream/closed/#");
        alice.ask(new CreateStream(SHOW, StreamPreset.RTM));
        alice.ask(new JoinStream(SHOW));
        alice.ask(new JoinLane(SHOW, "news"));
        bob.ask(new JoinStream(SHOW));
        FakeSubscriber subscriber = new FakeSubscriber();

        requireDenied(bob, new JoinLane(SHOW, "news"), "no right to publish to $stream/show/news/bob, access rule 2");
        assertThat(codeOf(bob.publish(SHOW, "news", 0, "x"))).isEqualTo(ErrorCode.FORBIDDEN);
        requireDenied(bob, lane("secret"), "no right to subscribe to $stream/show/secret/+, access rule 3");
        requireDenied(bob, lane(null), "no right to subscribe to $stream/show/+/+, access rule 3");
        RoomId closed = new RoomId("s:closed");
        requireDenied(bob, new JoinStream(closed), "no right to subscribe to $stream/closed/#, access rule 4");
        requireDenied(bob, new CreateStream(closed, StreamPreset.RTM), "no right to subscribe to $stream/closed/#");
        bob.ask(new JoinLane(SHOW, "mine"));
        await(bob.publish(SHOW, "mine", 0, "allowed"));
        bob.ask(new SubscribeLane(SHOW, "news", Set.of(ALICE), null, subscriber));
        await(alice.publish(SHOW, "news", 0, "heard"));
        await().until(() -> subscriber.texts().equals(List.of("heard")));
    }

    @Test
    void rightsOfAGroupEndWithTheMembershipInRoomsToo() {
        open(true, "allow group:team subscribe $stream/show/#", "deny * subscribe $stream/show/#");
        alice.ask(new CreateRoom(TEAM, "", JoinPolicy.INVITE, Set.of(BOB)));
        alice.ask(new CreateStream(SHOW, StreamPreset.VROOM));
        FakeSubscriber subscriber = new FakeSubscriber();
        // Rules learn of a membership a moment after the group does.
        await().until(() -> isAllowed(bob, new SubscribeLane(SHOW, null, Set.of(), null, subscriber)));
        await(alice.publish(SHOW, "0", 0, "for members"));
        await().until(() -> subscriber.texts().equals(List.of("for members")));

        alice.ask(new RemoveMembers(TEAM, Set.of(BOB)));

        await().until(() -> !isAllowed(bob, new SubscribeLane(SHOW, null, Set.of(), null, new FakeSubscriber())));
        await(alice.publish(SHOW, "0", 0, "for those who are left"));
        alice.settle();
        bob.settle();
        assertThat(subscriber.texts()).containsExactly("for members");
    }

    @Test
    void whereRoomsAreClosedARuleOpensThemAndTheRoomsOwnRightsAreAskedBesides() {
        open(
                false,
                "allow * all $group/team/#",
                "allow account:alice publish $user/#",
                "allow account:bob subscribe $user/alice");
        alice.ask(new CreateRoom(TEAM, "", JoinPolicy.INVITE, Set.of()));

        assertThat(codeOf(bob.submit(new SendMessage(TEAM, null, HI)))).isEqualTo(ErrorCode.NOT_MEMBER);
        requireDenied(
                bob,
                new CreateRoom(RoomId.group("other"), "", JoinPolicy.OPEN, Set.of()),
                "no right to subscribe to $group/other, no access rule allows it");
        requireDenied(
                bob, new SendMessage(PAIR, null, HI), "no right to publish to $user/alice, no access rule allows it");
        requireDenied(bob, new JoinStream(SHOW), "no right to subscribe to $stream/show/#, no access rule allows it");

        alice.ask(new AddMembers(TEAM, Set.of(BOB)));
        bob.ask(new SendMessage(TEAM, null, HI));
        alice.ask(new SendMessage(PAIR, null, Content.text("allowed")));
        bob.ask(new OpenInbox(InboxMode.window(10)));
        await().until(() -> bob.items().contains("allowed"));
    }

    @Test
    void onesOwnInboxIsOpenUnlessARuleNamesIt() {
        open(false, "deny account:bob subscribe $inbox");

        requireDenied(
                bob, new OpenInbox(InboxMode.window(10)), "no right to subscribe to $inbox, access rule 1 denies it");
        alice.ask(new OpenInbox(InboxMode.window(10)));
    }

    @Test
    void noChannelIsMadeInTheTreesOfRooms() {
        open(true, "allow * all $user/#", "allow * all $group/#", "allow * all $stream/#");

        for (String tree : List.of("$user/alice", "$group/team", "$stream/show/0/bob")) {
            assertThat(codeOf(bob.publish(tree, "x", 1, true))).as(tree).isEqualTo(ErrorCode.FORBIDDEN);
        }
        for (String filter : List.of("$user/#", "$group/#", "$stream/#", "$stream/show/0/+")) {
            assertThat(codeOf(bob.submit(new Subscribe(filter, new FakeSubscriber(), true))))
                    .as(filter)
                    .isEqualTo(ErrorCode.FORBIDDEN);
        }
        bob.ask(new SendMessage(PAIR, null, HI));
    }

    private void open(boolean otherwise, String... rules) {
        house = House.open(directory, Plan.standard().access(otherwise, List.of(rules)));
        house.accounts("alice", "bob");
        alice = house.signIn("alice", "phone");
        bob = house.signIn("bob", "pad");
    }

    private Sent saidInATeamWithBob() {
        alice.ask(new CreateRoom(TEAM, "", JoinPolicy.INVITE, Set.of(BOB)));
        return alice.ask(new SendMessage(TEAM, null, HI));
    }

    private static SubscribeLane lane(String lane) {
        return new SubscribeLane(SHOW, lane, Set.of(), null, new FakeSubscriber());
    }

    private static boolean isAllowed(Client client, Command<?> command) {
        return await(client.submit(command).transform((done, failure) -> Future.succeededFuture(failure == null)));
    }

    private static void requireDenied(Client client, Command<?> command, String why) {
        Throwable failure = await(client.submit(command)
                .transform((done, failed) -> Future.succeededFuture(failed == null ? new Throwable("done") : failed)));
        assertThat(failure).as(command.toString()).hasMessageStartingWith(why);
        assertThat(GatewayException.codeOf(failure)).isEqualTo(ErrorCode.FORBIDDEN);
    }
}
