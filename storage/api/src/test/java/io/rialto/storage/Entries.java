package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes log entries for tests, reads pages as short lists. */
public final class Entries {
    /** A time that is not now, so that nobody mixes it up with the clock. */
    public static final long TS = 1_800_000_000_000L;

    private static final AtomicLong MIDS = new AtomicLong(4_000_000_000_000L);

    private Entries() {}

    /** An account id. */
    public static AccountId account(String id) {
        return new AccountId(id);
    }

    /** A message id that no other test has. */
    public static MessageId freshMid() {
        return new MessageId(MIDS.incrementAndGet());
    }

    /** A direct message that says its own client id. */
    public static LogEntry direct(String from, String to, String cmid) {
        AccountId sender = account(from);
        AccountId recipient = account(to);
        List<AccountId> recipients = from.equals(to) ? List.of() : List.of(recipient);
        return entry(RoomId.direct(sender, recipient), sender, cmid, "says " + cmid, recipients);
    }

    /** A message to a group. */
    public static LogEntry group(String room, String from, String cmid, String... to) {
        List<AccountId> recipients = Arrays.stream(to).map(AccountId::new).toList();
        return entry(RoomId.group(room), account(from), cmid, "says " + cmid, recipients);
    }

    /** Something that the gateway writes into the system room of an account. */
    public static LogEntry notice(String by, String to, String key) {
        AccountId account = account(to);
        return entry(RoomId.system(account), account(by), key, "did something", List.of(account))
                .withoutEcho();
    }

    /** A group's message of so many bytes, seen by nobody else. */
    public static LogEntry sized(String room, String from, int bytes) {
        Content content = Content.untyped(new byte[bytes]);
        return new LogEntry(freshMid(), RoomId.group(room), account(from), null, TS, content, List.of());
    }

    /** An entry with another time. */
    public static LogEntry at(LogEntry entry, long ts) {
        return new LogEntry(
                entry.mid(), entry.room(), entry.sender(), entry.cmid(), ts, entry.content(), entry.recipients());
    }

    /** The positions of a page. */
    public static List<Long> cseqs(HistoryPage page) {
        return page.messages().stream().map(StoredMessage::cseq).toList();
    }

    /** The positions of a page. */
    public static List<Long> iseqs(InboxPage page) {
        return page.items().stream().map(item -> item.iseq()).toList();
    }

    private static LogEntry entry(RoomId room, AccountId from, String cmid, String text, List<AccountId> recipients) {
        return new LogEntry(freshMid(), room, from, cmid, TS, Content.text(text), recipients);
    }
}
