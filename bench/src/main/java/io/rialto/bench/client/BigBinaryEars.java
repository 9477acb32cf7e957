package io.rialto.bench.client;

/** Who wants to hear of more than messages on a big-binary connection. */
interface BigBinaryEars {
    /** Nobody. */
    BigBinaryEars DEAF = new BigBinaryEars() {};

    /** The gateway takes so many more bytes of pieces. */
    default void credit(long bytes) {}

    /** A piece with a body of so many bytes has come in full or is about to. */
    default void piece(Link link, int bytes) {}

    /** A ping of this number is answered. */
    default void pong(Link link, int number) {}
}
