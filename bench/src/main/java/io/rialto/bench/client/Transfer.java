package io.rialto.bench.client;

import io.rialto.bench.scenario.Door;
import java.util.List;

/**
 * A payload in pieces from one connection to another over the big-binary door, beside small commands on both. Confined to
 * the thread that uses it.
 */
public final class Transfer implements AutoCloseable {
    private static final double SECOND = 1e9;
    private static final long WAIT = 20_000_000;
    private static final int ENOUGH_WAITING = 256 << 10;
    private static final String ROOM = "s:bench-transfer";

    private final LoadLoop loop = new LoadLoop();
    private final Tally tally = new Tally();
    private final Pinger senderPings = new Pinger();
    private final Pinger receiverPings = new Pinger();
    private final BigBinaryWire sendingWire;
    private final Link sender;
    private final Link receiver;
    private final long total;
    private final int piece;
    private final int window;
    private long credit;
    private long payload = 1;
    private long offset;
    private long received;
    private long owed;

    /**
     * Connects both.
     *
     * @param payload bytes of one payload
     * @param piece bytes of one piece
     * @param window bytes under way to the receiver
     */
    public Transfer(Doors server, List<Resident> residents, long payload, int piece, int window) {
        this.total = payload;
        this.piece = piece;
        this.window = window;
        Gathering gathering = new Gathering(loop, tally);
        sendingWire = new BigBinaryWire(
                List.of(BigBinaryFrames.member(residents.get(0).token(), "bench", 0), BigBinaryFrames.createRoom(ROOM)),
                new SenderEars());
        sender = gathering.connect(new Seat(server.door(Door.BIGBINARY), sendingWire), new Arrivals(loop, tally).one());
        gathering.awaitAll("the sender");
        receiver = gathering.connect(
                new Seat(
                        server.door(Door.BIGBINARY),
                        new BigBinaryWire(
                                List.of(
                                        BigBinaryFrames.member(residents.get(1).token(), "bench", window),
                                        BigBinaryFrames.listen(ROOM)),
                                new ReceiverEars())),
                new Arrivals(loop, tally).one());
        gathering.awaitAll("the receiver");
    }

    /** Small commands on both connections for so long, beside the transfer or alone; bytes that came per second. */
    public double run(double seconds, double rate, boolean transferring) {
        senderPings.forget();
        receiverPings.forget();
        long start = loop.tick();
        long end = start + (long) (seconds * SECOND);
        long before = received;
        long pinged = 0;
        while (loop.tick() < end) {
            long due = start + (long) (pinged * SECOND / rate);
            while (due <= loop.now()) {
                senderPings.send(sender, due);
                receiverPings.send(receiver, due);
                due = start + (long) (++pinged * SECOND / rate);
            }
            if (transferring) {
                sendPieces();
            }
            loop.turn(Math.min(due, end) - loop.now());
            if (tally.lost > 0) {
                throw new LoadFailure("connection lost: " + tally.lastLoss);
            }
        }
        double rateOfBytes = transferring ? (received - before) / ((loop.tick() - start) / SECOND) : 0;
        drain();
        return rateOfBytes;
    }

    private void drain() {
        long end = loop.tick() + (long) SECOND;
        long seen = -1;
        while ((received != seen || senderPings.missing() + receiverPings.missing() > 0) && loop.tick() < end) {
            seen = received;
            loop.turn(WAIT);
        }
    }

    private void sendPieces() {
        while (credit >= piece && sender.waiting() < ENOUGH_WAITING) {
            int size = (int) Math.min(piece, total - offset);
            sender.out().append(BigBinaryFrames.piece(sendingWire.handle(), payload, offset, total, size));
            credit -= size;
            offset += size;
            if (offset == total) {
                offset = 0;
                payload++;
            }
        }
    }

    /** Of the commands on the sending connection. */
    public Latency senderLatency() {
        return senderPings.latency();
    }

    /** Of the commands on the receiving connection. */
    public Latency receiverLatency() {
        return receiverPings.latency();
    }

    /** Commands that were never answered. */
    public long missing() {
        return senderPings.missing() + (long) receiverPings.missing();
    }

    @Override
    public void close() {
        loop.close();
    }

    private final class SenderEars implements BigBinaryEars {
        @Override
        public void credit(long bytes) {
            credit += bytes;
        }

        @Override
        public void pong(Link link, int number) {
            senderPings.answered(number, loop.now());
        }
    }

    private final class ReceiverEars implements BigBinaryEars {
        @Override
        public void piece(Link link, int bytes) {
            received += bytes;
            owed += bytes;
            if (owed >= window / 4) {
                link.out().append(BigBinaryFrames.window(owed));
                owed = 0;
            }
        }

        @Override
        public void pong(Link link, int number) {
            receiverPings.answered(number, loop.now());
        }
    }
}
