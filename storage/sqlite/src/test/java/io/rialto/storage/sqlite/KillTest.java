package io.rialto.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Appended;
import io.rialto.storage.Await;
import io.rialto.storage.Entries;
import io.rialto.storage.LogEntry;
import io.rialto.storage.Storage;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that appends, at random moments, and looks at what it had acknowledged. */
class KillTest {
    private static final int KILLS = 10;
    private static final int MOST_LINES = 2_500;

    @TempDir
    Path directory;

    private final Map<String, String> acknowledged = new HashMap<>();

    @Test
    @Timeout(60)
    void whatWasAcknowledgedBeforeAKillIsThereExactlyOnce() throws Exception {
        killAgainAndAgain("rows");
    }

    @Test
    @Timeout(60)
    void whatWasAcknowledgedBeforeAKillIsThereExactlyOnceWhereItStandsOnSheets() throws Exception {
        killAgainAndAgain("sheets");
    }

    private void killAgainAndAgain(String how) throws Exception {
        Random random = new Random();
        for (int round = 1; round <= KILLS; round++) {
            killAfter(how, round, 1 + random.nextInt(MOST_LINES));
        }

        assertIntegrity();
        Vertx vertx = Vertx.vertx();
        Storage storage = Await.result(SqliteStorage.open(vertx, TestOptions.in(directory)));
        assertRooms(storage);
        assertInboxes(storage);
        assertSendingAgainIsADuplicate(storage);
        Await.result(storage.close());
        Await.result(vertx.close());
    }

    /** What still stands in the pipe after the kill was acknowledged, too; only a torn last line does not count. */
    private void killAfter(String how, int round, int lines) throws IOException {
        Process child = ChildJvm.start(KillChild.class, directory.toString(), Integer.toString(round), how);
        int before = acknowledged.size();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), ChildJvm.CHARSET))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                note(line);
                if (acknowledged.size() - before == lines) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(acknowledged.size() - before).isGreaterThanOrEqualTo(lines);
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        boolean whole = words.length == 6 && words[5].equals(".");
        if (whole) {
            assertThat(acknowledged.put(words[4], line)).isNull();
        }
    }

    private void assertIntegrity() throws SQLException {
        try (Connection connection = new FileConnections(directory.resolve("rialto.db")).writer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma integrity_check")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("ok");
        }
    }

    private void assertRooms(Storage storage) {
        Map<String, String> places = new HashMap<>();
        for (RoomId room : rooms()) {
            HistoryPage page = Await.result(storage.log().readAfter(room, 0, Integer.MAX_VALUE, Integer.MAX_VALUE));
            assertThat(page.head()).isEqualTo(page.messages().size());
            long cseq = 0;
            Set<Long> gone = new HashSet<>();
            Set<Long> taken = new HashSet<>();
            for (StoredMessage message : page.messages()) {
                assertThat(message.cseq()).isEqualTo(++cseq);
                Erasure.in(message.content()).ifPresent(erasure -> taken.add(erasure.cseq()));
                if (Erasure.isLeft(message.content())) {
                    gone.add(cseq);
                }
                String place = room + " " + cseq + " " + message.from();
                assertThat(places.put(message.cmid().orElseThrow(), place)).isNull();
            }
            assertThat(gone)
                    .as("content is gone where an entry took it, nowhere else")
                    .isEqualTo(taken);
        }
        acknowledged.forEach((cmid, line) -> assertThat(line).startsWith(places.get(cmid) + " "));
    }

    private void assertInboxes(Storage storage) {
        for (int i = 0; i < KillChild.ACCOUNTS; i++) {
            AccountId account = new AccountId("account-" + i);
            InboxPage page = Await.result(storage.inbox().read(account, 0, Integer.MAX_VALUE, Integer.MAX_VALUE));
            assertThat(page.head()).isEqualTo(page.items().size());
            long iseq = 0;
            for (InboxItem item : page.items()) {
                assertThat(item.iseq()).isEqualTo(++iseq);
                assertOwnPosition(item);
            }
        }
    }

    private void assertOwnPosition(InboxItem item) {
        String line = acknowledged.get(item.message().cmid().orElseThrow());
        if (line != null && item.direction() == InboxItem.Direction.OUT) {
            assertThat(line.split(" ", -1)[3]).isEqualTo(Long.toString(item.iseq()));
        }
    }

    private void assertSendingAgainIsADuplicate(Storage storage) {
        String[] words = acknowledged.values().iterator().next().split(" ", -1);
        LogEntry again = new LogEntry(
                Entries.freshMid(),
                new RoomId(words[0]),
                new AccountId(words[2]),
                words[4],
                1,
                Content.text("again"),
                List.of());

        Appended outcome = Await.result(storage.log().append(List.of(again))).get(0);

        assertThat(((Appended.Duplicate) outcome).cseq()).isEqualTo(Long.parseLong(words[1]));
    }

    private static Set<RoomId> rooms() {
        Set<RoomId> rooms = new HashSet<>();
        for (int i = 0; i < KillChild.ACCOUNTS; i++) {
            for (int j = 0; j < KillChild.ACCOUNTS; j++) {
                rooms.add(RoomId.direct(new AccountId("account-" + i), new AccountId("account-" + j)));
            }
        }
        return rooms;
    }
}
