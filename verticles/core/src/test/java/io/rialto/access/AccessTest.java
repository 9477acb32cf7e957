package io.rialto.access;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.ChannelCommand.JoinShare;
import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.command.ContactCommand.BlockContact;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.RoomCommand.AddMembers;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.command.RoomCommand.RemoveMembers;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.contract.session.DurableWill;
import io.rialto.contract.session.DurableWish;
import io.rialto.contract.session.WillPlace;
import io.rialto.durable.DurableDesk;
import io.rialto.testing.Client;
import io.rialto.testing.FakeDoor;
import io.rialto.testing.FakeShareMember;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access rules where sessions meet them, whatever door they came through. */
final class AccessTest {
    private static final RoomId STAFF = RoomId.group("staff");

    @TempDir
    private Path directory;

    private House house;
    private Client alice;
    private Client bob;
    private final FakeSubscriber subscriber = new FakeSubscriber();

    @BeforeEach
    void open() {
        house = House.open(
                directory,
                Plan.standard()
                        .access(
                                true,
                                List.of(
                                        "allow role:boss all #",
                                        "allow role:boss subscribe $SYS/#",
                                        "allow group:staff all staff/#",
                                        "deny * all staff/#",
                                        "allow user all home/%u/%c",
                                        "deny * all home/#"),
                                "boss alice"));
        house.accounts("alice", "bob");
        alice = house.signIn("alice", "phone");
        bob = house.signIn("bob", "pad");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void sharesAreHeldAgainstTheSameRules() {
        FakeShareMember member = FakeShareMember.eager(1);

        assertThat(codeOf(bob.submit(new JoinShare(new ShareName("g", "home/#"), member, null))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        bob.ask(new JoinShare(new ShareName("g", "home/bob/pad"), member, null));
        await(bob.publish("home/bob/pad", "own", 1, false));

        await().until(() -> member.texts().equals(List.of("own")));
    }

    @Test
    void whatIsDeniedReachesNobodyAndItsPublisherIsTold() {
        alice.ask(new Subscribe("home/#", subscriber, false));

        assertThat(codeOf(bob.publish("home/bob/phone", "denied", 1, true))).isEqualTo(ErrorCode.FORBIDDEN);
        bob.publishQuietly("home/alice/phone", "denied as well", false);
        await(bob.publish("home/bob/pad", "allowed", 1, false));

        await().until(() -> !subscriber.texts().isEmpty());
        assertThat(subscriber.texts()).containsExactly("allowed");
        assertThat(house.meters()
                        .get("rialto.access.denied")
                        .tags("deed", "publish", "door", "test")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void noFilterReadsWhatIsDenied() {
        for (String filter : List.of("#", "+/#", "home/#", "home/+/pad", "home/bob/+", "staff/x", "$SYS/#", "$x")) {
            assertThat(codeOf(bob.submit(new Subscribe(filter, subscriber, true))))
                    .as(filter)
                    .isEqualTo(ErrorCode.FORBIDDEN);
        }
        bob.ask(new Subscribe("home/bob/pad", subscriber, true));
        alice.ask(new Subscribe("$SYS/#", new FakeSubscriber(), true));
        alice.ask(new Subscribe("#", new FakeSubscriber(), true));
    }

    @Test
    void guestsAreNoUsers() {
        Client guest = house.guest("pad");

        assertThat(codeOf(guest.publish("home/x/pad", "denied", 1, false))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(await(guest.publish("open/x", "allowed", 1, false))).isFalse();
    }

    @Test
    void rightsOfAGroupComeAndGoWithItsMembership() {
        alice.ask(new CreateRoom(STAFF, "", JoinPolicy.INVITE, Set.of()));
        assertThat(codeOf(bob.submit(new Subscribe("staff/news", subscriber, false))))
                .isEqualTo(ErrorCode.FORBIDDEN);

        alice.ask(new AddMembers(STAFF, Set.of(new AccountId("bob"))));

        await().until(() -> bob.submit(new Subscribe("staff/news", subscriber, false))
                .transform((done, failure) -> Future.succeededFuture(failure == null))
                .toCompletionStage()
                .toCompletableFuture()
                .get());
        await(alice.publish("staff/news", "for members", 1, false));
        await().until(() -> subscriber.texts().equals(List.of("for members")));

        alice.ask(new RemoveMembers(STAFF, Set.of(new AccountId("bob"))));

        await().until(() -> !await(alice.publish("staff/news", "for those who are left", 1, false)));
        assertThat(codeOf(bob.publish("staff/news", "denied", 1, false))).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void whatOutlivesAConnectionHasNoMoreRights() {
        Client kept = durable("phone", null);

        assertThat(codeOf(kept.durably(durable -> durable.subscribe(subscription("home/#"), false))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(kept.durably(durable -> durable.subscribe(subscription("$share/g/staff/x"), false))))
                .isEqualTo(ErrorCode.FORBIDDEN);
        kept.subscribeDurably("home/bob/phone", 1);
        kept.subscribeDurably("$share/g/open/x", 1);
    }

    @Test
    void whoMayNotPublishItsWillIsNotLetIn() {
        alice.ask(new Subscribe("#", subscriber, false));
        Client before = durable("watch", null);
        DurableWish live = new DurableWish(true, 0, wish("staff/x").will());

        assertThat(codeOf(house.open(house.durably("bob", "watch", wish("staff/x")), new FakeDoor())))
                .isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(house.open(house.durably("bob", "watch", live), new FakeDoor())))
                .isEqualTo(ErrorCode.FORBIDDEN);

        assertThat(before.door().pushes()).as("what its device had goes on").isEmpty();
        Client allowed = await(house.open(house.durably("bob", "phone", wish("home/bob/phone")), new FakeDoor()));
        allowed.close();
        await().until(() -> !subscriber.texts().isEmpty());
        assertThat(subscriber.texts()).containsExactly("gone");
    }

    @Test
    void aWillIsHeldAgainstTheRulesAgainWhenItIsLeft() {
        alice.ask(new CreateRoom(STAFF, "", JoinPolicy.INVITE, Set.of(new AccountId("bob"))));
        alice.ask(new Subscribe("#", subscriber, false));
        Client denied = await(house.open(house.durably("bob", "watch", wish("staff/x")), new FakeDoor()));
        Client allowed = await(house.open(house.durably("bob", "phone", wish("home/bob/phone")), new FakeDoor()));

        alice.ask(new RemoveMembers(STAFF, Set.of(new AccountId("bob"))));
        await().until(() -> await(denied.publish("staff/x", "member", 1, false)
                .transform((matched, failure) -> Future.succeededFuture(failure != null))));
        denied.durably(durable -> {
            durable.leave(-1, true);
            return Future.succeededFuture();
        });
        denied.close();
        allowed.close();

        await().until(() -> subscriber.texts().contains("gone"));
        assertThat(subscriber.runs())
                .filteredOn(run -> run.topic().equals("staff/x"))
                .flatExtracting(run -> run.frames())
                .extracting(frame -> frame.content().asText().orElse("member"))
                .doesNotContain("gone");
    }

    @Test
    void aWillToARoomNeedsTheRightToSpeakThere() {
        AccountId aliceId = new AccountId("alice");
        AccountId bobId = new AccountId("bob");
        RoomId stream = new RoomId("s:show");
        alice.ask(new CreateRoom(STAFF, "", JoinPolicy.INVITE, Set.of()));

        assertThat(opened(WillPlace.ofAccount(aliceId, false))).isNull();
        assertThat(opened(WillPlace.ofGroup(STAFF, true))).isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(opened(WillPlace.ofStream(stream, "0", bobId))).isNull();
        assertThat(opened(WillPlace.ofStream(stream, "0", aliceId))).isEqualTo(ErrorCode.FORBIDDEN);

        alice.ask(new BlockContact(bobId));
        alice.ask(new AddMembers(STAFF, Set.of(bobId)));

        assertThat(opened(WillPlace.ofAccount(aliceId, false))).isEqualTo(ErrorCode.BLOCKED);
        assertThat(opened(WillPlace.ofGroup(STAFF, true))).isNull();
    }

    /** Null where somebody who would leave this is let in. */
    private ErrorCode opened(WillPlace will) {
        Future<Client> open =
                house.open(house.durably("bob", "willing", DurableWish.NOTHING).leaving(will), new FakeDoor());
        return await(open.transform((client, failure) ->
                Future.succeededFuture(failure == null ? null : GatewayException.codeOf(failure))));
    }

    private static DurableWish wish(String topic) {
        DurableWill will = new DurableWill(topic, Content.text("gone"), 1, false, Long.MAX_VALUE, 0);
        return new DurableWish(true, 60_000, will);
    }

    @Test
    void aDurableSubscriptionEndsWithTheMembershipThatAllowedIt() {
        alice.ask(new CreateRoom(STAFF, "", JoinPolicy.INVITE, Set.of(new AccountId("bob"))));
        Client kept = durable("phone", null);
        kept.subscribeDurably("staff/news", 1);
        kept.close();

        alice.ask(new RemoveMembers(STAFF, Set.of(new AccountId("bob"))));
        Client again = durable("phone", null);

        assertThat(again.session().durable().orElseThrow().present()).isTrue();
        assertThat(again.session().durable().orElseThrow().subscriptions()).isEmpty();
        await().until(() -> !await(alice.publish("staff/news", "not for bob", 1, false)));
    }

    @Test
    void aRightThatIsLostWhileADurableSubscriptionIsWrittenTakesItBack() {
        Client kept = durable("phone", null);
        Denial lost = new Denial(Deed.SUBSCRIBE, "open/x", null);

        Future<Done> subscribed = kept.durably(durable -> {
            Future<Done> under = durable.subscribe(subscription("open/x"), false);
            ((DurableDesk) durable).permit(filter -> lost);
            return under;
        });

        assertThat(codeOf(subscribed)).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(await(alice.publish("open/x", "not for bob", 1, false))).isFalse();
    }

    private Client durable(String device, DurableWill will) {
        return await(house.open(house.durably("bob", device, new DurableWish(false, 60_000, will)), new FakeDoor()));
    }

    private static DurableSubscription subscription(String filter) {
        return new DurableSubscription(filter, 1, false, false, 0);
    }

    @Test
    void aMemberHasTheRightsOfTheGroupFromTheStart() {
        alice.ask(new CreateRoom(STAFF, "", JoinPolicy.INVITE, Set.of(new AccountId("bob"))));

        Client again = house.signIn("bob", "phone");

        again.ask(new Subscribe("staff/+", subscriber, false));
    }
}
