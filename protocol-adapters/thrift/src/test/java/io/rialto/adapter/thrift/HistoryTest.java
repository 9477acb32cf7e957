package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.Items;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.StoredMessage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class HistoryTest {
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
    void readsFromAMidDownwardsNewestFirst() {
        keep("d:ann|bob", "m", 1, 3);

        client.send(21, Compact.struct(1, 1, 2, "bob", 4, 3L, 5, 50L));

        List<Map<?, ?>> messages = new ArrayList<>();
        ((List<?>) client.struct(21).get(2)).forEach(one -> messages.add((Map<?, ?>) one));
        assertThat(messages.stream().<Object>map(one -> one.get(4)).toList()).isEqualTo(List.of(3L, 2L, 1L));
        assertThat(messages.get(0).get(3)).isNull();
        MessageCommand.ReadHistory read =
                session.commands(MessageCommand.ReadHistory.class).get(0);
        assertThat(read.room().value()).isEqualTo("d:ann|bob");
        assertThat(read.before()).isEqualTo(4);
        assertThat(read.limit()).isEqualTo(50);
    }

    @Test
    void readsTheNewestOfARoomWithinItsOwnBounds() {
        client.raw(Vector.frame("atim PullRoomMessage", "thrift-compact"));
        client.send(21, Compact.struct(1, 2, 2, "team", 4, 0L, 5, Long.MAX_VALUE))
                .ping();

        MessageCommand.ReadHistory read =
                session.commands(MessageCommand.ReadHistory.class).get(1);
        assertThat(read.room().value()).isEqualTo("g:team");
        assertThat(read.before()).isEqualTo(Long.MAX_VALUE);
        assertThat(read.limit()).isEqualTo(200);
    }

    @Test
    void splitsWhatDoesNotFitInto8KiB() {
        keep("d:ann|bob", "x".repeat(3000), 1, 5);

        client.send(21, Compact.struct(1, 1, 2, "bob", 4, 0L, 5, 9L));

        client.frame(21, 2);
        assertThat(client.frames(21))
                .allSatisfy(frame -> assertThat(frame.length).isLessThan(8192));
    }

    @Test
    void whoReadsGetsAllOfALargeAnswerPageByPage() {
        keepInPages(5, 100_000);

        client.send(21, Compact.struct(1, 1, 2, "bob", 4, 0L, 5, 60L));

        client.frame(21, 59);
        assertThat(client.ping().frames(21)).hasSize(60);
        List<MessageCommand.ReadHistory> read = session.commands(MessageCommand.ReadHistory.class);
        assertThat(read)
                .extracting(MessageCommand.ReadHistory::limit)
                .startsWith(60, 55, 50)
                .hasSize(12);
        assertThat(read).allSatisfy(page -> assertThat(page.maxBytes()).isLessThanOrEqualTo(1024 * 1024));
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void answersOneAfterTheOtherWhoAsksForManyAtOnce() {
        keepInPages(5, 100_000);

        for (int i = 0; i < 10; i++) {
            client.send(21, Compact.struct(1, 1, 2, "bob", 4, 0L, 5, 10L));
        }

        client.frame(21, 99);
        assertThat(client.ping().frames(21)).hasSize(100);
        assertThat(session.commands(MessageCommand.ReadHistory.class))
                .extracting(MessageCommand.ReadHistory::limit)
                .startsWith(10, 5, 10, 5);
    }

    @Test
    void saysNothingWhereThereIsNothing() {
        client.send(21, Compact.struct(1, 1, 2, "bob", 4, 0L, 5, 9L));
        session.refuse(MessageCommand.ReadHistory.class, ErrorCode.NOT_FOUND);
        client.send(21, Compact.struct(1, 1, 2, "nobody", 4, 0L, 5, 9L)).ping();

        assertThat(client.frames(21)).isEmpty();
        assertThat(client.frames(12)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"NOT_MEMBER, 4105", "NOT_FOUND, 4105", "STORE_UNAVAILABLE, 5103"})
    void keepsRoomsToTheirMembers(ErrorCode code, int number) {
        session.refuse(MessageCommand.ReadHistory.class, code);

        assertThat(client.send(21, Compact.struct(1, 2, 2, "team", 4, 0L, 5, 9L))
                        .failure(21))
                .isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"3, bob, 1, 1", "1, b/b, 1, 1", "1, bob, , 1", "1, bob, 1, ", "1, bob, 1, -1"})
    void refusesWhatIsMissing(int rtype, String node, Long mid, Long limit) {
        Map<Integer, Object> request = Compact.struct(1, rtype, 2, node);
        if (mid != null) {
            request.put(4, mid);
        }
        if (limit != null) {
            request.put(5, limit);
        }

        assertThat(client.send(21, request).failure(21)).isEqualTo(4104);
        assertThat(session.commands(MessageCommand.ReadHistory.class)).isEmpty();
    }

    /** A log without end, of which so many messages are read at a time. */
    private void keepInPages(int messages, int size) {
        String text = "x".repeat(size);
        session.answer(MessageCommand.ReadHistory.class, read -> {
            long before = Math.min(read.before(), 1_000_000);
            List<StoredMessage> page = LongStream.range(before - messages, before)
                    .mapToObj(i -> Items.received(i, "d:ann|bob", "bob", Content.text(text))
                            .item()
                            .message())
                    .toList();
            return Future.succeededFuture(new HistoryPage(page, 1_000_000, true));
        });
    }

    private void keep(String room, String text, long from, long to) {
        List<StoredMessage> messages = LongStream.rangeClosed(from, to)
                .mapToObj(i -> Items.received(i, room, "bob", Content.text(text))
                        .item()
                        .message())
                .toList();
        session.answer(
                MessageCommand.ReadHistory.class, read -> Future.succeededFuture(new HistoryPage(messages, to, false)));
    }
}
