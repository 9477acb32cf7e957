package io.rialto.cluster.link;

import io.netty.buffer.ByteBuf;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.TrafficClass;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One connection to a peer: handshake, heartbeats, control batches. Its close is how a killed peer is noticed first.
 * Confined to the beat loop. On the wire: length (4), kind (1), then what the kind says.
 */
final class PeerSocket {
    /** Whom it tells; called on the beat loop. */
    interface Owner {
        /** Why somebody who says hello like this is not wanted; null when he is. */
        String refuses(Hello hello);

        /** The peer has proved that it knows the secret; to go on when the link is ready for its batches. */
        void authenticated(PeerSocket socket, Runnable proceed);

        /** The peer can be sent to, it says. */
        void ready(PeerSocket socket);

        /** A control batch has come. */
        void arrived(Batch batch);

        /** The peer is about to leave. */
        void draining(PeerSocket socket);

        /** It is closed; once. */
        void closed(PeerSocket socket, String reason);
    }

    /** Begins handshakes. */
    interface Opening {
        /** A handshake for this side. */
        Handshake begin(Handshake.Side side);
    }

    /** The account of what was sent and taken, per class; called on the beat loop. */
    interface Ledger {
        /** How much this node has taken of each class since the beginning. */
        long[] taken();

        /** The last batch of each class that this node has sent. */
        long[] carried();

        /** The peer has sent batches up to this one; for how many nanoseconds one has been missing, 0 when none is. */
        long missing(TrafficClass traffic, long sequence, long now);

        /** The peer has taken so much of a class since the beginning; false when it cannot have. */
        boolean granted(TrafficClass traffic, long total);
    }

    private static final int HELLO = 1;
    private static final int PROOF = 2;
    private static final int READY = 3;
    private static final int BEAT = 4;
    private static final int ECHO = 5;
    private static final int TAKEN = 6;
    private static final int DRAINING = 7;
    private static final int BATCH = 8;
    private static final int LENGTH = 4;
    private static final int STRANGER_MAX = 2048;
    private static final TrafficClass[] CLASSES = TrafficClass.values();

    private final NetSocket socket;
    private final NodeId target;
    private final Handshake.Side side;
    private final Handshake handshake;
    private final LinkLimits limits;
    private final Owner owner;
    private final Watch watch;
    private final RecordParser parser = RecordParser.newFixed(LENGTH);
    private Ledger ledger = new NothingYet();
    private boolean readsLength = true;
    private boolean authenticated;
    private boolean hasProved;
    private boolean closed;
    private String reason = "the peer closed it";
    private long lastHeard;
    private volatile long roundTrip;

    /** A connection to the node that was to be reached, null where it was accepted. */
    PeerSocket(NetSocket socket, NodeId target, Opening opening, LinkLimits limits, Owner owner) {
        this.socket = socket;
        this.target = target;
        this.side = target == null ? Handshake.Side.ACCEPTED : Handshake.Side.CONNECTED;
        this.handshake = opening.begin(side);
        this.limits = limits;
        this.owner = owner;
        this.watch = new Watch(limits.heartbeat(), System::nanoTime);
    }

    /** Says hello. */
    void open() {
        parser.handler(this::read);
        socket.handler(parser);
        socket.exceptionHandler(failure -> close("it broke: " + failure.getMessage()));
        socket.closeHandler(gone -> {
            closed = true;
            owner.closed(this, reason);
        });
        write(message(HELLO, out -> out.appendBytes(handshake.hello())));
    }

    Handshake.Side side() {
        return side;
    }

    /** Which node it was made to reach; empty where it was accepted. */
    Optional<NodeId> target() {
        return Optional.ofNullable(target);
    }

    /** What the peer said about itself; known once it is authenticated. */
    Hello peer() {
        return handshake.peer();
    }

    /** What both sides call this link. */
    long link() {
        return handshake.link();
    }

    boolean isAuthenticated() {
        return authenticated;
    }

    /** How long the last heartbeat took there and back; any thread. */
    long roundTripNanos() {
        return roundTrip;
    }

    /** Says where the account is kept from now on. */
    void ledger(Ledger account) {
        ledger = account;
    }

    void sendReady() {
        write(message(READY, out -> {}));
    }

    /** Tells what is taken by now: read only here, so that no older account follows the one of a beat. */
    void sendTaken(TrafficClass traffic) {
        long total = ledger.taken()[traffic.number()];
        write(message(TAKEN, out -> out.appendByte((byte) traffic.number()).appendLong(total)));
    }

    void sendDraining() {
        write(message(DRAINING, out -> {}));
    }

    void sendBatch(Batch batch) {
        write(message(BATCH, batch::encode));
        batch.release();
    }

