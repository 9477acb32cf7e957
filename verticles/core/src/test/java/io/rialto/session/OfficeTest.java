package io.rialto.session;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.command.ContactCommand.BlockContact;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.MessageCommand.MaySpeak;
import io.rialto.contract.command.MessageCommand.ReadHistory;
import io.rialto.contract.command.MessageCommand.SendMessage;
import io.rialto.contract.command.MessageCommand.Within;
import io.rialto.contract.command.PresenceCommand.GetPresence;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.command.SignalCommand.Signal;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.Notice;
import io.rialto.contract.office.Announced;
import io.rialto.contract.office.OnlinePlace;
import io.rialto.contract.office.OnlineSessions;
import io.rialto.contract.office.Viewers;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.stream.Viewing;
import io.rialto.message.Announcements;
import io.rialto.message.DirectPolicy;
import io.rialto.testing.Client;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.rialto.testing.Town;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator sees and does, and what members of a group whisper. */
final class OfficeTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final RoomId PAIR = new RoomId("d:alice|bob");
    private static final RoomId TEAM = new RoomId("g:team");
    private static final Content HI = Content.text("hi");

    @TempDir
    private Path directory;

    private House house;

    @BeforeEach
    void open() {
        house = House.open(directory, Plan.standard().direct(DirectPolicy.FRIENDS));
        house.accounts("alice", "bob", "carol");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void listsWhoIsOnlinePageByPage() {
        house.signIn("bob", "phone");
        house.signIn("alice", "phone");
        house.signIn("alice", "laptop");

        OnlineSessions first = await(house.sessions().online(null, 2));
        OnlineSessions second =
                await(house.sessions().online(OnlinePlace.of(first.sessions().get(1)), 2));

        assertThat(first.sessions()).extracting(SessionInfo::account).containsExactly(ALICE, ALICE);
        assertThat(first.more()).isTrue();
        assertThat(second.sessions()).extracting(SessionInfo::account).containsExactly(BOB);
        assertThat(second.more()).isFalse();
    }

    @Test
    void listsWhoIsOnlineAtAllNodes(@TempDir Path other) {
        try (Town town = Town.of(other, "a", "b", "c")) {
            List<AccountId> there = new ArrayList<>();
            for (int i = 10; i < 30; i++) {
                there.add(new AccountId("account-" + i));
                town.house(List.of("a", "b", "c").get(i % 3)).signIn("account-" + i, "phone");
            }

            List<AccountId> listed = new ArrayList<>();
            OnlinePlace place = null;
            boolean more = true;
            while (more) {
                OnlineSessions page = await(town.house("b").sessions().online(place, 7));
                page.sessions().forEach(session -> listed.add(session.account()));
                place = OnlinePlace.of(page.sessions().get(page.sessions().size() - 1));
                more = page.more();
            }

            assertThat(listed).isEqualTo(there);
        }
    }

    @Test
    void hasEveryConnectionOfAnAccountSeeAStreamRoomWhereverItIs(@TempDir Path other) {
        Viewing viewing = new Viewing(new RoomId("s:show"), true, false);
        try (Town town = Town.of(other, "a", "b", "c")) {
            Client phone = town.house("a").signIn("alice", "phone");
            Client laptop = town.house("b").signIn("alice", "laptop");
            Client bob = town.house("b").signIn("bob", "phone");
            laptop.door().refuseToSee(new GatewayException(ErrorCode.LIMIT_REACHED, "too many"));

            Viewers all = await(town.house("c").sessions().view(ALICE, null, viewing));
            Viewers one = await(town.house("c")
                    .sessions()
                    .view(ALICE, phone.session().info().id(), viewing));

            assertThat(all.sessions())
                    .extracting(Viewers.Viewer::session, Viewers.Viewer::refusal)
                    .containsExactlyInAnyOrder(
                            tuple(phone.session().info().id(), null),
                            tuple(laptop.session().info().id(), ErrorCode.LIMIT_REACHED));
            assertThat(one.sessions()).hasSize(1);
            assertThat(phone.door().viewings()).containsExactly(viewing, viewing);
            assertThat(laptop.door().viewings()).containsExactly(viewing);
            assertThat(bob.door().viewings()).isEmpty();
        }
    }

    @Test
    void whoeverIsNotThereSeesNothing() {
        Viewing viewing = new Viewing(new RoomId("s:show"), true, false);
        house.signIn("alice", "phone").door().refuseToSee(new IllegalStateException("a defect, as the test wants"));

        assertThat(codeOf(house.sessions().view(BOB, null, viewing))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(codeOf(house.sessions().view(ALICE, null, viewing))).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void whoActsForAnAccountIsSeenByNobody() {
        Client bob = house.signIn("bob", "phone");

        Client deputy = actFor(ALICE);

        assertThat(await(house.sessions().online(null, 10)).sessions())
                .extracting(SessionInfo::account)
                .containsExactly(BOB);
        assertThat(bob.ask(new GetPresence(List.of(ALICE))).states().get(0).online())
                .isFalse();
        deputy.close();
        assertThat(codeOf(house.sessions().actFor(new AccountId("nobody"), push -> {})))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void whoActsForAnAccountAsksNoFriendship() {
        Client alice = house.signIn("alice", "phone");
        house.signIn("bob", "phone").ask(new BlockContact(ALICE));
        assertThat(codeOf(alice.send(PAIR, "1", "may I"))).isEqualTo(ErrorCode.BLOCKED);

        Client deputy = actFor(ALICE);
        await(deputy.send(PAIR, "2", "you must"));

        assertThat(inboxOf(BOB)).extracting(item -> item.message().from()).containsExactly(ALICE);
        assertThat(codeOf(deputy.submit(new MaySpeak(PAIR)))).isEqualTo(ErrorCode.BLOCKED);
    }

    @Test
    void readsTheHistoryOfAGroupInTheNameOfAMember() {
        Client alice = house.signIn("alice", "phone");
        alice.ask(new CreateRoom(TEAM, "Team", JoinPolicy.INVITE, Set.of(BOB)));
        await(alice.send(TEAM, "1", "one"));

        assertThat(actFor(BOB).ask(new ReadHistory(TEAM, 0, 0, 10, 1000)).messages())
                .extracting(message -> message.content().asText().orElseThrow())
                .containsExactly("one");
        assertThat(codeOf(actFor(new AccountId("carol")).submit(new ReadHistory(TEAM, 0, 0, 10, 1000))))
                .isEqualTo(ErrorCode.NOT_MEMBER);
    }

    @Test
    void saysWhatItHasToSayOnce() {
        Announcements office = office();

        Announced first = await(office.announce(Set.of(ALICE, BOB, new AccountId("nobody")), Set.of(), HI, "k"));
        await(office.announce(Set.of(ALICE, BOB), Set.of(), HI, "k"));

        assertThat(first).isEqualTo(new Announced(2, List.of(new AccountId("nobody"))));
        assertThat(inboxOf(ALICE)).hasSize(1);
        assertThat(inboxOf(ALICE).get(0).message().room()).isEqualTo(RoomId.system(ALICE));
        assertThat(inboxOf(ALICE).get(0).message().content().asText()).contains("hi");
        assertThat(inboxOf(ALICE).get(0).message().from()).isEqualTo(Announcements.GATEWAY);
    }

    @Test
    void tellsAWholeGroup() {
        house.signIn("alice", "phone").ask(new CreateRoom(TEAM, "Team", JoinPolicy.INVITE, Set.of(BOB)));
        int before = inboxOf(BOB).size();

        Announced told = await(office().announce(Set.of(), Set.of(TEAM), HI, null));

        assertThat(told).isEqualTo(new Announced(2, List.of()));
        assertThat(inboxOf(BOB)).hasSize(before + 1);
        assertThat(inboxOf(BOB).get(before).message().content().attrs()).containsKey("room");
        assertThat(codeOf(office().announce(Set.of(), Set.of(RoomId.group("none")), HI, null)))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void refusesWhatOnlyTheGatewaySaysOfItself() {
        Content forged = new Content(Notice.TYPE, new byte[0], Map.of());

        assertThat(codeOf(office().announce(Set.of(ALICE), Set.of(), forged, null)))
                .isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(codeOf(office().announce(Set.of(ALICE), Set.of(), HI, ""))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(inboxOf(ALICE)).isEmpty();
    }

    @Test
    void acknowledgesInTheNameOfADevice() {
        await(office().announce(Set.of(ALICE), Set.of(), HI, null));
        DeviceId phone = new DeviceId("phone");
        await(house.storage().inbox().open(ALICE, phone));

        await(office().acknowledge(ALICE, phone, 1));

        assertThat(await(house.storage().inbox().open(ALICE, phone)).cursor()).isEqualTo(1);
        assertThat(codeOf(office().acknowledge(new AccountId("nobody"), phone, 1)))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void membersOfAGroupWhisperThoughTheyAreNoFriends() {
        Client alice = house.signIn("alice", "phone");
        Client bob = house.signIn("bob", "phone");
        assertThat(codeOf(alice.submit(new SendMessage(PAIR, null, HI)))).isEqualTo(ErrorCode.FORBIDDEN);
        alice.ask(new CreateRoom(TEAM, "Team", JoinPolicy.INVITE, Set.of(BOB)));
        int before = inboxOf(BOB).size();

        alice.ask(new Within<>(TEAM, new SendMessage(PAIR, null, HI)));
        Done heard = alice.ask(new Within<>(TEAM, new Signal(PAIR, HI)));

        assertThat(heard).isEqualTo(Done.DONE);
        assertThat(inboxOf(BOB)).hasSize(before + 1);
        await().until(() -> !bob.door().pushes(Push.Signalled.class).isEmpty());
    }

    @Test
    void nobodyWhispersToOrAsAStranger() {
        Client alice = house.signIn("alice", "phone");
        Client carol = house.signIn("carol", "phone");
        alice.ask(new CreateRoom(TEAM, "Team", JoinPolicy.INVITE, Set.of()));

        assertThat(codeOf(alice.submit(new Within<>(TEAM, new SendMessage(PAIR, null, HI)))))
                .isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(carol.submit(new Within<>(TEAM, new SendMessage(new RoomId("d:alice|carol"), null, HI)))))
                .isEqualTo(ErrorCode.NOT_MEMBER);
        assertThat(codeOf(alice.submit(new Within<>(TEAM, new SendMessage(TEAM, null, HI)))))
                .isEqualTo(ErrorCode.BAD_REQUEST);
    }

    private Announcements office() {
        return new Announcements(house.bus(), house.placement(), house.storage(), 1000);
    }

    private Client actFor(AccountId account) {
        return await(house.actFor(account));
    }

    private List<InboxItem> inboxOf(AccountId account) {
        return await(house.storage().inbox().read(account, 0, 100, 1 << 20)).items();
    }
}
