package io.rialto.stream;

import io.rialto.contract.id.RoomId;
import java.security.SecureRandom;

/** Makes the ids of virtual rooms: random, never used again (rooms.md §2.5). Safe on any thread. */
final class RoomNames {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 14;

    private final SecureRandom random = new SecureRandom();

    RoomId next() {
        StringBuilder name = new StringBuilder("s:");
        for (int i = 0; i < LENGTH; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new RoomId(name.toString());
    }
}
