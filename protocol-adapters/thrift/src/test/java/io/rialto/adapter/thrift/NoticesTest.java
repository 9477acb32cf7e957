package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.Items;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Notice;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway itself tells an account: business notices, system messages (tim-protocol.md §4.5, §4.10). */
@ExtendWith(NoLeaks.class)
class NoticesTest {
    private static final AccountId TIM1 = new AccountId("UHuS8PoK2LX");
    private static final int DELIVERY = 0xDA;

    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CONTACT_REQUESTED, 4, , I am tim1",
        "CONTACT_ACCEPTED, 5, , ",
        "CONTACT_REMOVED, 6, , ",
        "CONTACT_BLOCKED, 7, , ",
        "ROOM_APPLIED, 9, g:UageCKf48hv, let me in",
        "ROOM_JOINED, 10, g:UageCKf48hv, ",
        "ROOM_REJECTED, 11, g:UageCKf48hv, not you",
        "ROOM_INVITED, 12, g:UageCKf48hv, ",
        "ROOM_REMOVED, 13, g:UageCKf48hv, ",
        "ROOM_ENDED, 17, g:UageCKf48hv, "
    })
    void tells(Notice.Kind kind, int bnType, String room, String text) {
        TimClient client = door.client().signedIn("QdH6CCms5EU", "pad");
        Notice notice = new Notice(kind, TIM1, room == null ? null : new RoomId(room), text);

        session().push(Items.received(5, "y:QdH6CCms5EU", TIM1.value(), notice.content()));

        Map<Integer, Object> expected = Compact.struct(
                1,
                (byte) 2,
                2,
                (byte) 4,
                3,
                5L,
                5,
                bnType,
                6,
                Compact.struct(1, TIM1.value()),
                7,
                Compact.struct(1, "QdH6CCms5EU"));
        if (room != null) {
            expected.put(8, Compact.struct(1, "UageCKf48hv"));
        }
        if (text != null) {
            expected.put(10, text);
        }
        expected.put(12, 1_760_000_000_000_000_000L);
        assertThat(Compact.read(client.frame(DELIVERY, 0), 5)).isEqualTo(expected);
    }

    /** Who has joined an open group is told so by nobody, as TIM's server does it but for its clock and its packet id. */
    @Test
    void tellsWhoHasJoinedByItself() {
        TimClient client = door.client().signedIn(TIM1.value(), "phone");
        Notice notice = new Notice(Notice.Kind.ROOM_JOINED, TIM1, RoomId.group("UageCKf48hv"), null);

        session().push(Items.received(5, "y:UHuS8PoK2LX", TIM1.value(), notice.content()));

        Map<Integer, Object> expected =
                Compact.read(Vector.frame("server business-passroom-open-room", "thrift-compact"), 5);
        expected.put(3, 5L);
        expected.put(12, 1_760_000_000_000_000_000L);
        assertThat(Compact.read(client.frame(DELIVERY, 0), 5)).isEqualTo(expected);
    }

    @Test
    void keepsNoticesForThoseWhoAreAway() {
        door.sessions()
                .prepare(made -> made.answer(
                        InboxCommand.OpenInbox.class, open -> Future.succeededFuture(new InboxOpened(0, 1, 0, -1))));
        TimClient client = door.client().signedIn("QdH6CCms5EU", "pad");
        session()
                .push(Items.received(
                        1,
                        "y:QdH6CCms5EU",
                        TIM1.value(),
                        Notice.of(Notice.Kind.CONTACT_REQUESTED, TIM1, "hi").content()));

        client.send(17);

        Map<Integer, Object> page = Compact.read(client.frame(0x91, 0), 5);
        assertThat((List<?>) page.get(2)).singleElement().satisfies(one -> {
            assertThat(((Map<?, ?>) one).get(3)).isEqualTo(1L);
            assertThat(((Map<?, ?>) one).get(5)).isEqualTo(4);
            assertThat(((Map<?, ?>) one).get(11)).isEqualTo(true);
            assertThat(((Map<?, ?>) one).containsKey(4)).isFalse();
        });
    }

    /** Byte for byte as TIM's server writes it, but for its clock and its packet id. */
    @Test
    void showsSystemMessages() {
        TimClient client = door.client().signedInWithJson("UHuS8PoK2LX", "phone");

        session().push(Items.received(5, "y:UHuS8PoK2LX", "root", Content.text("system notice")));

        byte[] frame = client.frame(DELIVERY, 0);
        assertThat(Flavour.JSON.decode(TimMessage.SHAPE, frame, 5))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*shape")
                .isEqualTo(Flavour.JSON
                        .decode(TimMessage.SHAPE, Vector.frame("server system-message", "json"), 5)
                        .with(TimMessage.ID, 5L)
                        .with(TimMessage.TIMESTAMP, 1_760_000_000_000_000_000L));
    }

    private FakeSession session() {
        List<FakeSession> all = door.sessions().opened();
        return all.get(all.size() - 1);
    }
}
