package io.rialto.stream;

import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.bus.Seat;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.command.StreamCommand.CreateStream;
import io.rialto.contract.command.StreamCommand.GrantStream;
import io.rialto.contract.command.StreamCommand.JoinLane;
import io.rialto.contract.command.StreamCommand.JoinStream;
import io.rialto.contract.command.StreamCommand.LeaveLane;
import io.rialto.contract.command.StreamCommand.LeaveStream;
import io.rialto.contract.command.StreamCommand.RemoveStream;
import io.rialto.contract.command.StreamCommand.SubscribeLane;
import io.rialto.contract.command.StreamCommand.UnsubscribeLane;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.StreamSubscribed;
import io.rialto.testing.Await;
import io.rialto.testing.Client;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamRoomsTest {
    private static final AccountId BOB = new AccountId("bob");
    private static final RoomId STAGE = new RoomId("s:stage");

    @TempDir
    private Path directory;

    private House house;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void ordersTheFramesOfAllPublishersForEverySubscriber() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "camera");
        Client bob = house.signIn("bob", "camera");
        RoomId room = virtualRoom(alice);
        alice.ask(new GrantStream(room, BOB, true));
        FakeSubscriber one = listen(house.signIn("carol", "tv"), room);
        FakeSubscriber other = listen(house.signIn("dave", "tv"), room);

        IntStream.range(0, 50).forEach(i -> {
            alice.publish(room, "0", 0, "a" + i);
            bob.publish(room, "0", 0, "b" + i);
        });

        await().until(() -> one.frames().size() == 100 && other.frames().size() == 100);
        assertThat(sequences(one))
                .isEqualTo(IntStream.rangeClosed(1, 100).asLongStream().boxed().toList());
        assertThat(one.texts()).isEqualTo(other.texts());
        assertThat(one.texts())
                .filteredOn(text -> text.startsWith("a"))
                .startsWith("a0", "a1")
                .endsWith("a49");
    }

    @Test
    void letsOnlyTheOwnerAndWhomItGrantsPublishInAVirtualRoom() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "camera");
        Client bob = house.signIn("bob", "camera");
        RoomId room = virtualRoom(alice);

        ErrorCode before = codeOf(bob.publish(room, "0", 0, "no"));
        ErrorCode stranger = codeOf(bob.submit(new GrantStream(room, BOB, true)));
        alice.ask(new GrantStream(room, BOB, true));
        StreamPlace granted = Await.await(bob.publish(room, "0", 0, "yes"));
        alice.ask(new GrantStream(room, BOB, false));
        ErrorCode after = codeOf(bob.publish(room, "0", 0, "no more"));

        assertThat(before).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(stranger).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(granted.seq()).isEqualTo(1);
        assertThat(after).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void anEndThatARelayOfAnEarlierEpochTellsLateEndsNothing() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "camera");
        RoomId room = virtualRoom(alice);
        Client carol = house.signIn("carol", "tv");
        FakeSubscriber tv = listen(carol, room);
        StreamPlace place = Await.await(alice.publish(room, "0", 0, "one"));
        Seat seat = house.live().of(new AccountId("carol")).get(0);

        seat.ended(room, place.epoch() - 1, Push.StreamEnd.IDLE);
        carol.settle();
        Await.await(alice.publish(room, "0", 0, "two"));

        await().untilAsserted(() -> assertThat(tv.texts()).containsExactly("one", "two"));
        assertThat(carol.door().pushes(Push.StreamEnded.class)).isEmpty();
        seat.ended(room, place.epoch(), Push.StreamEnd.IDLE);
        await().until(() -> !carol.door().pushes(Push.StreamEnded.class).isEmpty());
        assertThat(house.fanout().isWanted("$stream/" + room.name())).isFalse();
    }

    @Test
    void announcesNobodyAsPublisherOfAVirtualRoomWhoMayNotPublish() {
        open(Plan.standard());
        RoomId room = virtualRoom(house.signIn("alice", "camera"));
        Client bob = house.signIn("bob", "camera");
        bob.ask(new JoinStream(room));

        assertThat(codeOf(bob.submit(new JoinLane(room, "0")))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void givesEveryVirtualRoomARandomNameOfItsOwn() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "camera");

        RoomId one = virtualRoom(alice);
        RoomId other = virtualRoom(alice);

        assertThat(one).isNotEqualTo(other);
        assertThat(one.name()).hasSizeGreaterThanOrEqualTo(11);
    }

    @Test
    void tellsPublishersOfAMissingRoom() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "camera");

        assertThat(codeOf(alice.publish(STAGE, "0", 0, "anybody?"))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(alice.submit(new SubscribeLane(STAGE, null, Set.of(), null, new FakeSubscriber()))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(house.fanout().subscriptions()).isZero();
    }

    @Test
    void takesAFrameOnceHoweverOftenItsDeviceSendsIt() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "camera");
        RoomId room = virtualRoom(alice);
        FakeSubscriber listener = listen(house.signIn("carol", "tv"), room);
        Await.await(alice.publish(room, "0", 7, "seven"));
        alice.close();

        Client again = house.signIn("alice", "camera");
        StreamPlace repeated = Await.await(again.publish(room, "0", 7, "seven"));
        StreamPlace next = Await.await(again.publish(room, "0", 8, "eight"));

        assertThat(repeated).isNull();
        assertThat(next.seq()).isEqualTo(2);
        await().until(() -> listener.texts().equals(List.of("seven", "eight")));
    }

    @Test
    void offersAgainWhatTheRelayHasKeptAndSaysHowMuchItHasNot() {
        open(Plan.standard().streams(new StreamLimits(300_000, 500, 10, 4096, 5, 1000)));
        Client alice = house.signIn("alice", "camera");
        RoomId room = virtualRoom(alice);
        IntStream.rangeClosed(1, 10).forEach(i -> Await.await(alice.publish(room, "0", 0, "f" + i)));
        StreamPlace known = new StreamPlace(epochOf(alice, room), 2);
        FakeSubscriber late = new FakeSubscriber();

        StreamSubscribed subscribed =
                house.signIn("carol", "tv").ask(new SubscribeLane(room, null, Set.of(), known, late));
        Await.await(alice.publish(room, "0", 0, "live"));

        assertThat(subscribed.head().seq()).isEqualTo(10);
        await().until(() -> late.texts().contains("live"));
        assertThat(late.frames().size() - 1 + subscribed.missed()).isEqualTo(8);
        assertThat(sequences(late)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void showsPublishersOfAStreamChannelToWhoeverJoins() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "phone");
        alice.ask(new JoinStream(STAGE));
        alice.ask(new JoinLane(STAGE, "audio"));
        Client bob = house.signIn("bob", "phone");

        StreamInfo seen = bob.ask(new JoinStream(STAGE));
        bob.ask(new JoinLane(STAGE, "audio"));

        assertThat(seen.preset()).isEqualTo(StreamPreset.RTM);
        assertThat(seen.lanes()).containsEntry("audio", List.of(new AccountId("alice")));
        await().until(() -> alice.door().pushes().contains(new Push.LaneChanged(STAGE, "audio", BOB, true)));
    }

    @Test
    void needsARoleToPublishInAStreamChannel() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "phone");

        ErrorCode stranger = codeOf(alice.submit(new JoinLane(STAGE, "audio")));
        alice.ask(new JoinStream(STAGE));
        ErrorCode spectator = codeOf(alice.publish(STAGE, "audio", 0, "no"));
        alice.ask(new JoinLane(STAGE, "audio"));
        StreamPlace publisher = Await.await(alice.publish(STAGE, "audio", 0, "yes"));

        assertThat(stranger).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(spectator).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(publisher.seq()).isEqualTo(1);
    }

    @Test
    void deliversOnlyTheLanesAndPublishersASessionChose() {
        open(Plan.standard());
        Client alice = publisher("alice", "audio", "video");
        Client bob = publisher("bob", "audio");
        Client carol = house.signIn("carol", "tv");
        carol.ask(new JoinStream(STAGE));
        FakeSubscriber chosen = new FakeSubscriber();
        carol.ask(new SubscribeLane(STAGE, "audio", Set.of(BOB), null, chosen));
        carol.ask(new SubscribeLane(STAGE, "video", Set.of(), null, chosen));

        Await.await(alice.publish(STAGE, "audio", 0, "alice speaks"));
        Await.await(bob.publish(STAGE, "audio", 0, "bob speaks"));
        Await.await(alice.publish(STAGE, "video", 0, "alice dances"));
        carol.ask(new UnsubscribeLane(STAGE, "audio", Set.of(BOB)));
        Await.await(bob.publish(STAGE, "audio", 0, "unheard"));
        Await.await(alice.publish(STAGE, "video", 0, "the end"));

        await().until(() -> chosen.texts().contains("the end"));
        assertThat(chosen.texts()).containsExactly("bob speaks", "alice dances", "the end");
    }

    @Test
    void takesAPublisherBackOfALaneWhoseEveryPublisherWasAskedFor() {
        open(Plan.standard());
        Client alice = publisher("alice", "audio");
        Client bob = publisher("bob", "audio");
        Client carol = house.signIn("carol", "tv");
        carol.ask(new JoinStream(STAGE));
        FakeSubscriber all = new FakeSubscriber();
        carol.ask(new SubscribeLane(STAGE, "audio", Set.of(), null, all));

        carol.ask(new UnsubscribeLane(STAGE, "audio", Set.of(BOB)));
        Await.await(bob.publish(STAGE, "audio", 0, "unheard"));
        Await.await(alice.publish(STAGE, "audio", 0, "alice speaks"));
        await().until(() -> all.texts().contains("alice speaks"));
        carol.ask(new SubscribeLane(STAGE, "audio", Set.of(), null, all));
        Await.await(bob.publish(STAGE, "audio", 0, "bob again"));

        await().until(() -> all.texts().contains("bob again"));
        assertThat(all.texts()).containsExactly("alice speaks", "bob again");
    }

    @Test
    void refusesMoreLanesAndPublishersThanTheLimits() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "phone");
        alice.ask(new JoinStream(STAGE));
        IntStream.range(0, 8).forEach(i -> alice.ask(new JoinLane(STAGE, "lane" + i)));
        List<AccountId> crowd = new ArrayList<>();
        IntStream.range(0, 65).forEach(i -> crowd.add(new AccountId("p" + i)));

        ErrorCode ninth = codeOf(alice.submit(new JoinLane(STAGE, "lane8")));
        ErrorCode tooMany =
                codeOf(alice.submit(new SubscribeLane(STAGE, "lane0", Set.copyOf(crowd), null, new FakeSubscriber())));

        assertThat(ninth).isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(tooMany).isEqualTo(ErrorCode.LIMIT_REACHED);
    }

    @Test
    void endsAVirtualRoomThatIsRemovedAndTellsItsSubscribers() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "camera");
        RoomId room = virtualRoom(alice);
        Client carol = house.signIn("carol", "tv");
        listen(carol, room);

        ErrorCode stranger = codeOf(carol.submit(new RemoveStream(room)));
        alice.ask(new RemoveStream(room));

        assertThat(stranger).isEqualTo(ErrorCode.FORBIDDEN);
        await().until(() -> carol.door().pushes().contains(new Push.StreamEnded(room, Push.StreamEnd.REMOVED)));
        await().until(() -> house.fanout().subscriptions() == 0);
        assertThat(codeOf(alice.publish(room, "0", 0, "gone"))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void endsAVirtualRoomThatNobodyUses() {
        open(Plan.standard().streams(new StreamLimits(40, 65_536, 10, 4096, 5, 1000)));
        Client alice = house.signIn("alice", "camera");
        Client carol = house.signIn("carol", "tv");

        RoomId room = virtualRoom(alice);
        listen(carol, room);

        await().until(() -> carol.door().pushes().contains(new Push.StreamEnded(room, Push.StreamEnd.IDLE)));
    }

    @Test
    void forgetsAStreamChannelWhenItsLastMemberLeaves() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "phone");
        Client bob = house.signIn("bob", "phone");
        long first = alice.ask(new JoinStream(STAGE)).head().epoch();
        bob.ask(new JoinStream(STAGE));

        alice.ask(new LeaveStream(STAGE));
        bob.close();

        await().until(() -> codeOf(alice.publish(STAGE, "audio", 0, "?")) == ErrorCode.NOT_FOUND);
        assertThat(alice.ask(new JoinStream(STAGE)).head().epoch()).isGreaterThan(first);
    }

    @Test
    void tellsThePublisherOfAPieceWhenAllHaveBeenHandedIt() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "camera");
        RoomId room = virtualRoom(alice);
        Client.Outcome nobody = alice.publishPiece(room, new Piece(1, 0, 10), 5);
        await().until(nobody::isSpread);
        FakeSubscriber one = listen(house.signIn("carol", "tv"), room);

        Client.Outcome piece = alice.publishPiece(room, new Piece(1, 5, 10), 6);

        await().until(piece::isSpread);
        assertThat(piece.place().seq()).isEqualTo(2);
        await().until(() -> one.frames().size() == 1);
        assertThat(one.frames().get(0).lane().piece()).isEqualTo(new Piece(1, 5, 10));
    }

    @Test
    void doesNotSpreadAPieceThatIsRefusedOrRepeated() {
        open(Plan.standard());
        Client alice = house.signIn("alice", "camera");
        Client bob = house.signIn("bob", "camera");
        RoomId room = virtualRoom(alice);

        Client.Outcome refused = bob.publishPiece(room, new Piece(1, 0, 10), 1);
        Client.Outcome first = alice.publishPiece(room, new Piece(1, 0, 10), 1);
        Client.Outcome again = alice.publishPiece(room, new Piece(1, 0, 10), 1);

        await().until(() -> refused.isDone() && again.isDone() && first.isSpread());
        alice.settle();
        assertThat(refused.isSpread()).isFalse();
        assertThat(again.place()).isNull();
        assertThat(again.isSpread()).isFalse();
    }

    /** The answers come behind the second request: they must not bring it back in. */
    @Test
    void doesNotComeAgainWhereItHasLeftBeforeItsJoinWasAnswered() {
        open(Plan.standard());
        Client bob = publisher("bob");
        Client alice = house.signIn("alice", "phone");
        together(alice, new JoinStream(STAGE), new LeaveStream(STAGE));

        homesMoved(alice);

        assertThat(bob.ask(new JoinStream(STAGE)).members()).isEqualTo(1);
    }

    @Test
    void doesNotPublishAgainOnALaneThatItHasLeftBeforeItWasAnswered() {
        open(Plan.standard());
        Client bob = publisher("bob");
        Client alice = publisher("alice");
        together(alice, new JoinLane(STAGE, "audio"), new LeaveLane(STAGE, "audio"));

        homesMoved(alice);

        assertThat(bob.ask(new JoinStream(STAGE)).lanes()).doesNotContainKey("audio");
    }

    /** Asks for both in one turn of the loop. */
    private static void together(Client client, StreamCommand<?> first, StreamCommand<?> second) {
        Promise<Object> done = Promise.promise();
        client.run(() -> {
            client.session().submit(first);
            client.session().submit(second).onComplete(done::complete, done::fail);
        });
        Await.await(done.future());
    }

    private void homesMoved(Client client) {
        house.live().byId(client.session().info().id()).homesMoved();
        client.settle();
    }

    @Test
    void keepsGuestsOut() {
        open(Plan.standard());
        Client guest = house.guest("somebody");

        assertThat(codeOf(guest.submit(new CreateStream(null, StreamPreset.VROOM))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(guest.publish(STAGE, "0", 0, "no"))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    private void open(Plan plan) {
        house = House.open(directory, plan);
        house.accounts("alice", "bob", "carol", "dave");
    }

    private Client publisher(String account, String... lanes) {
        Client client = house.signIn(account, "camera");
        client.ask(new JoinStream(STAGE));
        for (String lane : lanes) {
            client.ask(new JoinLane(STAGE, lane));
        }
        return client;
    }

    private static RoomId virtualRoom(Client owner) {
        return owner.ask(new CreateStream(null, StreamPreset.VROOM)).room();
    }

    private static long epochOf(Client member, RoomId room) {
        return member.ask(new JoinStream(room)).head().epoch();
    }

    private static FakeSubscriber listen(Client client, RoomId room) {
        FakeSubscriber subscriber = new FakeSubscriber();
        client.ask(new SubscribeLane(room, null, Set.of(), null, subscriber));
        return subscriber;
    }

    private static List<Long> sequences(FakeSubscriber subscriber) {
        return subscriber.frames().stream().map(frame -> frame.seq()).toList();
    }
}
