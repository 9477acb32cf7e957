package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.AccountProfiles;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.Profile;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.command.RoomProfiles;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TIMNODES: what accounts show of themselves (tim-protocol.md §4.11, §7.3). */
@ExtendWith(NoLeaks.class)
class NodesTest {
    private static final AccountId TIM1 = new AccountId("UHuS8PoK2LX");

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

    /** What a client says of itself is what another is shown, byte for byte as TIM's own server writes it. */
    @ParameterizedTest
    @CsvSource({
        "atim ModifyUserInfo, thrift-compact",
        "timgo ModifyUserInfo, thrift-compact",
        "timjs ModifyUserInfo, json"
    })
    void showsWhatAnAccountSaysOfItself(String vector, String format) {
        client.raw(Vector.frame(vector, format));

        assertThat(client.ack(42)).isEqualTo(Compact.struct(1, true, 2, (byte) 42, 4, 6L));
        Map<String, byte[]> entries =
                session.commands(ProfileCommand.UpdateProfile.class).get(0).entries();
        assertThat(entries.get("nickName")).asString(StandardCharsets.UTF_8).isEqualTo("tony123");
        assertThat(entries.get("gender")).asString(StandardCharsets.UTF_8).isEqualTo("1");
        Struct said = Vector.frame(vector, format)[0] < 0
                ? Flavour.JSON.decode(TimNodes.SHAPE, Vector.frame(vector, format), 1)
                : Flavour.COMPACT.decode(TimNodes.SHAPE, Vector.frame(vector, format), 1);
        Struct bean = said.get(TimNodes.USERS).values().iterator().next();
        assertThat(Bean.USER.of(Profile.of(0, entries)))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*shape")
                .isEqualTo(bean);
    }

    @ParameterizedTest
    @CsvSource({"atim UserInfo, thrift-compact", "timgo UserInfo, thrift-compact", "timjs UserInfo, json"})
    void showsUsers(String vector, String format) {
        client.raw(Vector.frame("atim ModifyUserInfo", "thrift-compact")).ping();
        Profile tony = Profile.of(
                1_736_900_000_123L,
                session.commands(ProfileCommand.UpdateProfile.class).get(0).entries());
        profiles(Map.of(TIM1, tony, new AccountId("QdH6CCms5EU"), Profile.of(5, Map.of())));

        client.raw(Vector.frame(vector, format));

        Map<Integer, Object> expected = Compact.read(Vector.frame("server user-info", "thrift-compact"), 1);
        Map<?, ?> shown = (Map<?, ?>) client.struct(42).get(3);
        assertThat(shown.keySet()).hasToString("[UHuS8PoK2LX]");
        Map<Object, Object> bean = new TreeMap<>((Map<?, ?>) ((Map<?, ?>) expected.get(3)).get("UHuS8PoK2LX"));
        bean.put(8, 1_736_900_000_123_000_000L);
        assertThat(((Map<?, ?>) shown.get("UHuS8PoK2LX")).get(8)).isEqualTo(bean.get(8));
        assertThat(((Map<?, ?>) shown.get("UHuS8PoK2LX")).get(9)).isEqualTo(bean.get(9));
        assertThat(client.struct(42)).containsEntry(1, 4);
    }

    /** As TIM's own server writes it, but for its clock and what this one has no place for. */
    @ParameterizedTest
    @CsvSource({"atim RoomInfo, thrift-compact", "timgo RoomInfo, thrift-compact", "timjs RoomInfo, json"})
    void showsRooms(String vector, String format) {
        RoomId room = RoomId.group("UageCKf48hv");
        AccountId manager = new AccountId("QdH6CCms5EU");
        session.answer(
                ProfileCommand.ReadRoomProfiles.class,
                read -> Future.succeededFuture(
                        new RoomProfiles(new TreeMap<>(Map.of(room, Profile.of(1_736_900_000_123L, Map.of()))))));
        session.answer(
                RoomCommand.GetRoom.class,
                get -> Future.succeededFuture(new RoomInfo(
                        room, "my room", TIM1, List.of(manager), JoinPolicy.APPROVAL, List.of(TIM1, manager), 0)));

        client.raw(Vector.frame(vector, format));

        Struct expected = Flavour.COMPACT.decode(TimNodes.SHAPE, Vector.frame("server room-info", "thrift-compact"), 1);
        expected.get(TimNodes.ROOMS)
                .get(room.name())
                .with(TimRoomBean.CREATE_TIME, 1_736_900_000_123_000_000L)
                .with(TimRoomBean.KIND, null);
        assertThat(client.frame(42, 0)).isEqualTo(TimClient.concat(new byte[] {42}, Flavour.COMPACT.encode(expected)));
    }

    @ParameterizedTest
    @CsvSource({"atim ModifyRoomInfo, thrift-compact", "timgo ModifyRoomInfo, thrift-compact"})
    void renamesRooms(String vector, String format) {
        client.raw(Vector.frame(vector, format));

        assertThat(client.ack(42)).isEqualTo(Compact.struct(1, true, 2, (byte) 42, 4, 7L));
        RoomCommand.UpdateRoom update =
                session.commands(RoomCommand.UpdateRoom.class).get(0);
        assertThat(update.room()).isEqualTo(RoomId.group("UageCKf48hv"));
        assertThat(update.title()).isEqualTo("new topic");
        assertThat(update.managers()).isNull();
        Struct sent = sentBean(vector, format).with(TimRoomBean.TOPIC, null).with(TimRoomBean.GTYPE, null);
        assertThat(Flavour.COMPACT.encode(Bean.ROOM.of(Profile.of(1, update.entries()))))
                .as("everything it was sent but what is the group's own")
                .isEqualTo(Flavour.COMPACT.encode(sent));
    }

