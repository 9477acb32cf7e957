package io.rialto.adapter.bigbinary;

import static io.rialto.adapter.bigbinary.TestClient.frame;
import static io.rialto.adapter.bigbinary.TestClient.text16;
import static io.rialto.adapter.bigbinary.TestClient.text8;
import static io.rialto.adapter.bigbinary.TestClient.u32;
import static io.rialto.adapter.bigbinary.TestClient.u64;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.StreamSubscribed;
import io.vertx.core.Future;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requests on stream rooms, the news of them. */
@ExtendWith(NoLeaks.class)
class StreamRoomsTest {
    private static final RoomId SHOW = new RoomId("s:show");
    private static final AccountId ALICE = new AccountId("alice");
    private static final String ENTERED = u64(1) + u64(0) + "06 733A73686F77";

    private TestDoor door;
    private TestClient client;
    private FakeSession session;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor();
        client = door.signedIn("bob");
        session = door.session("bob");
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        door.close();
    }

    @Test
    void makesRooms() throws Exception {
        client.send("0000000E 10 00 00000009 00 06 733A73686F77").expect(frame("90 00", u32(9) + u32(1) + ENTERED));
        client.send("00000008 10 00 0000000A 01 00")
                .expect(frame("90 00", u32(10) + u32(2) + u64(1) + u64(0) + text8("s:made-by-fake")));

        assertThat(session.commands(StreamCommand.CreateStream.class))
                .containsExactly(
                        new StreamCommand.CreateStream(SHOW, StreamPreset.VROOM),
                        new StreamCommand.CreateStream(null, StreamPreset.RTM));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "REMOVE, 0000000D 11 00 00000009 06 733A73686F77, RemoveStream[room=s:show]",
        "GRANT, 00000013 12 00 00000009 06 733A73686F77 05 616C696365, "
                + "'GrantStream[room=s:show, account=alice, granted=true]'",
        "GRANT back, 00000013 12 01 00000009 06 733A73686F77 05 616C696365, "
                + "'GrantStream[room=s:show, account=alice, granted=false]'",
        "LEAVE, 0000000D 14 00 00000009 06 733A73686F77, LeaveStream[room=s:show]",
        "LANE LEAVE, 00000011 16 00 00000009 06 733A73686F77 03 63616D, 'LeaveLane[room=s:show, lane=cam]'",
        "LANE UNSUBSCRIBE, 00000018 18 00 00000009 06 733A73686F77 03 63616D 01 05 616C696365, "
                + "'UnsubscribeLane[room=s:show, lane=cam, publishers=[alice]]'",
        "LANE UNSUBSCRIBE all, 0000000F 18 00 00000009 06 733A73686F77 00 00, "
                + "'UnsubscribeLane[room=s:show, lane=null, publishers=[]]'",
    })
    void carriesOutWhatIsJustDone(String name, String hex, String command) throws Exception {
        client.send(hex).expect("00000006 83 00 00000009");

        assertThat(session.commands()).extracting(Object::toString).containsExactly(command);
    }

    @Test
    void entersRoomsAndLanes() throws Exception {
        client.send("0000000D 13 00 00000009 06 733A73686F77").expect(frame("90 00", u32(9) + u32(1) + ENTERED));
        client.send("00000011 15 00 0000000A 06 733A73686F77 03 63616D")
                .expect(frame("90 00", u32(10) + u32(1) + u64(0) + u64(0) + text8("s:show")));
        client.send(frame("15 00", u32(11) + text8("s:show") + "00")).readFrame("90");

        assertThat(session.commands())
                .containsExactly(
                        new StreamCommand.JoinStream(SHOW),
                        new StreamCommand.JoinLane(SHOW, "cam"),
                        new StreamCommand.JoinLane(SHOW, "0"));
    }

    @Test
    void subscribesFromAPlace() throws Exception {
        session.answer(
                StreamCommand.SubscribeLane.class,
                command -> Future.succeededFuture(new StreamSubscribed(new StreamPlace(7, 9), 3)));

        client.send("00000028 17 01 00000009 06 733A73686F77 03 63616D 01 05 616C696365"
                        + "0000000000000007 0000000000000004")
                .expect(frame("91 00", u32(9) + u32(1) + u64(7) + u64(9) + u64(3)))
                .expect(frame("88 00", "02" + u64(7) + u64(5) + u64(7) + text16("s:show")));

        StreamCommand.SubscribeLane asked =
                session.commands(StreamCommand.SubscribeLane.class).get(0);
        assertThat(asked.lane()).isEqualTo("cam");
        assertThat(asked.publishers()).isEqualTo(Set.of(ALICE));
        assertThat(asked.from()).isEqualTo(new StreamPlace(7, 4));
    }

    @Test
    void subscribesToEverything() throws Exception {
        client.send("0000000F 17 00 00000009 06 733A73686F77 00 00")
                .expect(frame("91 00", u32(9) + u32(1) + u64(1) + u64(0) + u64(0)));

        StreamCommand.SubscribeLane asked =
                session.commands(StreamCommand.SubscribeLane.class).get(0);
        assertThat(asked.lane()).isNull();
        assertThat(asked.publishers()).isEmpty();
        assertThat(asked.from()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no stream room, 13 00, 06 673A73686F77",
        "no room, 11 00, 01 73",
        "unknown preset, 10 00, 02 06 733A73686F77",
        "lane with a slash, 15 00, 06 733A73686F77 01 2F",
        "publishers without a lane, 17 00, 06 733A73686F77 00 01 01 61",
        "illegal publisher, 17 00, 06 733A73686F77 01 30 01 01 2F",
        "illegal account, 12 00, 06 733A73686F77 01 2F",
    })
    void refusesButGoesOn(String name, String type, String body) throws Exception {
        client.send(frame(type, u32(9) + body)).expectRefused(9, 1001).ping();

        assertThat(session.commands()).isEmpty();
    }

    @Test
    void refusesWhatCoreRefuses() throws Exception {
        session.refuse(StreamCommand.JoinStream.class, ErrorCode.LIMIT_REACHED);
        session.refuse(StreamCommand.SubscribeLane.class, ErrorCode.NOT_FOUND);
        session.refuse(StreamCommand.RemoveStream.class, ErrorCode.FORBIDDEN);

        client.send(frame("13 00", u32(1) + text8("s:show"))).expectRefused(1, 1204);
        client.send(frame("17 00", u32(2) + text8("s:show") + "00 00")).expectRefused(2, 1201);
        client.send(frame("11 00", u32(3) + text8("s:show"))).expectRefused(3, 1103);
    }

    @Test
    void tellsOfPublishersAndTheEnd() throws Exception {
        session.push(new Push.LaneChanged(SHOW, "cam", ALICE, true));
        client.send("0000000D 13 00 00000009 06 733A73686F77").readFrame("90");

        session.push(new Push.LaneChanged(SHOW, "cam", ALICE, true));
        client.expect("00000010 8D 01 00000001 03 63616D 05 616C696365");
        session.push(new Push.LaneChanged(SHOW, "cam", ALICE, false));
        client.expect("00000010 8D 00 00000001 03 63616D 05 616C696365");
        session.push(new Push.StreamEnded(SHOW, Push.StreamEnd.REMOVED));
        client.expect("00000007 8E 00 00000001 01");

        client.send(frame("13 00", u32(9) + text8("s:show"))).readFrame("90");
        session.push(new Push.StreamEnded(SHOW, Push.StreamEnd.IDLE));
        client.expect("00000007 8E 00 00000002 02");
        client.ping();
    }
}
