package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;

/**
 * A frame of a stream room as a subscriber got it.
 *
 * @param room its room
 * @param seq its place in the room; -1 where the door does not tell it
 * @param publisher who published it; empty where the door does not tell it
 */
public record StreamFrame(String room, long seq, int kind, String publisher, Buffer body) {
    /** Its place with its fingerprint. */
    public History.Entry entry() {
        return new History.Entry(seq, Payloads.hash(body.getBytes()));
    }

    @Override
    public String toString() {
        return room + " " + seq + " of " + publisher + ", " + body.length() + " bytes";
    }
}
