package io.rialto.contract.stream;

/** The two presets of stream rooms (rooms.md §2.5). */
public enum StreamPreset {
    /** A virtual room: one lane, its owner and whom the owner grants may publish, it ends when idle. */
    VROOM,
    /** A stream channel: lanes with publishers who take that role, it ends when empty. */
    RTM
}
