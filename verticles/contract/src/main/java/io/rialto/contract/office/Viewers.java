package io.rialto.contract.office;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.SessionId;
import java.util.List;

/** What became of sessions that were to see a stream room, or no more. */
public record Viewers(List<Viewer> sessions) {
    /**
     * One of them.
     *
     * @param protocol the door it came through
     * @param refusal why it was refused; null where it was done
     * @param why the same in words; null where it was done
     */
    public record Viewer(SessionId session, String protocol, ErrorCode refusal, String why) {
        /** Whether it was done. */
        public boolean isDone() {
            return refusal == null;
        }
    }

    /** Copies the list. */
    public Viewers {
        sessions = List.copyOf(sessions);
    }
}