    private static Struct sentBean(String vector, String format) {
        return Flavour.COMPACT
                .decode(TimNodes.SHAPE, Vector.frame(vector, format), 1)
                .get(TimNodes.ROOMS)
                .get("UageCKf48hv");
    }

    @Test
    void showsWhatARoomKeepsOfItself() {
        RoomId room = RoomId.group("UageCKf48hv");
        Struct bean =
                new Struct(TimRoomBean.SHAPE).with(TimRoomBean.LABEL, "friends").with(TimRoomBean.KIND, 7L);
        session.answer(
                ProfileCommand.ReadRoomProfiles.class,
                read -> Future.succeededFuture(
                        new RoomProfiles(new TreeMap<>(Map.of(room, Profile.of(1, Bean.ROOM.entries(bean)))))));
        session.refuse(RoomCommand.GetRoom.class, ErrorCode.NOT_MEMBER);

        client.send(42, Compact.struct(1, 5, 2, List.of(room.name())));

        Struct shown = Flavour.COMPACT
                .decode(TimNodes.SHAPE, client.frame(42, 0), 1)
                .get(TimNodes.ROOMS)
                .get(room.name());
        assertThat(shown.get(TimRoomBean.LABEL)).isEqualTo("friends");
        assertThat(shown.get(TimRoomBean.KIND)).isEqualTo(7L);
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN, 4105", "NOT_MEMBER, 4105", "GONE, 4108", "NOT_FOUND, 4109"})
    void tellsWhyARoomIsNotRenamed(ErrorCode code, int number) {
        session.refuse(RoomCommand.UpdateRoom.class, code);

        assertThat(client.raw(Vector.frame("timgo ModifyRoomInfo", "thrift-compact"))
                        .failure(42))
                .isEqualTo(number);
    }

    @Test
    void isSilentAboutUsersNobodyKnows() {
        client.raw(Vector.frame("timgo UserInfo", "thrift-compact")).ping();

        assertThat(client.frames(42)).isEmpty();
        assertThat(client.frames(12)).hasSize(1);
    }

    @Test
    void splitsWhatAtimCouldNotTake() {
        Map<AccountId, Profile> many = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            many.put(
                    new AccountId("user" + i),
                    Profile.of(1, Map.of("name", "n".repeat(150).getBytes(StandardCharsets.UTF_8))));
        }
        profiles(many);

        client.send(42, Compact.struct(1, 4, 2, List.of("user1")));

        await().until(() -> client.frames(42).stream()
                        .mapToInt(frame -> ((Map<?, ?>) Compact.read(frame, 1).get(3)).size())
                        .sum()
                == 100);
        assertThat(client.frames(42)).hasSizeGreaterThan(1).allMatch(frame -> frame.length <= 8192);
    }

    /** Another door may write anything into a profile. */
    @Test
    void leavesOutWhatIsNoneOfTims() {
        profiles(Map.of(
                TIM1,
                Profile.of(
                        1,
                        Map.of(
                                "name",
                                "tony".getBytes(StandardCharsets.UTF_8),
                                "gender",
                                "male".getBytes(StandardCharsets.UTF_8),
                                "tim.extend",
                                new byte[] {1, 2, 3},
                                "color",
                                new byte[] {9}))));

        client.send(42, Compact.struct(1, 4, 2, List.of(TIM1.value())));

        Map<?, ?> bean = (Map<?, ?>) ((Map<?, ?>) client.struct(42).get(3)).get(TIM1.value());
        assertThat(bean.get(1)).isEqualTo("tony");
        assertThat(bean.keySet()).hasToString("[1, 8]");
    }

    /** W-62: as many as one asks for were given. */
    @Test
    void refusesMoreThanIsGivenAtATime() {
        List<String> nodes = new ArrayList<>();
        for (int i = 0; i < 201; i++) {
            nodes.add("n" + i);
        }

        assertThat(client.send(42, Compact.struct(1, 4, 2, nodes)).failure(42)).isEqualTo(4104);
        client.send(42, Compact.struct(1, 4, 2, nodes.subList(0, 200))).ping();
        assertThat(session.commands(ProfileCommand.ReadProfiles.class).get(0).accounts())
                .hasSize(200);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "-1"})
    void refusesWhatAsksForNothing(int ntype) {
        assertThat(client.send(42, Compact.struct(1, ntype)).failure(42)).isEqualTo(4104);
    }

    /** timjs writes a literal where the room belongs: no server can repair that (tim-protocol.md §4.11). */
    @Test
    void refusesWhatTimjsCannotSay() {
        assertThat(client.raw(Vector.frame("timjs ModifyRoomInfo", "json")).failure(42))
                .isEqualTo(4104);
    }

    @ParameterizedTest
    @CsvSource({"TOO_LARGE, 4104", "LIMIT_REACHED, 5104", "STORE_UNAVAILABLE, 5103"})
    void tellsWhyNot(ErrorCode code, int number) {
        session.refuse(ProfileCommand.UpdateProfile.class, code);

        client.raw(Vector.frame("timgo ModifyUserInfo", "thrift-compact"));

        assertThat(client.failure(42)).isEqualTo(number);
        assertThat(client.ack(42)).containsEntry(4, 6L);
    }

    private void profiles(Map<AccountId, Profile> profiles) {
        session.answer(
                ProfileCommand.ReadProfiles.class,
                read -> Future.succeededFuture(new AccountProfiles(new TreeMap<>(profiles))));
    }
}
