package io.rialto.message;

import io.rialto.bus.Ask;
import io.rialto.contract.command.Sent;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Appended;
import io.rialto.storage.LogEntry;

/** A message on its way through one commit: who asked, what is written. */
record Outgoing(Ask<?, Sent> ask, LogEntry entry) {
    private static final SessionId NOBODY = new SessionId(0);

    /** The session that sent it; no session where the gateway itself did. */
    SessionId session() {
        return ask.session() == null ? NOBODY : ask.session().info().id();
    }

    /** What it counts in the backlog. */
    int size() {
        return entry.content().size();
    }

    /** The acknowledgement that its sender gets; without an echo it names no position of the sender's inbox. */
    Sent sent(Appended outcome) {
        if (outcome instanceof Appended.Stored stored) {
            long iseq = stored.senderIseq();
            return new Sent(
                    entry.cmid(), entry.mid(), stored.cseq(), entry.timeAt(stored.its()), iseq, iseq - 1, false);
        }
        Appended.Duplicate first = (Appended.Duplicate) outcome;
        long iseq = first.senderIseq();
        return new Sent(entry.cmid(), first.mid(), first.cseq(), first.ts(), iseq, iseq - 1, true);
    }

    /** The message as it stands in the log now. */
    StoredMessage message(Appended.Stored stored) {
        return new StoredMessage(
                entry.mid(),
                entry.room(),
                stored.cseq(),
                entry.sender(),
                entry.cmid(),
                entry.timeAt(stored.its()),
                entry.content());
    }
}
