package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.error.ErrorCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a session was subscribed to on an earlier connection. */
@ExtendWith(NoLeaks.class)
class RestoreTest {
    private static final String GROUP = "$group/team";
    private static final String OTHER = "$group/other";

    private final TestDoor door = TestDoor.open();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void triesAgainWhatCouldNotBeMadeSinceTheClientWasToldThatItIsThere() throws Exception {
        FakeDurable kept = refusedAtFirst(ErrorCode.STORE_UNAVAILABLE);
        try (RawClient client = door.raw5("alice")) {
            FakeSession session = session();
            await().until(() -> asked(session, GROUP) > 0);

            session.accept(ChannelCommand.Subscribe.class);

            await().until(() -> door.sessions().channels().hasSubscribers(GROUP));
            assertThat(kept.subscriptions()).hasSize(1);
            door.sessions().channels().publish(GROUP, 0, "x");
            assertThat(client.readPacket()).startsWith("30 ").endsWith(" 78");
        }
    }

    @Test
    void doesNotTryAgainWhatTheClientHasTakenBack() throws Exception {
        refusedAtFirst(ErrorCode.STORE_UNAVAILABLE, OTHER);
        try (RawClient client = door.raw5("alice")) {
            FakeSession session = session();
            await().until(() -> asked(session, OTHER) > 0);

            client.send(packet("A2", "00 01 00" + text(GROUP)));
            client.readPacket();
            long before = asked(session, GROUP);

            long others = asked(session, OTHER);
            await().until(() -> asked(session, OTHER) > others + 1);
            assertThat(asked(session, GROUP)).isEqualTo(before);
        }
    }

    @Test
    void forgetsWhatItHasNoRightToAnyMore() throws Exception {
        FakeDurable kept = refusedAtFirst(ErrorCode.NOT_MEMBER);
        try (RawClient client = door.raw5("alice")) {
            await().until(() -> kept.subscriptions().isEmpty());
            client.send("C0 00").expect("D0 00");
        }
    }

    private FakeDurable refusedAtFirst(ErrorCode why, String... more) {
        FakeDurable kept =
                new FakeDurable(Stream.concat(Stream.of(GROUP), Stream.of(more)).toArray(String[]::new));
        door.sessions().prepare(session -> {
            session.outlivedBy(kept);
            session.refuse(ChannelCommand.Subscribe.class, why);
        });
        return kept;
    }

    private FakeSession session() {
        return door.sessions().ofDevice("alice");
    }

    private static long asked(FakeSession session, String filter) {
        return session.commands(ChannelCommand.Subscribe.class).stream()
                .filter(one -> one.filter().equals(filter))
                .count();
    }
}
