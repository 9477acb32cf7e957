package io.rialto.session;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.account.Principal;
import io.rialto.bus.Address;
import io.rialto.bus.Nobody;
import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.bus.Tidings.NodeGone;
import io.rialto.cluster.Home;
import io.rialto.cluster.NodeId;
import io.rialto.contract.command.AccountCommand.ListSessions;
import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxCommand.AckInbox;
import io.rialto.contract.command.InboxCommand.OpenInbox;
import io.rialto.contract.command.InboxCommand.PullInbox;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.PresenceCommand.GetPresence;
import io.rialto.contract.command.PresenceCommand.SetPresence;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.command.RoomCommand.ListRooms;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Push.Reason;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.session.SignIn;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.Gate;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionsTest {
    private static final RoomId PAIR = new RoomId("d:alice|bob");
    private static final AccountId ALICE = new AccountId("alice");

    private static final NodeId OTHER = new NodeId("other");

    private final AtomicLong seats = new AtomicLong(1L << 40);

    @TempDir
    private Path directory;

    private House house;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theSameDeviceTakesOver() {
        open(Plan.standard());
        Client old = house.signIn("alice", "phone");

        Client young = house.signIn("alice", "phone");

        assertThat(reasons(old)).containsExactly(Reason.REPLACED);
        assertThat(house.live().of(ALICE)).containsExactly((ConnectedSession) young.session());
        assertThat(codeOf(old.submit(new ListSessions()))).isEqualTo(ErrorCode.KICKED);
    }

    @Test
    void theLastAcknowledgementOfTheOldSessionCounts() {
        open(Plan.standard());
        Client bob = house.signIn("bob", "phone");
        FakeDoor door = new FakeDoor();
        Client old = house.signIn("alice", "phone", door);
        old.ask(new OpenInbox(InboxMode.HANDSHAKE));
        await(bob.send(PAIR, "1", "one"));
        await(bob.send(PAIR, "2", "two"));
        old.ask(new PullInbox(0, 10, 1000));
        door.onPush(push -> acknowledgeWhenKicked(push, old));

        Client young = house.signIn("alice", "phone");
        InboxOpened opened = young.ask(new OpenInbox(InboxMode.HANDSHAKE));

        assertThat(opened.cursor()).isEqualTo(2);
        assertThat(opened.head()).isEqualTo(2);
    }

    @Test
    void aCursorWrittenWhileTheInboxOpensIsNotLost() {
        open(Plan.standard());
        Client bob = house.signIn("bob", "phone");
        Client old = house.signIn("alice", "phone");
        old.ask(new OpenInbox(InboxMode.HANDSHAKE));
        await(bob.send(PAIR, "1", "one"));
        old.ask(new PullInbox(0, 10, 1000));
        Gate moves = house.storage().gate("inbox.move");
        moves.hold();
        old.ask(new AckInbox(1));
        await().until(() -> moves.waiting() > 0);

        Gate opening = house.storage().gate("inbox.open");
        Client young = house.signIn("alice", "phone");
        opening.holdAnswers();
        Future<InboxOpened> opened = young.submit(new OpenInbox(InboxMode.HANDSHAKE));
        await().until(() -> opening.waiting() == 1);
        moves.open();
        await().until(() -> house.cursors().latest(ALICE, new DeviceId("phone")) == 0);
        opening.open();

        assertThat(await(opened).cursor()).isEqualTo(1);
    }

    @Test
    void twoNewcomersAtOnceLeaveOneSession() {
        open(Plan.standard());
        Client old = house.signIn("alice", "phone");
        SignIn phone = house.bearer("alice", "phone", "web", Duration.ofHours(1));
        FakeDoor secondDoor = new FakeDoor();
        FakeDoor thirdDoor = new FakeDoor();

        Future<Client> second = house.open(phone, secondDoor);
        Future<Client> third = house.open(phone, thirdDoor);
        await(second);
        await(third);

        await().until(() -> house.live().of(ALICE).size() == 1);
        assertThat(reasons(old)).containsExactly(Reason.REPLACED);
        assertThat(secondDoor.pushes(Push.Kicked.class).size()
                        + thirdDoor.pushes(Push.Kicked.class).size())
                .isEqualTo(1);
    }

    @Test
    void whoDoesNotGoIsEnded() {
        open(Plan.standard());
        Client old = house.signIn("alice", "phone", new FakeDoor().stubborn());
        FakeSubscriber subscriber = new FakeSubscriber();
        old.ask(new Subscribe("a/b", subscriber, false));

        Client young = house.signIn("alice", "phone");

        old.settle();
        assertThat(codeOf(old.submit(new ListSessions()))).isEqualTo(ErrorCode.KICKED);
        assertThat(house.fanout().subscriptions()).isZero();
        assertThat(house.live().of(ALICE)).containsExactly((ConnectedSession) young.session());
    }

    /** What asked for it, on another node, has given up: its answer took too long. */
    @Test
    void whoHasLeftWhileItWaitedForItsRivalIsNotLetIn() {
        open(Plan.standard());
        FakeDoor slow = new FakeDoor().stubborn();
        house.signIn("alice", "phone", slow);
        Seat young = seat("phone");
        Future<Done> entered = enter(young);
        await().until(() -> !slow.pushes().isEmpty());

        house.bus().tell(Address.SESSIONS, home(), new Leave(young));

        assertThat(codeOf(entered)).isEqualTo(ErrorCode.KICKED);
        assertThat(house.registry().of(ALICE)).isEmpty();
        assertThat(presenceOfAlice()).isFalse();
    }

    @Test
    void whoHasLeftBeforeItsTurnSendsNobodyAway() {
        open(Plan.standard());
        FakeDoor slow = new FakeDoor().stubborn();
        house.signIn("alice", "phone", slow);
        Seat second = seat("phone");
        Seat third = seat("phone");
        Future<Done> secondIn = enter(second);
        Future<Done> thirdIn = enter(third);
        await().until(() -> !slow.pushes().isEmpty());

        house.bus().tell(Address.SESSIONS, home(), new Leave(third));

        await(secondIn);
        assertThat(codeOf(thirdIn)).isEqualTo(ErrorCode.KICKED);
        assertThat(house.registry().of(ALICE)).containsExactly(second);
    }

    @Test
    void whoseNodeIsGoneWhileItWaitedIsNotLetIn() {
        open(Plan.standard());
        FakeDoor slow = new FakeDoor().stubborn();
        house.signIn("alice", "phone", slow);
        Future<Done> entered = enter(seat("phone"));
        await().until(() -> !slow.pushes().isEmpty());

        house.bus().tell(Address.SESSIONS, home(), new NodeGone(OTHER));

        assertThat(codeOf(entered)).isEqualTo(ErrorCode.KICKED);
        assertThat(house.registry().of(ALICE)).isEmpty();
    }

    @Test
    void otherDevicesStay() {
        open(Plan.standard());
        Client phone = house.signIn("alice", "phone");
        Client tablet = house.signIn("alice", "tablet");

        assertThat(phone.ask(new ListSessions()).sessions())
                .extracting(info -> info.device().value())
                .containsExactly("phone", "tablet");
        assertThat(reasons(phone)).isEmpty();
        assertThat(reasons(tablet)).isEmpty();
    }

    @Test
    void devicesOfAFleetDoNotWaitForEachOther() {
        open(Plan.standard());
        FakeDoor slow = new FakeDoor().stubborn();
        house.signIn("alice", "pump", slow);
        SignIn pump = house.bearer("alice", "pump", "iot", Duration.ofHours(1));
        Future<Client> waits = house.open(pump, new FakeDoor());
        await().until(() -> !slow.pushes().isEmpty());

        house.signIn("alice", "valve");

        assertThat(waits.isComplete()).isFalse();
        await(waits);
    }

    @Test
    void onePerPlatform() {
        open(Plan.standard().policy(SessionPolicy.Kind.PER_PLATFORM, 1));
        Client mobile = enter("one", "mobile");
        Client web = enter("two", "web");
        Client newMobile = enter("three", "mobile");

        assertThat(reasons(mobile)).containsExactly(Reason.OTHER_DEVICE);
        assertThat(reasons(web)).isEmpty();
        assertThat(reasons(newMobile)).isEmpty();
    }

    @Test
    void theOldestGoesWhereDevicesAreCounted() {
        open(Plan.standard().policy(SessionPolicy.Kind.COUNT, 2));
        Client one = enter("one", "web");
        Client two = enter("two", "web");
        Client three = enter("three", "web");

        assertThat(reasons(one)).containsExactly(Reason.OTHER_DEVICE);
        assertThat(reasons(two)).isEmpty();
        assertThat(reasons(three)).isEmpty();
    }

    @Test
    void onlyOneWhereOneIsAllowed() {
        open(Plan.standard().policy(SessionPolicy.Kind.SINGLE, 1));
        Client one = enter("one", "web");
        Client two = enter("two", "mobile");

        assertThat(reasons(one)).containsExactly(Reason.OTHER_DEVICE);
        assertThat(reasons(two)).isEmpty();
    }

    @Test
    void theOldestOfItsPlatformGoesWhereTheseAreCounted() {
        open(Plan.standard().policy(new SessionPolicy(SessionPolicy.Kind.BY_DEVICE, 1, 1, 0)));
        Client one = enter("one", "tim-1");
        Client other = enter("other", "tim-2");
        Client nameless = enter("nameless", "");
        Client alsoNameless = enter("also-nameless", "");
        Client two = enter("two", "tim-1");

        assertThat(reasons(one)).containsExactly(Reason.OTHER_DEVICE);
        assertThat(List.of(other, nameless, alsoNameless, two))
                .allSatisfy(stays -> assertThat(reasons(stays)).isEmpty());
    }

    /** Two devices that come back by themselves would send each other away for ever (tim-protocol.md §5.6, W-68). */
    @Test
    void aNewcomerIsRefusedWhereSomebodyWouldHaveToGoTooSoon() {
        open(Plan.standard().policy(new SessionPolicy(SessionPolicy.Kind.COUNT, 1, 0, 60_000)));
        Client one = enter("one", "web");

        Future<?> refused = house.open(house.bearer("alice", "two", "web", Duration.ofMinutes(1)), new FakeDoor());

        assertThat(codeOf(refused)).isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(reasons(one)).isEmpty();
        enter("one", "web");
        assertThat(reasons(one)).containsExactly(Reason.REPLACED);
    }

    @Test
    void sessionsWithoutADeviceNeitherGoNorSendAway() {
        open(Plan.standard().policy(SessionPolicy.Kind.SINGLE, 1));
        Client phone = enter("phone", "web");
        Client http = enter(null, "server");

        assertThat(reasons(phone)).isEmpty();
        assertThat(codeOf(http.submit(new OpenInbox(InboxMode.HANDSHAKE)))).isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void aSessionEndsWithItsToken() {
        open(Plan.standard());
        SignIn expired = house.bearer("alice", "phone", "web", Duration.ofSeconds(-4));
        FakeDoor door = new FakeDoor().stubborn();
        Client alice = await(house.open(expired, door));

        await().until(() -> !door.pushes().isEmpty());
        await().until(() -> house.live().of(ALICE).isEmpty());

        assertThat(reasons(alice)).containsExactly(Reason.TOKEN_EXPIRED);
        assertThat(codeOf(alice.submit(new ListSessions()))).isEqualTo(ErrorCode.KICKED);
    }

    @Test
    void guestsUseChannelsOnly() {
        open(Plan.standard());
        Client guest = house.guest("toy");
        FakeSubscriber subscriber = new FakeSubscriber();

        assertThat(guest.session().guest()).isTrue();
        assertThat(codeOf(guest.send(PAIR, null, "x"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(guest.submit(new OpenInbox(InboxMode.HANDSHAKE)))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(guest.submit(new CreateRoom(RoomId.group("g"), "", JoinPolicy.OPEN, Set.of()))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(guest.submit(new ListRooms()))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(guest.submit(new SetPresence("x")))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(guest.submit(new GetPresence(List.of(ALICE))))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(guest.submit(new Subscribe("$group/g", subscriber, false))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(guest.publish("$group/g", "x", 1, false))).isEqualTo(ErrorCode.FORBIDDEN);

        guest.ask(new Subscribe("a/#", subscriber, false));
        assertThat(await(guest.publish("a/b", "x", 1, false))).isTrue();
        await().until(() -> subscriber.texts().equals(List.of("x")));
    }

    @Test
    void aGuestComesBackAsItself() {
        open(Plan.standard());
        Client first = house.guest("toy");
        Client second = house.guest("toy");
        Client other = house.guest("other");

        assertThat(second.session().info().account())
                .isEqualTo(first.session().info().account());
        assertThat(other.session().info().account())
                .isNotEqualTo(first.session().info().account());
        assertThat(reasons(first)).containsExactly(Reason.REPLACED);
    }

    @Test
    void guestsStayOutWhereTheDoorSaysSo() {
        open(Plan.standard());
        SignIn signIn = new SignIn(new Credentials.Anonymous(), new DeviceId("toy"), "web", "test", false);

        assertThat(codeOf(house.open(signIn, new FakeDoor()))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void theAnswerOfAnOpenedInboxComesBeforeItsFirstPush() {
        open(Plan.standard());
        Client bob = house.signIn("bob", "phone");
        List<String> seen = new CopyOnWriteArrayList<>();
        FakeDoor door = new FakeDoor().onPush(push -> seen.add("push"));
        Client alice = house.signIn("alice", "phone", door);
        Gate opening = house.storage().gate("inbox.open");
        opening.holdAnswers();
        alice.run(() ->
                alice.session().submit(new OpenInbox(InboxMode.window(10))).onSuccess(opened -> seen.add("answer")));
        await().until(() -> opening.waiting() == 1);

        await(bob.send(PAIR, "1", "early"));
        await(bob.send(PAIR, "2", "early too")); // by its answer the first one is on its way to alice
        alice.settle();
        opening.open();
        await().until(() -> seen.size() == 3);

        assertThat(seen).containsExactly("answer", "push", "push");
    }

    @Test
    void aPullIsTakenInTheTurnOfTheAnswer() {
        open(Plan.standard());
        Client bob = house.signIn("bob", "phone");
        await(bob.send(PAIR, "1", "waiting"));
        Client alice = house.signIn("alice", "phone");

        Future<Integer> items = alice.then(new OpenInbox(InboxMode.HANDSHAKE), opened -> alice.session()
                .submit(new PullInbox(0, 10, 1000))
                .map(page -> page.items().size()));

        assertThat(await(items)).isEqualTo(1);
    }

    @Test
    void whatIsCommittedWhileTheInboxOpensArrives() {
        open(Plan.standard());
        Client bob = house.signIn("bob", "phone");
        Client alice = house.signIn("alice", "phone");
        Gate opening = house.storage().gate("inbox.open");
        opening.holdAnswers();
        Future<InboxOpened> opened = alice.submit(new OpenInbox(InboxMode.window(10)));
        await().until(() -> opening.waiting() == 1);

        await(bob.send(PAIR, "1", "one"));
        await(bob.send(PAIR, "2", "two"));
        opening.open();

        assertThat(await(opened).head()).as("what the store knew then").isZero();
        await().until(() -> alice.items().equals(List.of("one", "two")));
    }

    @Test
    void aSessionClosedWhileItsInboxOpensIsPushedNothing() {
        open(Plan.standard());
        Client bob = house.signIn("bob", "phone");
        await(bob.send(PAIR, "1", "one"));
        Client alice = house.signIn("alice", "phone");
        Gate opening = house.storage().gate("inbox.open");
        opening.hold();
        Future<InboxOpened> opened = alice.submit(new OpenInbox(InboxMode.window(10)));
        await().until(() -> opening.waiting() == 1);

        alice.close();
        opening.open();

        assertThat(codeOf(opened)).isEqualTo(ErrorCode.KICKED);
        alice.settle();
        assertThat(alice.door().pushes()).isEmpty();
    }

    @Test
    void anInboxThatCouldNotBeOpenedMayBeTriedAgain() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "phone");
        house.storage().gate("inbox.open").fail();
        ErrorCode broken = codeOf(alice.submit(new OpenInbox(InboxMode.HANDSHAKE)));

        house.storage().gate("inbox.open").open();

        assertThat(broken).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(alice.ask(new OpenInbox(InboxMode.HANDSHAKE)).head()).isZero();
    }

    @Test
    void anInboxOpenedAgainBeginsBehindWhatWasAcknowledged() {
        open(Plan.standard());
        Client bob = house.signIn("bob", "phone");
        Client alice = house.signIn("alice", "phone");
        alice.ask(new OpenInbox(InboxMode.window(10)));
        await(bob.send(PAIR, "1", "one"));
        await(bob.send(PAIR, "2", "two"));
        await().until(() -> alice.door().pushes().size() == 2);
        alice.ask(new AckInbox(1));

        InboxOpened again = alice.ask(new OpenInbox(InboxMode.window(10)));

        assertThat(again.cursor()).isEqualTo(1);
        await().until(() -> alice.door().pushes().size() == 3);
        assertThat(((Push.Item) alice.door().pushes().get(2)).item().iseq()).isEqualTo(2);
    }

    @Test
    void closingTwiceIsClosingOnce() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "phone");

        alice.close();
        alice.close();

        await().until(() -> house.live().of(ALICE).isEmpty());
    }

    /** One whose connection is on another node. */
    private Seat seat(String device) {
        SessionId id = new SessionId(seats.incrementAndGet());
        long now = System.currentTimeMillis();
        return new RemoteSeat(
                OTHER, new SessionInfo(id, ALICE, new DeviceId(device), "web", "test", now), new Nobody(OTHER));
    }

    private Future<Done> enter(Seat seat) {
        Enter enter = new Enter(seat, Long.MAX_VALUE, Principal.ANY_EPOCH);
        return house.bus().ask(Address.SESSIONS, home(), ALICE, seat, enter);
    }

    private Home home() {
        return house.placement().of(ALICE);
    }

    private boolean presenceOfAlice() {
        Client bob = house.signIn("bob", "phone");
        return bob.ask(new GetPresence(List.of(ALICE))).states().get(0).online();
    }

    private void open(Plan plan) {
        house = House.open(directory, plan);
        house.accounts("alice", "bob");
    }

    private Client enter(String device, String platform) {
        return await(house.open(house.bearer("alice", device, platform, Duration.ofHours(1)), new FakeDoor()));
    }

    private static void acknowledgeWhenKicked(Push push, Client client) {
        if (push instanceof Push.Kicked) {
            client.session().submit(new AckInbox(2));
        }
    }

    private static List<Reason> reasons(Client client) {
        return client.door().pushes(Push.Kicked.class).stream()
                .map(Push.Kicked::reason)
                .toList();
    }
}
