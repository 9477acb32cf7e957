package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.PresenceList;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Push;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class PresencesTest {
    private static final AccountId BOB = new AccountId("bob");

    private final TestDoor door = new TestDoor();
    private TimClient client;
    private FakeSession session;

    @BeforeEach
    void signIn() {
        client = door.client().signedIn("ann", "phone");
        session = door.sessions().ofDevice("phone");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void setsTheStatusOfWhoBroadcasts() {
        client.send(19, Compact.struct(8, "busy")).ping();

        assertThat(session.commands(Command.SetPresence.class)).containsExactly(new Command.SetPresence("busy"));
        assertThat(client.frames(12)).hasSize(1);
    }

    @Test
    void watchesThoseItIsSaidTo() {
        client.send(91, Compact.struct(5, Compact.struct(1, "bob"), 6, List.of("carl"), 8, "hi"))
                .ping();

        assertThat(session.commands(Command.WatchPresence.class))
                .containsExactly(new Command.WatchPresence(List.of(BOB, new AccountId("carl"))));
        assertThat(client.frames(91)).isEmpty();
    }

    @Test
    void answersWhoSubscribes() {
        session.answer(
                Command.WatchPresence.class,
                watch -> Future.succeededFuture(new PresenceList(List.of(
                        new PresenceState(BOB, true, "here", 1),
                        new PresenceState(new AccountId("carl"), false, "", 0)))));

        client.send(91, Compact.struct(3, (byte) 1, 6, List.of("bob", "carl")));

        assertThat(client.struct(91))
                .isEqualTo(Compact.struct(
                        3, (byte) 2, 4, Compact.struct(1, "bob"), 5, Compact.struct(1, "ann"), 8, "here"));
        assertThat(client.ping().frames(91)).hasSize(1);
    }

    @Test
    void tellsWhenSomebodyGoes() {
        session.push(new Push.PresenceChanged(new PresenceState(BOB, false, "", 1)));

        assertThat(client.struct(91))
                .isEqualTo(Compact.struct(2, true, 4, Compact.struct(1, "bob"), 5, Compact.struct(1, "ann")));
    }

    @Test
    void refusesWhatIsSaidToNobody() {
        assertThat(client.send(91, Map.of()).failure(91)).isEqualTo(4106);
    }

    @Test
    void refusesMalformedNodes() {
        assertThat(client.send(91, Compact.struct(6, List.of("b b"))).failure(91))
                .isEqualTo(4106);
    }

    @Test
    void tellsWhyCoreRefuses() {
        session.refuse(Command.SetPresence.class, ErrorCode.BAD_REQUEST);

        assertThat(client.send(19, Compact.struct(8, "x")).failure(19)).isEqualTo(4104);
    }
}
