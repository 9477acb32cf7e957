package io.rialto.cluster.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.MessageDigest;

/**
 * Two nodes prove to each other that they know the secret: both say hello with a fresh nonce; then the one that accepted
 * proves first, the one that connected second. A proof covers both hellos as well as the side that makes it, so it cannot
 * be reflected, replayed or moved to another pair of nodes. No input or output of its own; one per connection.
 */
final class Handshake {
    /** The side of a connection. */
    enum Side {
        CONNECTED,
        ACCEPTED;

        Side other() {
            return this == CONNECTED ? ACCEPTED : CONNECTED;
        }
    }

    private final Credentials credentials;
    private final Side side;
    private final byte[] own;
    private Hello peer;
    private byte[] theirs = {};

    Handshake(Credentials credentials, Side side, Hello own) {
        this.credentials = credentials;
        this.side = side;
        this.own = own.encode();
    }

    /** What is said first. */
    byte[] hello() {
        return own.clone();
    }

    /** The peer's hello; nothing in it is true before its proof. */
    Hello heard(byte[] hello) {
        theirs = hello;
        ByteBuf in = Unpooled.wrappedBuffer(hello);
        peer = Hello.decode(in);
        return peer;
    }

    /** Whether the peer's hello has been heard. */
    boolean hasHeard() {
        return peer != null;
    }

    /** The peer's hello. */
    Hello peer() {
        return peer;
    }

    /** This side's proof, once both hellos are known. */
    byte[] proof() {
        return proofOf(side);
    }

    /** Whether this is the peer's proof; takes equally long for every wrong one. */
    boolean proves(byte[] proof) {
        return hasHeard() && MessageDigest.isEqual(proofOf(side.other()), proof);
    }

    /** What both sides call the link from now on; nobody else can know it. */
    long link() {
        return Unpooled.wrappedBuffer(credentials.proof("link", connected(), accepted()))
                .getLong(0);
    }

    private byte[] proofOf(Side prover) {
        return credentials.proof(prover.name(), connected(), accepted());
    }

    private byte[] connected() {
        return side == Side.CONNECTED ? own : theirs;
    }

    private byte[] accepted() {
        return side == Side.CONNECTED ? theirs : own;
    }
}
