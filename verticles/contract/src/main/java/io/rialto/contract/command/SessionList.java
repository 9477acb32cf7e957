package io.rialto.contract.command;

import io.rialto.contract.session.SessionInfo;
import java.util.List;

/** Sessions in order of opening. */
public record SessionList(List<SessionInfo> sessions) {
    /** Copies the sessions. */
    public SessionList {
        sessions = List.copyOf(sessions);
    }
}
