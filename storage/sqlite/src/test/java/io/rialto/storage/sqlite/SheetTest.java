package io.rialto.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Await;
import io.rialto.storage.CursorMove;
import io.rialto.storage.DevicePosition;
import io.rialto.storage.Entries;
import io.rialto.storage.LogEntry;
import io.rialto.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages to many: what stands on sheets, when it moves, what survives. */
class SheetTest extends OneFile {
    private static final int FROM = 100;
    private static final int MEMBERS = 600;
    private static final int ANY = 1 << 20;
    private static final DeviceId PHONE = new DeviceId("phone");
    private static final String[] OTHERS =
            IntStream.range(1, MEMBERS).mapToObj(SheetTest::name).toArray(String[]::new);

    @TempDir
    Path elsewhere;

    private int sent;

    @Override
    SqliteOptions options() {
        return super.options().with(new SheetOptions(FROM, 1_000_000, Duration.ofHours(1)));
    }

    @Test
    void aMessageToManyIsOneRowUntilItsInboxesAreAskedFor() throws SQLException {
        append(big(), big(), small());

        assertThat(count("sheet")).isEqualTo(2);
        assertThat(count("inbox")).isEqualTo(3 + 2 * 3);
        assertThat(Await.result(storage.inbox().head(account(77)))).isEqualTo(2);
        assertThat(positions(storage, account(77), 0)).containsExactly(1L, 2L);
        assertThat(positions(storage, account(1), 0)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void everyMemberHasEveryMessageInOrderWhileAGroupGrowsAndShrinks() {
        Random random = new Random(20_261_126);
        List<List<Long>> expected = new ArrayList<>();
        IntStream.range(0, MEMBERS).forEach(any -> expected.add(new ArrayList<>()));
        for (int round = 0; round < 60; round++) {
            List<LogEntry> batch = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int size = random.nextBoolean() ? FROM + random.nextInt(MEMBERS - FROM) : 1 + random.nextInt(FROM);
                String[] to = IntStream.rangeClosed(1, Math.min(size, MEMBERS - 1))
                        .mapToObj(SheetTest::name)
                        .toArray(String[]::new);
                LogEntry entry = Entries.group("team", name(0), "c" + sent++, to);
                batch.add(entry);
                expected.get(0).add(entry.mid().value());
                IntStream.rangeClosed(1, to.length)
                        .forEach(member -> expected.get(member).add(entry.mid().value()));
            }
            append(batch.toArray(LogEntry[]::new));
            int reader = random.nextInt(MEMBERS);
            if (random.nextBoolean()) {
                move(random.nextBoolean() ? reader : random.nextInt(FROM));
            }
            assertThat(mids(storage, account(reader))).isEqualTo(expected.get(reader));
        }

        for (int member = 0; member < MEMBERS; member++) {
            assertThat(mids(storage, account(member))).isEqualTo(expected.get(member));
        }
        reopen();
        for (int member = 0; member < MEMBERS; member++) {
            assertThat(mids(storage, account(member))).isEqualTo(expected.get(member));
        }
    }

    @Test
    void whatHasMovedIsReadFromMemoryForAWhile() throws SQLException {
        append(big(), big());
        move(9);
        assertThat(count("inbox")).isEqualTo(2);
        append(big());

        InboxPage moved = page(9, 0, 100);
        InboxPage waiting = page(10, 0, 100);

        assertThat(count("inbox")).as("nothing had to be moved for it").isEqualTo(2);
        assertThat(Entries.iseqs(moved)).containsExactly(1L, 2L, 3L);
        for (int i = 0; i < 3; i++) {
            assertThat(moved.items().get(i).message()).as("shared").isSameAs(message(waiting, i));
        }
        assertThat(page(9, 1, 1))
                .isEqualTo(new InboxPage(2, 2, List.of(moved.items().get(1)), 3));
        assertThat(page(9, 0, 2)).isEqualTo(new InboxPage(1, 2, moved.items().subList(0, 2), 3));
        assertThat(page(9, 1, 9)).isEqualTo(new InboxPage(2, 3, moved.items().subList(1, 3), 3));
    }

    @Test
    void whatComesByAnotherWayBehindWhatHasMovedIsRead() {
        append(big());
        move(1);
        append(small());

        assertThat(positions(storage, account(1), 0)).containsExactly(1L, 2L);
        append(big());
        assertThat(positions(storage, account(1), 0)).containsExactly(1L, 2L, 3L);
        move(1);
        append(big(), small(), big());
        assertThat(positions(storage, account(1), 1)).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(page(1, 0, 100).head()).isEqualTo(6);
    }

    @Test
    void whatIsTakenBackIsNotReadFromMemoryEither() {
        append(big());
        move(9);
        StoredMessage before = message(page(9, 0, 100), 0);
        append(big().erasing(1, new Content("recalled", new byte[0], Map.of())));

        assertThat(before.content().size()).isPositive();
        assertThat(message(page(9, 0, 100), 0).content().size()).isZero();
        assertThat(message(page(10, 0, 100), 0).content().size()).isZero();
    }

    @Test
    void whatHasMovedIsForgottenAfterItsTimeAndWhereThereIsTooMuch() {
        MovedRows moved = new MovedRows();
        Sheet sheet = new Sheet(1, message(storedPage(), 0));
        for (int i = 0; i < 3; i++) {
            WaitingRows rows = new WaitingRows(i, 1, System.nanoTime());
            rows.add(sheet, Entries.TS);
            rows.add(sheet, Entries.TS + 1);
            moved.add(account(i), rows);
        }

        moved.trim(System.nanoTime() - Duration.ofHours(1).toNanos(), 4 + sheet.cost());
        assertThat(moved.of(account(0))).as("too much").isNull();
        assertThat(moved.of(account(1))).isNotNull();
        moved.trim(System.nanoTime(), Long.MAX_VALUE);
        assertThat(moved.of(account(2))).as("too old").isNull();
        assertThat(moved.isEmpty()).isTrue();
        moved.add(account(7), new WaitingRows(7, 1, System.nanoTime()));
        moved.trim(System.nanoTime() - Duration.ofHours(1).toNanos(), 0);
        assertThat(moved.of(account(7)))
                .as("nothing is held any more but this, which is empty")
                .isNotNull();
    }

    @Test
    void aStoreThatIsClosedLeavesNoSheet() throws SQLException {
        append(big(), big());
        Await.result(storage.close());

        assertThat(count("sheet")).isZero();
        assertThat(count("inbox")).isEqualTo(2 * MEMBERS);
        reopen();
    }

    @Test
    void aKillLosesNeitherRowsNorCursorsNorDoublesWhatHadMoved() throws IOException, SQLException {
        DevicePosition fresh = Await.result(storage.inbox().open(account(3), PHONE));
        append(big(), small(), big(), big());
        Await.result(storage.inbox().read(account(5), 0, 10, ANY));
        append(big());
        Await.result(storage.inbox().move(List.of(new CursorMove(account(3), PHONE, 1_000))));
        Storage copy = copy();

        assertThat(fresh.head()).isZero();
        assertThat(Await.result(copy.inbox().open(account(3), PHONE))).isEqualTo(new DevicePosition(4, 4, 1));
        for (int member = 0; member < MEMBERS; member++) {
            assertThat(mids(copy, account(member))).isEqualTo(mids(storage, account(member)));
        }
        Await.result(copy.close());
    }

    @Test
    void aBrokenConnectionLosesNothingThatWasCommitted() {
        append(big(), big());
        AtomicBoolean broken = new AtomicBoolean();
        connections.before(sql -> {
            if (sql.startsWith("insert into sheet") && broken.compareAndSet(false, true)) {
                throw new SQLException("scripted");
            }
        });

        assertThat(Await.failure(storage.log().append(List.of(big())))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        connections.before(sql -> {});
        await().until(() -> storage.health().problem().isEmpty());

        assertThat(positions(storage, account(9), 0)).containsExactly(1L, 2L);
        append(big());
        assertThat(positions(storage, account(9), 0)).containsExactly(1L, 2L, 3L);
        assertThat(positions(storage, account(9), 2)).containsExactly(3L);
    }

    @Test
    void rowsMoveAfterTheirTime() throws SQLException {
        Await.result(storage.close());
        SheetOptions soon = new SheetOptions(FROM, 1_000_000, Duration.ofMillis(20));
        storage =
                Await.result(SqliteStorage.open(vertx, TestOptions.in(directory).with(soon), connections));

        append(big(), big());

        await().until(() -> count("inbox") == 2 * MEMBERS && count("sheet") == 0);
        assertThat(positions(storage, account(9), 0)).containsExactly(1L, 2L);
    }

    @Test
    void whoSendsDoesNotWaitForAllThatIsDue() throws SQLException {
        Await.result(storage.close());
        SheetOptions atOnce = new SheetOptions(FROM, 1_000_000, Duration.ZERO);
        storage =
                Await.result(SqliteStorage.open(vertx, TestOptions.in(directory).with(atOnce), connections));
        AtomicInteger rows = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicBoolean messages = new AtomicBoolean();
        connections.before(sql -> {
            if (sql.startsWith("begin")) {
                rows.set(0);
                messages.set(false);
            } else if (sql.startsWith("insert into inbox ")) {
                rows.addAndGet((int) sql.chars().filter(c -> c == '(').count() - 1);
            } else if (sql.startsWith("insert into log ")) {
                messages.set(true);
            } else if (sql.equals("commit") && messages.get()) {
                most.accumulateAndGet(rows.get(), Math::max);
            }
        });

        append(IntStream.range(0, 20).mapToObj(any -> big()).toArray(LogEntry[]::new));
        for (int i = 0; i < 40; i++) {
            append(small());
        }

        await().until(() -> count("sheet") == 0);
        assertThat(most.get()).isLessThan(512 + 2 * 20 + 3);
        for (int member = 3; member < MEMBERS; member++) {
            assertThat(positions(storage, account(member), 0)).hasSize(20);
        }
    }

    @Test
    void rowsMoveWhereThereAreTooMany() throws SQLException {
        Await.result(storage.close());
        SheetOptions few = new SheetOptions(FROM, 2 * MEMBERS, Duration.ofHours(1));
        storage =
                Await.result(SqliteStorage.open(vertx, TestOptions.in(directory).with(few), connections));

        for (int i = 0; i < 10; i++) {
            append(big());
        }

        assertThat(count("inbox")).isGreaterThanOrEqualTo(6L * MEMBERS);
        assertThat(positions(storage, account(9), 0)).hasSize(10);
    }

    @Test
    void rowsOfAnySizeAreReadAsWritten() {
        SheetRows rows = new SheetRows();
        long[] values = {1, 0, Long.MAX_VALUE, -5, Entries.TS, 1L << 40, 127, 128, Long.MIN_VALUE};
        for (long value : values) {
            rows.add(value, -value, value / 2);
        }

        List<Long> read = new ArrayList<>();
        SheetRows.each(rows.toBytes(), (account, iseq, its) -> read.addAll(List.of(account, iseq, its)));

        assertThat(read)
                .isEqualTo(Stream.of(1L, 0L, Long.MAX_VALUE, -5L, Entries.TS, 1L << 40, 127L, 128L, Long.MIN_VALUE)
                        .flatMap(value -> Stream.of(value, -value, value / 2))
                        .toList());
    }

    private InboxPage storedPage() {
        append(big());
        return page(1, 0, 1);
    }

    private static StoredMessage message(InboxPage page, int at) {
        return page.items().get(at).message();
    }

    private InboxPage page(int member, long after, int limit) {
        return Await.result(storage.inbox().read(account(member), after, limit, ANY));
    }

    /** Whoever opens an inbox has it moved. */
    private void move(int member) {
        Await.result(storage.inbox().open(account(member), PHONE));
    }

    /** The file as a kill would leave it. */
    private Storage copy() throws IOException {
        for (String name : List.of("rialto.db", "rialto.db-wal")) {
            Files.copy(directory.resolve(name), elsewhere.resolve(name));
        }
        return Await.result(SqliteStorage.open(vertx, TestOptions.in(elsewhere)));
    }

    private LogEntry big() {
        return Entries.group("team", name(0), "c" + sent++, OTHERS);
    }

    private LogEntry small() {
        return Entries.group("few", name(0), "c" + sent++, name(1), name(2));
    }

    private void append(LogEntry... entries) {
        Await.result(storage.log().append(List.of(entries)));
    }

    private long count(String table) throws SQLException {
        try (Connection connection = new FileConnections(directory.resolve("rialto.db")).reader();
                ResultSet row = connection.createStatement().executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Long> positions(Storage of, AccountId account, long after) {
        return Entries.iseqs(Await.result(of.inbox().read(account, after, 100, ANY)));
    }

    private static List<Long> mids(Storage of, AccountId account) {
        InboxPage page = Await.result(of.inbox().read(account, 0, 10_000, ANY));
        long iseq = 0;
        for (InboxItem item : page.items()) {
            assertThat(item.iseq()).isEqualTo(++iseq);
        }
        assertThat(page.head()).isEqualTo(iseq);
        return page.items().stream().map(item -> item.message().mid().value()).toList();
    }

    private static AccountId account(int number) {
        return new AccountId(name(number));
    }

    private static String name(int number) {
        return "member-" + number;
    }
}