    /** Beats, or gives a peer up that has been silent for too long. */
    void beat() {
        if (isTooLong(watch.now() - lastHeard)) {
            close("silent for " + limits.peerTimeout().toMillis() + " ms");
        } else if (authenticated && hasProved) {
            write(message(BEAT, out -> {
                out.appendLong(System.nanoTime());
                for (long total : ledger.taken()) {
                    out.appendLong(total);
                }
                for (long sequence : ledger.carried()) {
                    out.appendLong(sequence);
                }
            }));
        }
    }

    /** Ends it; the owner is told when it is closed. */
    void close(String why) {
        if (!closed) {
            closed = true;
            reason = why;
            socket.close();
        }
    }

    /** The account before there is one: nothing was sent. */
    private record NothingYet() implements Ledger {
        @Override
        public long[] taken() {
            return new long[CLASSES.length];
        }

        @Override
        public long[] carried() {
            return new long[CLASSES.length];
        }

        @Override
        public long missing(TrafficClass traffic, long sequence, long now) {
            return 0;
        }

        @Override
        public boolean granted(TrafficClass traffic, long total) {
            return total == 0;
        }
    }

    private void read(Buffer bytes) {
        if (closed) {
            return;
        }
        if (readsLength) {
            int length = bytes.getInt(0);
            if (length < 1 || length > longest()) {
                close("it announced " + length + " bytes");
                return;
            }
            parser.fixedSizeMode(length);
        } else {
            parser.fixedSizeMode(LENGTH);
            receive(((BufferInternal) bytes).getByteBuf());
        }
        readsLength = !readsLength;
    }

    private int longest() {
        return authenticated ? limits.maxFrame() + limits.batchBytes() + STRANGER_MAX : STRANGER_MAX;
    }

    private void receive(ByteBuf in) {
        try {
            if (authenticated) {
                lastHeard = watch.now(); // a stranger has one deadline for all of his handshake
                message(in.readByte(), in);
            } else {
                introduction(in.readByte(), in);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            close("it sent something malformed: " + malformed.getMessage());
        }
    }

    private void introduction(int kind, ByteBuf in) {
        byte[] bytes = new byte[in.readableBytes()];
        in.readBytes(bytes);
        if (kind == HELLO && !handshake.hasHeard()) {
            Hello hello = handshake.heard(bytes);
            String refusal = target == null || target.equals(hello.node())
                    ? owner.refuses(hello)
                    : hello.node() + " answers where " + target + " was expected";
            if (refusal != null) {
                close(refusal);
            } else if (side == Handshake.Side.ACCEPTED) {
                sendProof();
            }
        } else if (kind == PROOF && handshake.proves(bytes)) {
            authenticated = true;
            lastHeard = watch.now();
            owner.authenticated(this, side == Handshake.Side.CONNECTED ? this::sendProof : () -> {});
        } else {
            close("it does not know the secret");
        }
    }

    private void message(int kind, ByteBuf in) {
        switch (kind) {
            case READY -> owner.ready(this);
            case BEAT -> beaten(in);
            case ECHO -> roundTrip = System.nanoTime() - in.readLong();
            case TAKEN -> taken(in.readByte(), in.readLong());
            case DRAINING -> owner.draining(this);
            case BATCH -> {
                in.skipBytes(LENGTH);
                owner.arrived(Batch.decode(in));
            }
            default -> close("it sent a message of kind " + kind);
        }
    }

    private void beaten(ByteBuf in) {
        long sent = in.readLong();
        write(message(ECHO, out -> out.appendLong(sent)));
        for (int traffic = 0; traffic < CLASSES.length; traffic++) {
            taken(traffic, in.readLong());
        }
        for (TrafficClass traffic : CLASSES) {
            if (isTooLong(ledger.missing(traffic, in.readLong(), watch.now()))) {
                close("a batch of it is missing");
            }
        }
    }

    private void taken(int traffic, long total) {
        if (traffic < 0 || traffic >= CLASSES.length || !ledger.granted(CLASSES[traffic], total)) {
            close("it says that it took what it was not sent");
        }
    }

    private boolean isTooLong(long nanos) {
        return nanos > limits.peerTimeout().toNanos();
    }

    private void sendProof() {
        hasProved = true;
        write(message(PROOF, out -> out.appendBytes(handshake.proof())));
    }

    private void write(Buffer message) {
        if (!closed) {
            socket.write(message);
        }
    }

    private static Buffer message(int kind, Consumer<Buffer> body) {
        Buffer message = Buffer.buffer(64).appendInt(0).appendByte((byte) kind);
        body.accept(message);
        return message.setInt(0, message.length() - LENGTH);
    }
}
