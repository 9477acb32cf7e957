package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.Items;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Revoke and burn (tim-protocol.md §4.5): who says so is answered, who is told, what is never shown any more. */
@ExtendWith(NoLeaks.class)
class ErasuresTest {
    private static final RoomId PAIR = new RoomId("d:QdH6CCms5EU|ann");
    private static final RoomId GROUP = new RoomId("g:UageCKf48hv");
    private static final int DELIVERY = 0xDA;
    private static final int OFFLINE = 0x91;

    private final TestDoor door = new TestDoor();
    private TimClient client;
    private FakeSession session;

    @BeforeEach
    void signIn() {
        door.sessions()
                .prepare(made -> made.answer(
                        InboxCommand.OpenInbox.class, open -> Future.succeededFuture(new InboxOpened(0, 20, 0, -1))));
        client = door.client().signedIn("ann", "phone");
        session = door.sessions().ofDevice("phone");
        session.answer(MessageCommand.RecallMessage.class, recall -> Future.succeededFuture(sent()));
        session.answer(MessageCommand.BurnMessage.class, burn -> Future.succeededFuture(sent()));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource({
        "atim RevokeMessage user, thrift-compact, 123",
        "timjs RevokeMessage user, json, 123",
        "atim RevokeMessage room, thrift-compact, 123",
        "timjs RevokeMessage room, json, 123"
    })
    void recalls(String vector, String format, long mid) {
        client.raw(Vector.frame(vector, format));

        boolean toRoom = vector.endsWith("room");
        assertThat(client.ack(92))
                .containsEntry(1, true)
                .containsEntry(4, toRoom ? 3L : 2L)
                .containsEntry(5, toRoom ? GROUP.name() : "QdH6CCms5EU")
                .containsEntry(6, mid);
        assertThat(client.struct(90))
                .containsEntry(1, (byte) (toRoom ? 3 : 2))
                .containsEntry(2, (byte) 2)
                .containsEntry(4, mid);
        assertThat(session.commands(MessageCommand.RecallMessage.class))
                .containsExactly(new MessageCommand.RecallMessage(toRoom ? GROUP : PAIR, mid));
    }

    @Test
    void carriesWhatIsSaidWithIt() {
        client.send(92, Compact.struct(1, (byte) 2, 2, (byte) 2, 4, 7L, 7, Compact.struct(1, "bob"), 10, "sorry"));

        client.ack(92);
        assertThat(session.commands(MessageCommand.RecallMessage.class))
                .extracting(MessageCommand.RecallMessage::text)
                .containsExactly("sorry");

        session.push(Items.received(
                21,
                PAIR.value(),
                "QdH6CCms5EU",
                new Erasure(Erasure.Kind.RECALL, 7, new MessageId(7))
                        .saying("sorry")
                        .content()));
        assertThat(Compact.read(client.frame(DELIVERY, 0), 5))
                .containsEntry(2, (byte) 2)
                .containsEntry(10, "sorry");
    }

    @ParameterizedTest
    @CsvSource({"atim BurnMessage, thrift-compact", "timjs BurnMessage, json"})
    void burns(String vector, String format) {
        client.raw(Vector.frame(vector, format));

        assertThat(client.ack(93)).containsEntry(1, true).containsEntry(4, 2L).containsEntry(5, "QdH6CCms5EU");
        assertThat(client.struct(90)).containsEntry(2, (byte) 3);
        assertThat(session.commands(MessageCommand.BurnMessage.class))
                .singleElement()
                .satisfies(burn -> assertThat(burn.room()).isEqualTo(PAIR));
    }

    @Test
    void recallsByTheCommandOfMessagesAsWell() {
        client.send(90, Compact.struct(1, (byte) 3, 2, (byte) 2, 4, 77L, 8, Compact.struct(1, GROUP.name())));

        assertThat(client.frame(12, 1)).isEqualTo(Vector.frame("server revoke-room-ack", "thrift-compact"));
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND, 4104", "RECALLED, 4104", "FORBIDDEN, 4105", "NOT_MEMBER, 4105", "WINDOW_PASSED, 4103"})
    void tellsWhyNot(ErrorCode code, int number) {
        session.answer(
                MessageCommand.RecallMessage.class,
                recall -> Future.failedFuture(new GatewayException(code, "refused by the test")));

        client.raw(Vector.frame("atim RevokeMessage user", "thrift-compact"));

        assertThat(client.failure(92)).isEqualTo(number);
        assertThat(client.ping().frames(90)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 0", "2, 3, -1", "3, 3, 7"})
    void refusesWhatCanBeNone(byte msType, byte odType, long mid) {
        Map<Integer, Object> message = Compact.struct(1, msType, 2, odType, 4, mid);
        message.put(msType == 2 ? 7 : 8, Compact.struct(1, "bob"));

        assertThat(client.send(92, message).failure(92)).isEqualTo(4104);
        assertThat(session.commands(MessageCommand.RecallMessage.class)).isEmpty();
    }

    /** The whole notice as TIM's server writes it, with no more payload than that. */
    @Test
    void tellsWhoIsThereThatAMessageIsGone() {
        session.push(Items.received(21, PAIR.value(), "QdH6CCms5EU", gone(Erasure.Kind.RECALL, 7)));
        session.push(Items.received(22, GROUP.value(), "bob", gone(Erasure.Kind.RECALL, 8)));
        session.push(Items.received(23, PAIR.value(), "QdH6CCms5EU", gone(Erasure.Kind.BURN, 9)));

        assertThat(Compact.read(client.frame(DELIVERY, 0), 5))
                .isEqualTo(Compact.struct(
                        1,
                        (byte) 2,
                        2,
                        (byte) 2,
                        3,
                        21L,
                        4,
                        7L,
                        6,
                        Compact.struct(1, "QdH6CCms5EU"),
                        7,
                        Compact.struct(1, "ann"),
                        12,
                        1_760_000_000_000_000_000L));
        assertThat(Compact.read(client.frame(DELIVERY, 1), 5))
                .containsEntry(1, (byte) 3)
                .containsEntry(2, (byte) 2)
                .containsEntry(4, 8L)
                .containsEntry(8, Compact.struct(1, GROUP.name()))
                .doesNotContainKeys(7, 9, 10);
        assertThat(Compact.read(client.frame(DELIVERY, 2), 5))
                .containsEntry(2, (byte) 3)
                .containsEntry(4, 9L);
    }

    /** W-09: TIM's queue ended for ever where its ten oldest entries had been revoked; W-35 of the protocol's list. */
    @Test
    void isNotHeldUpByMessagesThatAreGone() {
        for (int i = 1; i <= 15; i++) {
            session.push(Items.received(i, PAIR.value(), "QdH6CCms5EU", left()));
        }
        for (int i = 16; i <= 20; i++) {
            session.push(Items.received(i, PAIR.value(), "QdH6CCms5EU", Content.text("m" + i)));
        }

        client.send(17);

        int shown = 0;
        for (int i = 0; shown < 5; i++) {
            byte[] page = client.frame(OFFLINE, i);
            shown += ((List<?>) Compact.read(page, 5).get(2)).size();
            client.acknowledge(page);
        }
        assertThat(shown).isEqualTo(5);
        assertThat(client.frame(18, 0)).hasSize(1);
        await().until(() -> session.commands(InboxCommand.AckInbox.class).size() == 20);
    }

    @Test
    void showsNothingThatWasTakenAwayWhileItWaited() {
        session.push(Items.received(19, PAIR.value(), "QdH6CCms5EU", Content.text("secret")));
        session.push(Items.received(20, PAIR.value(), "QdH6CCms5EU", gone(Erasure.Kind.RECALL, 19)));

        client.ping().send(17);

        List<?> page = (List<?>) Compact.read(client.frame(OFFLINE, 0), 5).get(2);
        assertThat(page).singleElement().satisfies(one -> assertThat(((Map<?, ?>) one).get(2))
                .isEqualTo((byte) 2));
    }

    /** W-45: nobody but the gateway says that something is gone, or that somebody is a friend. */
    @ParameterizedTest
    @CsvSource({"2", "3", "4", "20"})
    void takesNobodysWordForIt(String odType) {
        Content forged = new Content(
                Content.TEXT, new byte[] {'x'}, Map.of("tim.odtype", odType.getBytes(StandardCharsets.US_ASCII)));

        session.push(Items.received(21, PAIR.value(), "QdH6CCms5EU", forged));

        assertThat(Compact.read(client.frame(DELIVERY, 0), 5))
                .containsEntry(2, (byte) 1)
                .containsEntry(10, "x");
    }

    private static Content gone(Erasure.Kind kind, long cseq) {
        return new Erasure(kind, cseq, new MessageId(cseq)).content();
    }

    private static Content left() {
        return new Erasure(Erasure.Kind.RECALL, 1, new MessageId(1)).left(new AccountId("bob"), 1);
    }

    private static Sent sent() {
        return new Sent(null, new MessageId(99), 8, 1000, 1, 0, false);
    }
}
