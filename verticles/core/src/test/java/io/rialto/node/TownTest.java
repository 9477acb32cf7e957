package io.rialto.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.cluster.NodeId;
import io.rialto.cluster.TrafficClass;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.channel.Run;
import io.rialto.contract.command.AccountCommand;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.PresenceCommand;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Notice;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SignIn;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.message.Notices;
import io.rialto.testing.Await;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.Gate;
import io.rialto.testing.House;
import io.rialto.testing.Town;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What several nodes are together: sessions, rooms, channels, streams wherever they are, also when one of them dies. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TownTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final RoomId TEAM = RoomId.group("team");

    @TempDir
    private Path directory;

    private Town town;
    private House a;
    private House b;
    private House c;

    @BeforeEach
    void found() {
        town = Town.of(directory, "a", "b", "c");
        a = town.house("a");
        b = town.house("b");
        c = town.house("c");
        a.accounts("alice", "bob", "carol");
    }

    @AfterEach
    void leave() {
        town.close();
    }

    @Test
    void aMessageReachesEverySessionOfAnAccountOnEveryNode() {
        Client alice = a.signIn("alice", "phone");
        List<Client> bobs = List.of(inbox(a, "bob", "one"), inbox(b, "bob", "two"), inbox(c, "bob", "three"));

        for (int i = 0; i < 20; i++) {
            Await.await(alice.send(RoomId.direct(ALICE, BOB), "m" + i, "m" + i));
        }

        for (Client bob : bobs) {
            await().untilAsserted(() -> assertThat(bob.items()).hasSize(20));
            assertThat(bob.items()).isEqualTo(bobs.get(0).items());
        }
    }

    @Test
    void aNoticeReachesEveryDeviceOnEveryNodeExactlyOnce() {
        Notices notices = new Notices(a.bus(), a.placement());
        List<Client> bobs = List.of(inbox(a, "bob", "one"), inbox(b, "bob", "two"));
        inbox(c, "bob", "three").close();

        for (int i = 0; i < 10; i++) {
            Notice notice = Notice.of(Notice.Kind.CONTACT_REQUESTED, ALICE, "n" + i);
            Await.await(notices.tell(BOB, notice, "n" + i));
            Await.await(new Notices(b.bus(), b.placement()).tell(BOB, notice, "n" + i));
        }

        Client back = inbox(c, "bob", "three");
        for (Client bob : List.of(bobs.get(0), bobs.get(1), back)) {
            await().untilAsserted(() -> assertThat(bob.items()).hasSize(10));
        }
        Await.await(a.signIn("alice", "phone").send(RoomId.direct(ALICE, BOB), "last", "last"));
        for (Client bob : List.of(bobs.get(0), bobs.get(1), back)) {
            await().until(() -> bob.items().contains("last"));
            assertThat(bob.items()).hasSize(11).doesNotHaveDuplicates();
        }
    }

    /** lessons-from-tim.md W-59, W-14: rights were cached for minutes, on each node. */
    @Test
    void aBlockOnOneNodeStopsTheNextMessageOnAnother() {
        List<Client> alices = List.of(a.signIn("alice", "one"), b.signIn("alice", "two"), c.signIn("alice", "three"));
        List<Client> bobs = List.of(b.signIn("bob", "one"), c.signIn("bob", "two"), a.signIn("bob", "three"));
        RoomId pair = RoomId.direct(ALICE, BOB);

        for (int i = 0; i < 3; i++) {
            Client alice = alices.get(i);
            Client bob = bobs.get(i);
            Await.await(bob.send(pair, null, "before"));
            alice.ask(new ContactCommand.BlockContact(BOB));

            assertThat(Await.codeOf(bob.send(pair, null, "x"))).isEqualTo(ErrorCode.BLOCKED);

            alice.ask(new ContactCommand.UnblockContact(BOB));
            Await.await(bob.send(pair, null, "after"));
        }
    }

    @Test
    void contactsAreMadeAcrossNodes() {
        Client alice = inbox(a, "alice", "phone");
        Client bob = inbox(b, "bob", "phone");

        assertThat(alice.ask(new ContactCommand.AddContact(BOB, "hi")).friend()).isFalse();
        await().until(() -> bob.items().size() == 1);
        assertThat(bob.ask(new ContactCommand.AddContact(ALICE, null)).friend()).isTrue();
        await().until(() -> alice.items().size() == 1 && bob.items().size() == 2);

        assertThat(c.signIn("alice", "tablet")
                        .ask(new ContactCommand.ListContacts())
                        .accounts())
                .containsExactly(BOB);
    }

    @Test
    void aSignalReachesSessionsOnEveryNode() {
        Client alice = a.signIn("alice", "phone");
        List<Client> bobs = List.of(a.signIn("bob", "one"), b.signIn("bob", "two"), c.signIn("bob", "three"));
        alice.ask(new ContactCommand.AddContact(BOB, null));
        bobs.get(1).ask(new ContactCommand.AddContact(ALICE, null));

        alice.ask(new SignalCommand.Signal(RoomId.direct(ALICE, BOB), Content.text("one")));
        alice.ask(new SignalCommand.SignalContacts(Content.text("two")));
        alice.ask(new SignalCommand.SignalAccounts(List.of(BOB), Content.text("three")));

        for (Client bob : bobs) {
            await().untilAsserted(() -> assertThat(bob.door().pushes(Push.Signalled.class))
                    .extracting(signal -> signal.content().asText().orElseThrow())
                    .containsExactlyInAnyOrder("one", "two", "three"));
        }
    }

    @Test
    void whoIsBannedOnOneNodeDoesNotComeBackThroughAnother() {
        Client alice = a.signIn("alice", "phone");
        List<Client> bobs = List.of(a.signIn("bob", "one"), b.signIn("bob", "two"), c.signIn("bob", "three"));
        alice.ask(new RoomCommand.CreateRoom(TEAM, "", JoinPolicy.OPEN, Set.of(BOB)));
        for (Client bob : bobs) {
            Await.await(bob.send(TEAM, null, "hello"));
        }

        alice.ask(new RoomCommand.BanMember(TEAM, BOB));

        for (Client bob : bobs) {
            assertThat(Await.codeOf(bob.send(TEAM, null, "x"))).isEqualTo(ErrorCode.NOT_MEMBER);
            assertThat(Await.codeOf(bob.submit(new RoomCommand.JoinRoom(TEAM)))).isEqualTo(ErrorCode.BLOCKED);
            assertThat(Await.codeOf(bob.submit(new RoomCommand.ApplyToRoom(TEAM, ""))))
                    .isEqualTo(ErrorCode.BLOCKED);
        }
        assertThat(c.signIn("alice", "tablet")
                        .ask(new RoomCommand.ListBannedMembers(TEAM))
                        .accounts())
                .containsExactly(BOB);
    }

    @Test
    void whatWasSaidOnOneNodeIsRecalledOnAnother() {
        Client phone = a.signIn("alice", "phone");
        Client tablet = b.signIn("alice", "tablet");
        Client bob = inbox(c, "bob", "phone");
        RoomId pair = RoomId.direct(ALICE, BOB);
        long cseq = Await.await(phone.send(pair, "1", "secret")).cseq();
        await().until(() -> bob.items().equals(List.of("secret")));

        tablet.ask(new MessageCommand.RecallMessage(pair, cseq));

        await().until(() -> bob.items().size() == 2);
        assertThat(bob.items().get(1)).startsWith("{\"cseq\":1,");
        assertThat(phone.ask(new MessageCommand.RecallMessage(pair, cseq)).dup())
                .isTrue();
        assertThat(bob.ask(new MessageCommand.ReadHistory(pair, 0, 0, 10, 0)).messages())
                .extracting(message -> message.content().type())
                .containsExactly("recalled", "recall");
        assertThat(Await.codeOf(bob.submit(new MessageCommand.RecallMessage(pair, cseq))))
                .isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void allMembersOfAGroupSeeOneOrderWhoeverSpeaksWhere() {
        Client alice = inbox(a, "alice", "phone");
        Client bob = inbox(b, "bob", "phone");
        Client carol = inbox(c, "carol", "phone");
        alice.ask(new RoomCommand.CreateRoom(TEAM, "", JoinPolicy.INVITE, Set.of(BOB, new AccountId("carol"))));
        await().until(() -> !carol.door().pushes(Push.MemberChanged.class).isEmpty());

        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            for (Client one : List.of(alice, bob, carol)) {
                sent.add(one.send(TEAM, "m" + i, one.session().info().account() + "-" + i));
            }
            if (i % 4 == 3) {
                Await.await(Future.all(sent));
            }
        }
        Await.await(Future.all(sent));

        List<String> log = alice.ask(new MessageCommand.ReadHistory(TEAM, 0, 0, 200, 0)).messages().stream()
                .map(message -> message.content().asText().orElseThrow())
                .toList();
        assertThat(log).hasSize(90);
        for (Client one : List.of(alice, bob, carol)) {
            String own = one.session().info().account() + "-";
            List<String> others =
                    log.stream().filter(text -> !text.startsWith(own)).toList();
            await().untilAsserted(() -> assertThat(one.items()).isEqualTo(others));
        }
    }

    @Test
    void aDeviceThatComesBackOnAnotherNodeGoesOnWhereItStood() {
        Client alice = a.signIn("alice", "phone");
        Client before = inbox(b, "bob", "phone");
        for (int i = 1; i <= 5; i++) {
            Await.await(alice.send(RoomId.direct(ALICE, BOB), "m" + i, "m" + i));
        }
        await().until(() -> before.items().size() == 5);
        for (long iseq = 1; iseq <= 3; iseq++) {
            before.ask(new InboxCommand.AckInbox(iseq));
        }

        Client after = c.signIn("bob", "phone");
        long cursor =
                after.ask(new InboxCommand.OpenInbox(InboxMode.window(16))).cursor();

        assertThat(cursor).isEqualTo(3);
        assertThat(before.door().pushes()).contains(new Push.Kicked(Push.Reason.REPLACED));
        await().untilAsserted(() -> assertThat(after.items()).containsExactly("m4", "m5"));
        assertThat(after.ask(new AccountCommand.ListSessions()).sessions()).hasSize(1);
    }

    @Test
    void aLoginTokenThatANodeGaveSignsInOnceAtWhicheverNode() {
        long first = Await.await(a.accounts().issueTicket(BOB, Duration.ofMinutes(1)));
        long second = Await.await(b.accounts().issueTicket(BOB, Duration.ofMinutes(1)));

        Client bob = Await.await(c.open(ticket(first), new FakeDoor()));

        assertThat(bob.session().info().account()).isEqualTo(BOB);
        for (House house : List.of(a, b, c)) {
            assertThat(failureOf(house.open(ticket(first), new FakeDoor()))).isEqualTo(ErrorCode.UNAUTHENTICATED);
        }
        List<Future<Client>> atOnce = Stream.of(a, b, c)
                .map(house -> house.open(ticket(second), new FakeDoor()))
                .toList();
        atOnce.forEach(one -> await().until(one::isComplete));
        assertThat(atOnce).filteredOn(Future::succeeded).hasSize(1);
        assertThat(failureOf(a.open(ticket(4711), new FakeDoor()))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    private static SignIn ticket(long number) {
        return new SignIn(new Credentials.Token(Long.toString(number)), null, "web", "test", false);
    }

    @Test
    void presenceIsTheSameEverywhereAndEndsWithTheNode() {
        Client alice = a.signIn("alice", "phone");
        alice.ask(new PresenceCommand.WatchPresence(List.of(BOB)));

        Client bob = c.signIn("bob", "phone");
        await().until(() -> isOnline(alice, true));
        bob.ask(new PresenceCommand.SetPresence("at sea"));
        await().until(() -> lastPresence(alice).status().equals("at sea"));
        town.kill("c");

        await().until(() -> isOnline(alice, false));
    }

    @Test
    void aGroupTellsItsNewMembersOnOtherNodesAndTheirViewsSeeIt() {
        Client alice = a.signIn("alice", "phone");
        Client bob = b.signIn("bob", "phone");
        alice.ask(new RoomCommand.CreateRoom(TEAM, "", JoinPolicy.INVITE, Set.of()));
        FakeSubscriber view = new FakeSubscriber();
        assertThat(failureOf(bob.submit(new ChannelCommand.Subscribe("$group/team", view, false))))
                .isEqualTo(ErrorCode.NOT_MEMBER);

        alice.ask(new RoomCommand.AddMembers(TEAM, Set.of(BOB)));
        bob.ask(new ChannelCommand.Subscribe("$group/team", view, false));
        Await.await(alice.send(TEAM, "1", "hello"));

        await().untilAsserted(() -> assertThat(view.texts()).containsExactly("hello"));
        alice.ask(new RoomCommand.RemoveMembers(TEAM, Set.of(BOB)));
        await().until(() -> bob.door().pushes(Push.MemberChanged.class).stream().anyMatch(push -> !push.joined()));
        Await.await(alice.send(TEAM, "2", "behind his back"));
        bob.settle();
        assertThat(view.texts()).containsExactly("hello");
    }

    /** Links to a newcomer open one by one: who does not see it yet asks the old home. */
    @Test
    void anOldHomeKnowsOfMembersThatChangedAtTheNewOne() {
        town.joinWithout("d", "b");
        RoomId moved = groupOn("a", "d");
        Client alice = c.signIn("alice", "phone");
        Client bob = b.signIn("bob", "phone");
        Client carol = inbox(c, "carol", "phone");
        alice.ask(new RoomCommand.CreateRoom(moved, "", JoinPolicy.INVITE, Set.of(BOB)));
        Client neighbour = b.signIn("alice", "tablet");
        Await.await(bob.send(moved, "1", "he belongs to it"));

        alice.ask(new RoomCommand.RemoveMembers(moved, Set.of(BOB)));
        alice.ask(new RoomCommand.AddMembers(moved, Set.of(new AccountId("carol"))));

        assertThat(failureOf(bob.send(moved, "2", "he does not"))).isEqualTo(ErrorCode.NOT_MEMBER);
        Await.await(neighbour.send(moved, "3", "to carol"));
        await().untilAsserted(() -> assertThat(carol.items()).hasSize(2).endsWith("to carol"));
        town.meet("d", "b");
        town.kill("d");
        assertThat(failureOf(bob.send(moved, "4", "still not"))).isEqualTo(ErrorCode.NOT_MEMBER);
        Await.await(neighbour.send(moved, "5", "again"));
        await().untilAsserted(() -> assertThat(carol.items()).hasSize(3).endsWith("to carol", "again"));
    }

    @Test
    void aHomeThatNoLinkCanTellReadsTheMembersAgainAfterAWhile() {
        town.relyOnAudiencesFor(200);
        House d = town.join("d");
        Client alice = a.signIn("alice", "phone");
        Client bob = inbox(d, "bob", "phone");
        FakeSubscriber view = new FakeSubscriber();
        alice.ask(new RoomCommand.CreateRoom(TEAM, "", JoinPolicy.INVITE, Set.of(BOB)));
        bob.ask(new ChannelCommand.Subscribe("$group/team", view, false));
        town.cutOff("d");
        Await.await(bob.send(TEAM, "1", "the store is the same"));

        await().until(() -> alice.submit(new RoomCommand.RemoveMembers(TEAM, Set.of(BOB)))
                .map(true)
                .otherwise(false)
                .toCompletionStage()
                .toCompletableFuture()
                .get());

        await().until(() -> failureOf(bob.send(TEAM, null, "soon refused")) == ErrorCode.NOT_MEMBER);
        town.heal("d");
        await().until(() -> d.fanout().filters().stream().noneMatch("$group/team"::equals));
        Await.await(alice.send(TEAM, "2", "behind his back"));
        bob.settle();
        assertThat(view.texts()).doesNotContain("behind his back");
    }

    @Test
    void aPublicationReachesExactAndWildcardSubscriptionsOnEveryNodeOnce() {
        List<FakeSubscriber> exact = new ArrayList<>();
        List<FakeSubscriber> wild = new ArrayList<>();
        for (House house : List.of(a, b, c)) {
            exact.add(subscribed(house, "alice", "exact", "room/kitchen", false));
            wild.add(subscribed(house, "bob", "wild", "room/+", false));
        }
        Client publisher = b.signIn("carol", "sensor");

        for (int i = 0; i < 50; i++) {
            assertThat(Await.await(publisher.publish("room/kitchen", "v" + i, 1, false)))
                    .isTrue();
        }

        List<String> all = IntStream.range(0, 50).mapToObj(i -> "v" + i).toList();
        for (FakeSubscriber one : exact) {
            await().untilAsserted(() -> assertThat(one.texts()).isEqualTo(all));
        }
        for (FakeSubscriber one : wild) {
            await().untilAsserted(() -> assertThat(one.texts()).isEqualTo(all));
        }
        assertThat(exact.get(0).frames().get(49).seq())
                .isEqualTo(exact.get(2).frames().get(49).seq());
    }

    @Test
    void aRetainedValueIsOfferedOnEveryNode() {
        Client publisher = a.signIn("alice", "sensor");
        Await.await(publisher.publish("lamp/1", "on", 1, true));

        for (House house : List.of(a, b, c)) {
            FakeSubscriber one = subscribed(house, "bob", "viewer", "lamp/#", true);
            await().untilAsserted(() -> assertThat(one.texts()).containsExactly("[on]"));
        }
    }

    /** Whatever node the home of a topic is on, and whoever else of the node listens. */
    @Test
    void whoSubscribesDoesNotHearWhatItHadPublishedBefore() {
        FakeSubscriber everything = subscribed(b, "carol", "viewer", "#", false);
        Client bob = b.signIn("bob", "sensor");
        Client alice = a.signIn("alice", "sensor");
        Map<String, FakeSubscriber> subscribers = new HashMap<>();

        for (int i = 0; i < 30; i++) {
            String topic = "t" + i;
            FakeSubscriber mine = new FakeSubscriber();
            subscribers.put(topic, mine);
            bob.run(() -> {
                bob.publishNow(topic, "before");
                bob.session().submit(new ChannelCommand.Subscribe(topic, mine, false));
            });
        }

        await().until(() -> everything.texts().size() == 30);
        subscribers.forEach((topic, mine) -> {
            await().until(() -> {
                Await.await(alice.publish(topic, "after", 1, false));
                return !mine.texts().isEmpty();
            });
            assertThat(mine.texts()).as(topic).doesNotContain("before");
        });
    }

    @Test
    void whoIsNotSubscribedAnyMoreCostsNothingAfterAMoment() {
        Client bob = b.signIn("bob", "viewer");
        FakeSubscriber subscriber = new FakeSubscriber();
        bob.ask(new ChannelCommand.Subscribe("room/+", subscriber, false));
        Client publisher = a.signIn("alice", "sensor");
        assertThat(Await.await(publisher.publish("room/x", "1", 1, false))).isTrue();

        bob.ask(new ChannelCommand.Unsubscribe("room/+", subscriber));

        await().until(() -> !Await.await(publisher.publish("room/x", "2", 1, false)));
    }

    @Test
    void framesOfAStreamRoomHaveOneOrderOnEveryNode() {
        Client alice = a.signIn("alice", "cam");
        RoomId room = alice.ask(new StreamCommand.CreateStream(null, StreamPreset.VROOM))
                .room();
        alice.ask(new StreamCommand.GrantStream(room, BOB, true));
        Client bob = b.signIn("bob", "cam");
        List<FakeSubscriber> viewers = List.of(listening(a, room), listening(b, room), listening(c, room));

        List<Future<StreamPlace>> places = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            places.add(alice.publish(room, "0", i, "a" + i));
            places.add(bob.publish(room, "0", i, "b" + i));
        }
        Await.await(Future.all(places));

        await().untilAsserted(() -> assertThat(viewers.get(0).texts()).hasSize(200));
        for (FakeSubscriber viewer : viewers) {
            await().untilAsserted(() ->
                    assertThat(viewer.texts()).isEqualTo(viewers.get(0).texts()));
            assertThat(viewer.gaps()).isEmpty();
        }
        assertThat(failureOf(c.signIn("carol", "cam").publish(room, "0", 1, "no")))
                .isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void theFramesOfATurnCrossToEachNodeInOneWord() {
        Client alice = a.signIn("alice", "cam");
        RoomId room = roomOn(a);
        alice.ask(new StreamCommand.CreateStream(room, StreamPreset.VROOM));
        List<FakeSubscriber> viewers = new ArrayList<>();
        for (House house : List.of(a, b, c, b, c)) {
            viewers.add(listening(house, room));
        }
        long before = a.edges().sent();

        alice.publishTogether(room, 100);

        for (FakeSubscriber viewer : viewers) {
            await().untilAsserted(() -> assertThat(viewer.texts()).hasSize(100));
        }
        assertThat(a.edges().sent() - before).isEqualTo(2);
    }

    @Test
    void aRelayThatAnotherOneHasReplacedReachesNobody() {
        Client alice = a.signIn("alice", "cam");
        RoomId room = roomOn(a);
        StreamInfo info = alice.ask(new StreamCommand.CreateStream(room, StreamPreset.VROOM));
        FakeSubscriber viewer = listening(b, room);
        Await.await(alice.publish(room, "0", 0, "old"));
        await().until(() -> viewer.texts().size() == 1);

        a.edgeHears(new Run("$stream/" + room.name(), info.head().epoch() + 1, List.of(frame(1, "newer"))));
        b.edgeHears(new Run("$stream/" + room.name(), info.head().epoch() + 1, List.of(frame(1, "newer"))));
        alice.publish(room, "0", 0, "from the past");

        await().untilAsserted(() -> assertThat(viewer.texts()).containsExactly("old", "newer"));
        await().until(() -> a.edges().fenced() + b.edges().fenced() > 0);
        await().until(() -> failureOf(alice.publish(room, "0", 0, "still")) != null);
        assertThat(viewer.texts()).doesNotContain("from the past", "still");
    }

    @Test
    void anotherNodeGoesOnWhenTheRelayIsLostAndTheGapIsTold() {
        House relay = houseOf("s:show");
        House other = List.of(a, b, c).stream()
                .filter(house -> house != relay)
                .findFirst()
                .orElseThrow();
        Client owner = other.signIn("alice", "cam");
        RoomId room = owner.ask(new StreamCommand.CreateStream(new RoomId("s:show"), StreamPreset.VROOM))
                .room();
        owner.ask(new StreamCommand.GrantStream(room, BOB, true));
        FakeSubscriber viewer = listening(other, room);
        StreamPlace before = Await.await(owner.publish(room, "0", 1, "before"));
        await().until(() -> viewer.texts().contains("before"));

        town.kill(nameOf(relay));

        await().untilAsserted(() -> assertThat(viewer.gaps())
                .containsExactly(new Gap("$stream/show", before.epoch(), 2, Gap.UNKNOWN, Gap.Cause.RELAY_LOST)));
        Client bob = other.signIn("bob", "cam");
        StreamPlace after = Await.await(bob.publish(room, "0", 1, "after"));
        assertThat(after.epoch()).isGreaterThan(before.epoch());
        await().untilAsserted(() -> assertThat(viewer.texts()).containsExactly("before", "after"));
        assertThat(owner.door().pushes(Push.StreamEnded.class)).isEmpty();
    }

    /** The receipt of the frame is lost with the relay: the publisher sends it again under the same number. */
    @Test
    void whatAPublisherSendsAgainBehindTheLossOfTheRelayIsARepetition() {
        RoomId room = roomOn(a);
        Client owner = b.signIn("alice", "cam");
        owner.ask(new StreamCommand.CreateStream(room, StreamPreset.VROOM));
        List<FakeSubscriber> viewers = List.of(listening(b, room), listening(c, room));
        Await.await(owner.publish(room, "0", 1, "one"));
        Await.await(owner.publish(room, "0", 2, "two"));
        viewers.forEach(viewer -> await().until(() -> viewer.texts().size() == 2));

        town.kill("a");
        viewers.forEach(viewer -> await().until(() -> !viewer.gaps().isEmpty()));
        StreamPlace again = Await.await(owner.publish(room, "0", 2, "two"));
        owner.close();
        Client onAnotherDoor = c.signIn("alice", "cam");
        StreamPlace onceMore = Await.await(onAnotherDoor.publish(room, "0", 2, "two"));
        Await.await(onAnotherDoor.publish(room, "0", 3, "three"));

        assertThat(again).as("known to the new relay").isNull();
        assertThat(onceMore).as("the same device").isNull();
        for (FakeSubscriber viewer : viewers) {
            await().untilAsserted(() -> assertThat(viewer.texts()).containsExactly("one", "two", "three"));
            assertThat(viewer.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.RELAY_LOST);
        }
    }

    @Test
    void aNodeRefusesWhatItHasDeliveredAlreadyThoughTheNewRelayDoesNotKnowIt() {
        RoomId room = roomOn(a);
        House second = second(room);
        House third = second == b ? c : b;
        Client owner = third.signIn("alice", "cam");
        owner.ask(new StreamCommand.CreateStream(room, StreamPreset.VROOM));
        FakeSubscriber forgetful = listening(second, room);
        FakeSubscriber knowing = listening(third, room);
        town.shut(nameOf(second), TrafficClass.BULK);
        Await.await(owner.publish(room, "0", 1, "one"));
        await().until(() -> knowing.texts().size() == 1);
        town.kill("a");
        town.open(nameOf(second), TrafficClass.BULK);
        await().until(() -> !knowing.gaps().isEmpty());

        StreamPlace again = Await.await(owner.publish(room, "0", 1, "one"));
        StreamPlace next = Await.await(owner.publish(room, "0", 2, "two"));

        assertThat(List.of(again.seq(), next.seq())).containsExactly(1L, 2L);
        await().untilAsserted(() -> assertThat(forgetful.texts()).containsExactly("one", "two"));
        await().untilAsserted(() -> assertThat(knowing.texts()).containsExactly("one", "two"));
        assertThat(knowing.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.RELAY_LOST);
        FakeSubscriber late = new FakeSubscriber();
        third.signIn("bob", "tv")
                .ask(new StreamCommand.SubscribeLane(room, null, Set.of(), new StreamPlace(1, 0), late));
        await().untilAsserted(() -> assertThat(late.texts()).containsExactly("two"));
    }

    @Test
    void whoStandsByKnowsTheNumbersOfPublishersWithoutASubscriber() {
        RoomId room = roomOn(a);
        Client owner = second(room).signIn("alice", "cam");
        owner.ask(new StreamCommand.CreateStream(room, StreamPreset.VROOM));
        FakeSubscriber inside = listening(a, room);
        Await.await(owner.publish(room, "0", 7, "seven"));
        await().until(() -> inside.texts().size() == 1);
        House d = town.join("d");

        town.kill("a");
        await().until(() -> !d.placement().of(room).node().equals(new NodeId("a")));
        StreamPlace again = publishedAtLast(owner, room, 7);

        assertThat(again).isNull();
        assertThat(publishedAtLast(owner, room, 8)).isNotNull();
    }

    @Test
    void aRoomThatIsMadeAnewKnowsNoNumbers() {
        RoomId room = roomOn(a);
        Client owner = b.signIn("alice", "cam");
        owner.ask(new StreamCommand.CreateStream(room, StreamPreset.VROOM));
        Await.await(owner.publish(room, "0", 7, "seven"));
        owner.ask(new StreamCommand.RemoveStream(room));

        owner.ask(new StreamCommand.CreateStream(room, StreamPreset.VROOM));
        FakeSubscriber viewer = listening(b, room);

        assertThat(Await.await(owner.publish(room, "0", 1, "one"))).isNotNull();
        await().untilAsserted(() -> assertThat(viewer.texts()).containsExactly("one"));
    }

    @Test
    void whenASplitIsOverOneRelayServesTheRoomForAll() {
        House relay = houseOf("s:show");
        List<House> others =
                List.of(a, b, c).stream().filter(house -> house != relay).toList();
        Client owner = others.get(0).signIn("alice", "cam");
        RoomId room = owner.ask(new StreamCommand.CreateStream(new RoomId("s:show"), StreamPreset.VROOM))
                .room();
        owner.ask(new StreamCommand.GrantStream(room, BOB, true));
        Client grantee = relay.signIn("bob", "cam");
        FakeSubscriber inside = listening(relay, room);
        FakeSubscriber outside = listening(others.get(1), room);
        Await.await(owner.publish(room, "0", 0, "whole"));
        await().until(() -> inside.texts().size() == 1 && outside.texts().size() == 1);

        town.cutOff(nameOf(relay));
        Await.await(grantee.publish(room, "0", 0, "inside"));
        await().until(() -> outside.gaps().size() == 1);
        Await.await(owner.publish(room, "0", 0, "outside"));
        await().untilAsserted(() -> assertThat(inside.texts()).containsExactly("whole", "inside"));
        await().untilAsserted(() -> assertThat(outside.texts()).containsExactly("whole", "outside"));
        town.heal(nameOf(relay));

        await().until(() -> isHeardBy(owner, room, inside, outside));
        await().until(() -> isHeardBy(grantee, room, inside, outside));
        assertThat(Await.await(owner.publish(room, "0", 0, "end")).epoch())
                .isEqualTo(Await.await(grantee.publish(room, "0", 0, "end")).epoch());
        assertThat(inside.gaps()).isNotEmpty();
    }

    @Test
    void sessionsAndPresenceAreKnownEverywhereWhenASplitIsOver() {
        Client alice = a.signIn("alice", "phone");
        alice.ask(new PresenceCommand.WatchPresence(List.of(BOB)));
        Client bob = inbox(c, "bob", "phone");
        await().until(() -> isOnline(alice, true));

        town.cutOff("c");
        await().until(() -> isOnline(alice, false));
        town.heal("c");

        await().until(() -> isOnline(alice, true));
        Await.await(alice.send(RoomId.direct(ALICE, BOB), "1", "hello again"));
        await().untilAsserted(() -> assertThat(bob.items()).containsExactly("hello again"));
        assertThat(bob.door().pushes(Push.Kicked.class)).isEmpty();
    }

    @Test
    void inATownOfTwoTheOtherNodeGoesOn(@TempDir Path other) {
        try (Town two = Town.of(other, "a", "b")) {
            House first = two.house("a");
            House second = two.house("b");
            first.accounts("alice", "carol");
            RoomId room = new RoomId("s:pair");
            boolean served = first.placement().of(room).node().equals(new NodeId("a"));
            House relay = served ? first : second;
            House survivor = served ? second : first;
            Client owner = survivor.signIn("alice", "cam");
            owner.ask(new StreamCommand.CreateStream(room, StreamPreset.VROOM));
            FakeSubscriber viewer = listening(survivor, room);
            Await.await(owner.publish(room, "0", 0, "before"));
            await().until(() -> viewer.texts().contains("before"));

            two.kill(relay == first ? "a" : "b");

            await().until(() -> !viewer.gaps().isEmpty());
            Await.await(owner.publish(room, "0", 0, "after"));
            await().untilAsserted(() -> assertThat(viewer.texts()).containsExactly("before", "after"));
            assertThat(owner.door().pushes(Push.StreamEnded.class)).isEmpty();
        }
    }

    @Test
    void aRoomIsNotForgottenWhileThereIsNoNumberForItsNextRelay() {
        House relay = houseOf("s:show");
        House other = List.of(a, b, c).stream()
                .filter(house -> house != relay)
                .findFirst()
                .orElseThrow();
        Client owner = other.signIn("alice", "cam");
        RoomId room = owner.ask(new StreamCommand.CreateStream(new RoomId("s:show"), StreamPreset.VROOM))
                .room();
        StreamPlace before = Await.await(owner.publish(room, "0", 1, "before"));
        Gate numbers = other.storage().gate("boots.nextBoot");
        numbers.hold();

        town.kill(nameOf(relay));

        await().until(() -> numbers.waiting() == 2);
        assertThat(failureOf(owner.publish(room, "0", 2, "too early"))).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(failureOf(owner.publish(room, "0", 2, "still too early"))).isEqualTo(ErrorCode.TIMEOUT);
        numbers.open();
        await().until(() -> owner.publish(room, "0", 2, "after")
                .map(after -> after.epoch() > before.epoch())
                .otherwise(false)
                .toCompletionStage()
                .toCompletableFuture()
                .get());
        assertThat(owner.door().pushes(Push.StreamEnded.class)).isEmpty();
    }

    @Test
    void membersAndLanesOfAStreamChannelSurviveItsRelay() {
        House relay = houseOf("s:stage");
        List<House> others =
                List.of(a, b, c).stream().filter(house -> house != relay).toList();
        Client singer = others.get(0).signIn("alice", "mic");
        RoomId room = new RoomId("s:stage");
        singer.ask(new StreamCommand.JoinStream(room));
        singer.ask(new StreamCommand.JoinLane(room, "voice"));
        Client fan = others.get(1).signIn("bob", "ears");
        fan.ask(new StreamCommand.JoinStream(room));
        FakeSubscriber ears = new FakeSubscriber();
        fan.ask(new StreamCommand.SubscribeLane(room, "voice", Set.of(), null, ears));
        Await.await(singer.publish(room, "voice", 1, "la"));
        await().until(() -> ears.texts().contains("la"));

        town.kill(nameOf(relay));

        await().until(() -> !ears.gaps().isEmpty());
        await().until(() -> singer.publish(room, "voice", 0, "lala")
                .map(place -> true)
                .otherwise(false)
                .toCompletionStage()
                .toCompletableFuture()
                .get());
        await().untilAsserted(() -> assertThat(ears.texts()).startsWith("la", "lala"));
        StreamInfo info = fan.ask(new StreamCommand.JoinStream(room));
        assertThat(info.lanes()).containsEntry("voice", List.of(ALICE));
        assertThat(info.members()).isEqualTo(2);
    }

    @Test
    void aNodeThatComesMovesNoRelay() {
        Client alice = a.signIn("alice", "cam");
        List<RoomId> rooms = new ArrayList<>();
        List<FakeSubscriber> viewers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RoomId room = alice.ask(new StreamCommand.CreateStream(null, StreamPreset.VROOM))
                    .room();
            rooms.add(room);
            viewers.add(listening(b, room));
        }
        List<StreamPlace> before = rooms.stream()
                .map(room -> Await.await(alice.publish(room, "0", 0, "1")))
                .toList();

        House d = town.join("d");
        Client newcomer = d.signIn("carol", "viewer");
        FakeSubscriber late = new FakeSubscriber();
        rooms.forEach(room -> newcomer.ask(new StreamCommand.SubscribeLane(room, null, Set.of(), null, late)));

        List<StreamPlace> after = rooms.stream()
                .map(room -> Await.await(alice.publish(room, "0", 0, "2")))
                .toList();
        assertThat(after.stream().map(StreamPlace::epoch))
                .containsExactlyElementsOf(
                        before.stream().map(StreamPlace::epoch).toList());
        await().untilAsserted(() -> assertThat(late.texts()).hasSize(20).containsOnly("2"));
        for (FakeSubscriber viewer : viewers) {
            await().untilAsserted(() -> assertThat(viewer.texts()).containsExactly("1", "2"));
            assertThat(viewer.gaps()).isEmpty();
        }
    }

    /** Links open one by one: a newcomer is taken for the home of topics before it sees who subscribes to them. */
    @Test
    void whatANewcomerSequencesComesToNodesThatItSeesLater() {
        FakeSubscriber ears = new FakeSubscriber();
        c.signIn("bob", "tablet").ask(new ChannelCommand.Subscribe("early/+", ears, false));
        Client alice = a.signIn("alice", "phone");

        town.joinWithout("d", "c");
        List<String> moved = IntStream.range(0, 40)
                .mapToObj(i -> "early/" + i)
                .filter(topic -> a.placement().ofTopic(topic).node().equals(new NodeId("d")))
                .toList();
        assertThat(moved).isNotEmpty();
        moved.forEach(topic -> Await.await(alice.publish(topic, topic + "-1", 1, false)));
        assertThat(ears.texts()).isEmpty();
        town.meet("d", "c");
        moved.forEach(topic -> Await.await(alice.publish(topic, topic + "-2", 1, false)));

        await().until(() -> ears.texts().size() >= 2 * moved.size());
        for (String topic : moved) {
            assertThat(ears.texts().stream().filter(text -> text.startsWith(topic + "-")))
                    .containsExactly(topic + "-1", topic + "-2");
        }
    }

    @Test
    void aNodeThatDoesNotSeeTheRelayYetDoesNotTakeItsRoomsOver() {
        Client alice = a.signIn("alice", "cam");
        List<RoomId> rooms = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rooms.add(alice.ask(new StreamCommand.CreateStream(null, StreamPreset.VROOM))
                    .room());
        }
        rooms.removeIf(room -> !a.placement().of(room).node().equals(new NodeId("c")));
        List<Long> before = epochs(alice, rooms);

        town.joinWithout("d", "c");
        List<RoomId> moved = rooms.stream()
                .filter(room -> a.placement().of(room).node().equals(new NodeId("d")))
                .toList();
        assertThat(moved).isNotEmpty();
        moved.forEach(room -> assertThat(Await.codeOf(alice.publish(room, "0", 0, "too early")))
                .isEqualTo(ErrorCode.TIMEOUT));
        town.meet("d", "c");

        assertThat(epochs(alice, rooms)).isEqualTo(before);
    }

    private static List<Long> epochs(Client publisher, List<RoomId> rooms) {
        return rooms.stream()
                .map(room -> Await.await(publisher.publish(room, "0", 0, "1")).epoch())
                .toList();
    }

    @Test
    void pieceByPieceThePublisherWaitsForTheSlowestSubscriberOfAnyNode() {
        Client alice = a.signIn("alice", "cam");
        RoomId room = alice.ask(new StreamCommand.CreateStream(null, StreamPreset.VROOM))
                .room();
        FakeSubscriber viewer = listening(c, room);

        Client.Outcome outcome = alice.publishPiece(room, new Piece(1, 0, 2), 1);

        await().until(outcome::isSpread);
        assertThat(viewer.frames()).hasSize(1);
        assertThat(viewer.frames().get(0).lane().piece()).isEqualTo(new Piece(1, 0, 2));
    }

    @Test
    void whatALinkCouldNotTakeIsFoundInTheInboxes() {
        Client alice = a.signIn("alice", "phone");
        List<Client> bobs = List.of(inbox(a, "bob", "1"), inbox(b, "bob", "2"), inbox(c, "bob", "3"));
        Client neighbour = houseOf(BOB).signIn("carol", "phone");
        for (String node : List.of("a", "b", "c")) {
            town.shut(node, TrafficClass.MESSAGE);
        }
        RoomId room = RoomId.direct(BOB, new AccountId("carol"));
        // Where the room is served elsewhere nothing can be sent now; it is refused, not lost.
        Future<?> sent = neighbour.send(room, "1", "hello");
        await().until(sent::isComplete);

        for (String node : List.of("a", "b", "c")) {
            town.open(node, TrafficClass.MESSAGE);
        }
        if (sent.failed()) {
            Await.await(neighbour.send(room, "1", "hello"));
        }

        for (Client bob : bobs) {
            await().untilAsserted(() -> assertThat(bob.items()).containsExactly("hello"));
        }
        assertThat(alice.items()).isEmpty();
    }

    @Test
    void frameThatALinkCouldNotTakeIsAGap() {
        Client alice = a.signIn("alice", "cam");
        RoomId room = roomOn(a);
        alice.ask(new StreamCommand.CreateStream(room, StreamPreset.VROOM));
        FakeSubscriber viewer = listening(b, room);
        StreamPlace first = Await.await(alice.publish(room, "0", 0, "1"));
        await().until(() -> viewer.texts().size() == 1);

        town.shut("b", TrafficClass.BULK);
        Await.await(alice.publish(room, "0", 0, "2"));
        Await.await(alice.publish(room, "0", 0, "3"));
        await().untilAsserted(() -> assertThat(a.edges().dropped()).isEqualTo(2));
        town.open("b", TrafficClass.BULK);
        Await.await(alice.publish(room, "0", 0, "4"));

        await().untilAsserted(() -> assertThat(viewer.texts()).containsExactly("1", "4"));
        assertThat(viewer.gaps())
                .containsExactly(new Gap("$stream/" + room.name(), first.epoch(), 2, 3, Gap.Cause.LINK));
    }

    @Test
    void whatWaitsForAnAnswerOfALostNodeIsToldThatItIsUnknown() {
        House home = houseOf(TEAM);
        House other = List.of(a, b, c).stream()
                .filter(house -> house != home)
                .findFirst()
                .orElseThrow();
        Client alice = other.signIn("alice", "phone");
        Gate members = home.storage().gate("rooms.members");
        members.hold();
        Future<?> answer = alice.send(TEAM, "1", "hello");
        await().until(() -> members.waiting() > 0);

        town.kill(nameOf(home));

        assertThat(failureOf(answer)).isEqualTo(ErrorCode.TIMEOUT);
    }

    /** Its client asks again, under another subscriber perhaps, and takes that one back only. */
    @Test
    void aSubscriptionThatItsClientIsToldDoesNotStandDoesNot() {
        Client alice = a.signIn("alice", "phone");
        String topic = topicAt("b");
        FakeSubscriber refused = new FakeSubscriber();
        town.shut("b", TrafficClass.CONTROL);

        ErrorCode why = failureOf(alice.submit(new ChannelCommand.Subscribe(topic, refused, false)));

        town.open("b", TrafficClass.CONTROL);
        assertThat(why).isEqualTo(ErrorCode.TIMEOUT);
        FakeSubscriber again = new FakeSubscriber();
        alice.ask(new ChannelCommand.Subscribe(topic, again, false));
        Client carol = b.signIn("carol", "phone");
        Await.await(carol.publish(topic, "one", 1, false));
        await().untilAsserted(() -> assertThat(again.texts()).containsExactly("one"));
        assertThat(refused.texts()).isEmpty();
        assertThat(a.fanout().subscriptions()).isEqualTo(1);
    }

    private String topicAt(String node) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "topic/" + i)
                .filter(topic -> a.placement().ofTopic(topic).node().equals(new NodeId(node)))
                .findFirst()
                .orElseThrow();
    }

    private static Frame frame(long seq, String text) {
        return new Frame(
                seq, 0, ALICE, Content.text(text), 0, false, false, 0, Long.MAX_VALUE, new LanePart("0", 0, 0));
    }

    private static boolean isHeardBy(Client publisher, RoomId room, FakeSubscriber... all) {
        String text = "probe-" + System.nanoTime();
        publisher.publish(room, "0", 0, text);
        for (int i = 0; i < 50; i++) {
            publisher.settle();
        }
        return Arrays.stream(all).allMatch(one -> one.texts().contains(text));
    }

    private Client inbox(House house, String account, String device) {
        Client client = house.signIn(account, device);
        client.ask(new InboxCommand.OpenInbox(InboxMode.window(64)));
        return client;
    }

    private FakeSubscriber subscribed(House house, String account, String device, String filter, boolean retained) {
        FakeSubscriber subscriber = new FakeSubscriber();
        house.signIn(account, device + System.identityHashCode(house))
                .ask(new ChannelCommand.Subscribe(filter, subscriber, retained));
        return subscriber;
    }

    private FakeSubscriber listening(House house, RoomId room) {
        FakeSubscriber subscriber = new FakeSubscriber();
        house.signIn("carol", "viewer" + System.nanoTime())
                .ask(new StreamCommand.SubscribeLane(room, null, Set.of(), null, subscriber));
        return subscriber;
    }

    private House houseOf(String room) {
        return houseOf(new RoomId(room));
    }

    private House houseOf(RoomId room) {
        return town.house(a.placement().of(room).node().value());
    }

    private House houseOf(AccountId account) {
        return town.house(a.placement().of(account).node().value());
    }

    private RoomId roomOn(House house) {
        NodeId node = new NodeId(nameOf(house));
        for (int i = 0; ; i++) {
            RoomId room = new RoomId("s:room-" + i);
            if (a.placement().of(room).node().equals(node)) {
                return room;
            }
        }
    }

    /** A group that is served on the first node, but on the second since that has come. */
    private RoomId groupOn(String first, String since) {
        for (int i = 0; ; i++) {
            RoomId group = RoomId.group("team-" + i);
            if (b.placement().of(group).node().equals(new NodeId(first))
                    && a.placement().of(group).node().equals(new NodeId(since))) {
                return group;
            }
        }
    }

    /** Where a room is served when the node that serves it is lost. */
    private House second(RoomId room) {
        return town.house(a.placement().ranking(room).get(1).value());
    }

    /** The place of a frame with this number, null where it is a repetition; tries again while its relay is replaced. */
    private static StreamPlace publishedAtLast(Client publisher, RoomId room, long number) {
        List<StreamPlace> place = new ArrayList<>();
        await().until(() -> {
            Future<StreamPlace> one = publisher.publish(room, "0", number, "n" + number);
            await().until(one::isComplete);
            place.add(one.result());
            return one.succeeded();
        });
        return place.get(place.size() - 1);
    }

    private String nameOf(House house) {
        return List.of("a", "b", "c").stream()
                .filter(name -> town.house(name) == house)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOnline(Client watcher, boolean online) {
        List<Push.PresenceChanged> all = watcher.door().pushes(Push.PresenceChanged.class);
        return !all.isEmpty() && lastPresence(watcher).online() == online;
    }

    private static PresenceState lastPresence(Client watcher) {
        List<Push.PresenceChanged> all = watcher.door().pushes(Push.PresenceChanged.class);
        return all.get(all.size() - 1).state();
    }

    private static ErrorCode failureOf(Future<?> future) {
        await().until(future::isComplete);
        return GatewayException.codeOf(future.cause());
    }
}
