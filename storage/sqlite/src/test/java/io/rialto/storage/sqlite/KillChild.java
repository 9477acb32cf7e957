package io.rialto.storage.sqlite;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.rialto.storage.Appended;
import io.rialto.storage.Await;
import io.rialto.storage.LogEntry;
import io.rialto.storage.Storage;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Appends until it is killed, prints a line per acknowledged message: room, cseq, sender, iseq, cmid, a dot. Arguments:
 * directory, round, whether inbox rows go on sheets first.
 */
final class KillChild {
    static final int ACCOUNTS = 20;
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final int CALLERS = 8;
    private static final int MESSAGES_PER_ROUND = 1 << 24;

    private final Storage storage;
    private final int round;
    private final Deque<LogEntry> acknowledged = new ArrayDeque<>();
    private final Deque<Long> places = new ArrayDeque<>();
    private int sent;

    private KillChild(Storage storage, int round) {
        this.storage = storage;
        this.round = round;
    }

    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        SqliteOptions options = TestOptions.in(Path.of(args[0]));
        SheetOptions sheets = args[2].equals("sheets") ? new SheetOptions(1, 1_000, MOMENT) : options.sheets();
        Storage storage = Await.result(SqliteStorage.open(vertx, options.with(sheets)));
        KillChild child = new KillChild(storage, Integer.parseInt(args[1]));
        vertx.getOrCreateContext().runOnContext(start -> {
            for (int caller = 0; caller < CALLERS; caller++) {
                child.next(new Random(caller));
            }
        });
    }

    private void next(Random random) {
        List<LogEntry> batch = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            boolean back = random.nextInt(8) == 0 && !places.isEmpty();
            batch.add(back ? back(acknowledged.poll(), places.poll()) : entry(random));
        }
        storage.log().append(batch).onComplete(outcomes -> {
            if (outcomes.failed()) {
                Runtime.getRuntime().halt(1);
            }
            print(batch, outcomes.result());
            remember(batch, outcomes.result());
            next(random);
        });
    }

    private LogEntry entry(Random random) {
        AccountId from = new AccountId("account-" + random.nextInt(ACCOUNTS));
        AccountId to = new AccountId("account-" + random.nextInt(ACCOUNTS));
        List<AccountId> recipients = from.equals(to) ? List.of() : List.of(to);
        sent++;
        MessageId mid = new MessageId((long) round * MESSAGES_PER_ROUND + sent);
        String cmid = "r" + round + "-" + sent;
        return new LogEntry(mid, RoomId.direct(from, to), from, cmid, sent, Content.text(cmid), recipients);
    }

    private void remember(List<LogEntry> batch, List<Appended> outcomes) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).erases() == null) {
                acknowledged.add(batch.get(i));
                places.add(((Appended.Stored) outcomes.get(i)).cseq());
            }
        }
    }

    /** Takes back what was acknowledged at this place. */
    private LogEntry back(LogEntry of, long cseq) {
        sent++;
        MessageId mid = new MessageId((long) round * MESSAGES_PER_ROUND + sent);
        Erasure erasure = new Erasure(Erasure.Kind.RECALL, cseq, of.mid());
        String cmid = "r" + round + "-" + sent;
        return new LogEntry(mid, of.room(), of.sender(), cmid, sent, erasure.content(), of.recipients())
                .erasing(cseq, erasure.left(of.sender(), sent));
    }

    private static void print(List<LogEntry> batch, List<Appended> outcomes) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < batch.size(); i++) {
            LogEntry entry = batch.get(i);
            Appended.Stored stored = (Appended.Stored) outcomes.get(i);
            lines.append(entry.room()).append(' ').append(stored.cseq()).append(' ');
            lines.append(entry.sender()).append(' ').append(stored.senderIseq()).append(' ');
            lines.append(entry.cmid()).append(" .\n");
        }
        System.out.print(lines);
        System.out.flush();
    }
}
