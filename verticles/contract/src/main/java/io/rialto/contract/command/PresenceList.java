package io.rialto.contract.command;

import java.util.List;

/** Presences in the order they were asked for. */
public record PresenceList(List<PresenceState> states) {
    /** Copies the states. */
    public PresenceList {
        states = List.copyOf(states);
    }
}
