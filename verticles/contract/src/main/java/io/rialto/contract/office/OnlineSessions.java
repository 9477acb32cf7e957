package io.rialto.contract.office;

import io.rialto.contract.session.SessionInfo;
import java.util.List;

/**
 * Sessions of the whole cluster, in order of {@link OnlinePlace}.
 *
 * @param more whether there are more behind the last one
 */
public record OnlineSessions(List<SessionInfo> sessions, boolean more) {
    /** Copies the list. */
    public OnlineSessions {
        sessions = List.copyOf(sessions);
    }
}
