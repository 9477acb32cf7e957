package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.stream.StreamInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.StreamPublication;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vector of virtual rooms goes through the whole door, none is left out. */
@ExtendWith(NoLeaks.class)
class VroomVectorsTest {
    private static final Set<Integer> COMMANDS = Set.of(22, 94, 97);
    private static final RoomId ROOM = new RoomId("s:X1WKxFDuBbW");
    private static final AccountId ACCOUNT = new AccountId("QdH6CCms5EU");

    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    static Stream<Vector> requests() {
        return ofVirtualRooms().filter(one -> one.incoming() && one.command() == 22);
    }

    static Stream<Vector> publications() {
        return ofVirtualRooms().filter(one -> one.incoming() && one.command() != 22);
    }

    static Stream<Vector> toClients() {
        return ofVirtualRooms().filter(one -> !one.incoming());
    }

    /** Those whose command is one of the three, and the answers to these. */
    private static Stream<Vector> ofVirtualRooms() {
        return Vector.all().filter(one -> COMMANDS.contains(one.command()) || isAnswer(one));
    }

    private static boolean isAnswer(Vector vector) {
        return "TimAck".equals(vector.struct())
                && COMMANDS.contains(((Long) vector.fields().get("timType")).intValue());
    }

    @Test
    void areAllOfThem() {
        assertThat(requests()).hasSize(15);
        assertThat(publications()).hasSize(4);
        assertThat(toClients()).hasSize(9);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void doesWhatIsAsked(Vector vector) {
        TimClient client = door.client().signedIn("ann", "phone");
        FakeSession session = door.sessions().ofDevice("phone");
        int rtype = ((Long) vector.fields().get("rtype")).intValue();
        if (rtype == 6) {
            client.raw(Vector.frame("atim VirtualroomSub", "thrift-compact"));
        }

        client.raw(vector.frame()).ping();

        assertThat(client.ack(22)).containsEntry(1, true);
        List<Command<?>> commands = session.commands();
        assertSame(commands.get(commands.size() - 1), rtype);
    }

    private static void assertSame(Command<?> command, int rtype) {
        switch (rtype) {
            case 1 -> assertThat(command).isEqualTo(new StreamCommand.CreateStream(null, StreamPreset.VROOM));
            case 2 -> assertThat(command).isEqualTo(new StreamCommand.RemoveStream(ROOM));
            case 3 -> assertThat(command).isEqualTo(new StreamCommand.GrantStream(ROOM, ACCOUNT, true));
            case 4 -> assertThat(command).isEqualTo(new StreamCommand.GrantStream(ROOM, ACCOUNT, false));
            case 5 -> assertThat(((StreamCommand.SubscribeLane) command).room()).isEqualTo(ROOM);
            default -> assertThat(command).isEqualTo(new StreamCommand.UnsubscribeLane(ROOM, null, Set.of()));
        }
    }

    /** atim's call for bare bytes sends what its call for structs does, so it gets these (tim-protocol.md §7.5). */
    @ParameterizedTest(name = "{0}")
    @MethodSource("subscriptions")
    void showsWhatWasAskedFor(Vector vector) {
        TimClient client =
                door.client().signedIn("ann", "phone").raw(vector.frame()).ping();

        door.sessions().channels().publish("$stream/" + ROOM.name(), List.of(frame()));

        Object mode = vector.fields().get("reqInt");
        assertThat(client.frame(mode == null ? 94 : 97, 0)).isNotEmpty();
        assertThat(client.ping().frames(mode == null ? 97 : 94)).isEmpty();
    }

    static Stream<Vector> subscriptions() {
        return requests().filter(one -> one.fields().get("rtype").equals(5L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publications")
    void publishes(Vector vector) {
        TimClient client = door.client().signedIn("ann", "phone");

        client.raw(vector.frame()).ping();

        Object dtype = ((Map<?, ?>) vector.value()).get("dtype");
        List<StreamPublication> published = door.sessions().ofDevice("phone").streamPublications();
        assertThat(published).singleElement().satisfies(frame -> {
            assertThat(frame.room()).isEqualTo(ROOM);
            assertThat(frame.lane()).isEqualTo("0");
            assertThat(frame.kind()).isEqualTo(dtype == null ? 0 : ((Long) dtype).intValue());
            assertThat(frame.content().bytes()).containsExactly(1, 2, 3, 4);
        });
        assertThat(client.frames(12)).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("toClients")
    void answersByteForByte(Vector vector) {
        TimClient client = vector.flavour() == Flavour.JSON
                ? door.client().signedInWithJson("ann", "phone")
                : door.client().signedIn("ann", "phone");
        FakeSession session = door.sessions().ofDevice("phone");

        provoke(vector, client, session);

        int first = vector.frame()[0] & 0xFF;
        assertThat(client.frame(first, first == 12 ? 1 : 0)).isEqualTo(vector.frame());
    }

    private void provoke(Vector vector, TimClient client, FakeSession session) {
        switch (vector.name()) {
            case "server vroom-registered" -> {
                session.answer(StreamCommand.CreateStream.class, asked -> Future.succeededFuture(info()));
                client.raw(Vector.frame("atim VirtualroomRegister", "thrift-compact"));
            }
            case "server vroom-sub-ok" -> client.raw(Vector.frame("timjs VirtualroomSub", "json"));
            case "server stream-push-denied" -> {
                session.refusePublications(ErrorCode.FORBIDDEN);
                client.raw(Vector.frame("timgo PushStream", "thrift-compact"));
            }
            case "server stream-data" -> show(client, "timjs VirtualroomSub");
            case "server bigbinarystream-delivery" -> show(client, "timjs VirtualroomSubBinary");
            default -> throw new AssertionError("nothing provokes " + vector);
        }
    }

    private void show(TimClient client, String subscription) {
        client.raw(Vector.frame(subscription, "json")).ping();
        door.sessions().channels().publish("$stream/" + ROOM.name(), List.of(frame()));
    }

    private static Frame frame() {
        return new Frame(
                4611686018427387905L,
                0,
                new AccountId("UHuS8PoK2LX"),
                Content.untyped(new byte[] {1, 2, 3, 4}),
                0,
                false,
                false,
                0,
                Long.MAX_VALUE,
                new LanePart("0", 1, 0));
    }

    private static StreamInfo info() {
        return new StreamInfo(ROOM, StreamPreset.VROOM, ACCOUNT, new StreamPlace(1, 0), 0, Map.of());
    }
}
