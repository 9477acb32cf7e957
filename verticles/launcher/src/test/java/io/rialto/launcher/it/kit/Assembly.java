package io.rialto.launcher.it.kit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Puts together what one publisher sends in pieces, one payload after the other, without keeping more than its digest. */
public final class Assembly {
    private final Mailbox<String> whole;
    private final MessageDigest digest;
    private long next;

    /** Of a receiver of this name. */
    public Assembly(String name) {
        whole = new Mailbox<>("payloads of " + name);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Takes the next piece; one in another place is remembered as a fault instead of a digest. */
    public void take(Piece piece) {
        if (piece.offset() != next) {
            whole.add("piece at " + piece.offset() + " where " + next + " belongs");
        }
        digest.update(piece.body().getBytes());
        next = piece.offset() + piece.body().length();
        if (next == piece.total()) {
            whole.add(HexFormat.of().formatHex(digest.digest()));
            next = 0;
        }
    }

    /** The digests of the payloads that are whole. */
    public Mailbox<String> whole() {
        return whole;
    }
}
