package io.rialto.contract.id;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;

/** The kinds of room; each is a preset of one policy record (rooms.md §2.2). */
public enum RoomKind {
    DIRECT('d'),
    GROUP('g'),
    CHANNEL('c'),
    STREAM('s'),
    SYSTEM('y'),
    CALL('k');

    /** What begins a room id. */
    private final char letter;

    RoomKind(char letter) {
        this.letter = letter;
    }

    /** The kind of a letter; refuses unknown ones with {@code bad_request}. */
    public static RoomKind of(char letter) {
        for (RoomKind kind : values()) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        throw new GatewayException(
                ErrorCode.BAD_REQUEST, "room kind '" + letter + "' is unknown; expected one of d g c s y k");
    }
}
