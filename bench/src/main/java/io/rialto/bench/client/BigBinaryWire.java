package io.rialto.bench.client;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The big-binary protocol: opening frames one by one, then the load (docs/protocol-bigbinary.md). */
final class BigBinaryWire implements Wire {
    private static final int WELCOME = 0x81;
    private static final int REFUSED = 0x82;
    private static final int DONE = 0x83;
    private static final int PONG = 0x84;
    private static final int SENT = 0x85;
    private static final int MESSAGE = 0x87;
    private static final int FRAME = 0x8A;
    private static final int REJECTED = 0x8C;
    private static final int CREDIT = 0x8F;
    private static final int ENTERED = 0x90;
    private static final int SUBSCRIBED = 0x91;
    private static final int BYE = 0x9F;
    private static final int REQUEST = 4;
    private static final int LARGEST_ANSWER = 4096;

    private final Deque<byte[]> opening;
    private final BigBinaryEars ears;
    private boolean ready;
    private int lastId;
    private int handle;

    /** A client that sends these frames before it is ready; the first is a HELLO. */
    BigBinaryWire(List<byte[]> opening) {
        this(opening, BigBinaryEars.DEAF);
    }

    BigBinaryWire(List<byte[]> opening, BigBinaryEars ears) {
        this.opening = new ArrayDeque<>(opening);
        this.ears = ears;
    }

    @Override
    public void opened(Link link) {
        link.out().append(opening.removeFirst());
    }

    @Override
    public int nextId() {
        return handle == 0 ? ++lastId : handle;
    }

    /** The number of the room it has entered last; 0 while there is none. */
    int handle() {
        return handle;
    }

    @Override
    public long take(Link link, ByteBuffer in, int at, int end) {
        if (end < at + BigBinaryFrames.HEAD) {
            return 0;
        }
        long frameEnd = (long) at + Integer.BYTES + (in.getInt(at) & 0xFFFF_FFFFL);
        int type = in.get(at + 4) & 0xFF;
        int body = at + BigBinaryFrames.HEAD;
        boolean taken =
                switch (type) {
                    case MESSAGE -> message(link, in, body, end, frameEnd);
                    case FRAME -> frame(link, in, at, end, frameEnd);
                    default -> control(link, in, type, body, end, frameEnd);
                };
        return taken ? frameEnd - at : 0;
    }

    /** room text16, epoch, seq, ts, from text8, type text8, no attributes, payload. */
    private static boolean message(Link link, ByteBuffer in, int body, int end, long frameEnd) {
        int at = body;
        if (end < at + 2) {
            return false;
        }
        at += 2 + (in.getShort(at) & 0xFFFF) + 24;
        for (int text = 0; text < 2; text++) {
            if (end <= at) {
                return false;
            }
            at += 1 + (in.get(at) & 0xFF);
        }
        return stamped(link, in, at + 1, end, frameEnd);
    }

    /** handle, epoch, seq, kind, lane text8, publisher text8, where a piece its place, body. */
    private boolean frame(Link link, ByteBuffer in, int start, int end, long frameEnd) {
        int at = start + BigBinaryFrames.HEAD + 21;
        for (int text = 0; text < 2; text++) {
            if (end <= at) {
                return false;
            }
            at += 1 + (in.get(at) & 0xFF);
        }
        if ((in.get(start + 5) & BigBinaryFrames.A_PIECE) != 0) {
            ears.piece(link, (int) (frameEnd - at - 24));
            return true;
        }
        return stamped(link, in, at, end, frameEnd);
    }

    private static boolean stamped(Link link, ByteBuffer in, int at, int end, long frameEnd) {
        if (end < Math.min(at + Stamp.LENGTH, frameEnd)) {
            return false;
        }
        if (at + Stamp.LENGTH <= frameEnd && in.get(at) == Stamp.MARK) {
            link.arriving(in, at);
        } else {
            link.events().strange();
        }
        return true;
    }

    private boolean control(Link link, ByteBuffer in, int type, int body, int end, long frameEnd) {
        if (frameEnd - body > LARGEST_ANSWER) {
            link.close("a frame of type " + type + " with " + (frameEnd - body) + " bytes");
            return true;
        }
        if (end < frameEnd) {
            return false;
        }
        switch (type) {
            case WELCOME -> welcome(link, in, body);
            case DONE -> next(link);
            case ENTERED, SUBSCRIBED -> entered(link, in.getInt(body + REQUEST));
            case SENT -> link.events().answered(0);
            case REFUSED -> refused(link, in.getShort(body + REQUEST));
            case REJECTED -> link.events().answered(in.getShort(body + 12));
            case PONG -> ears.pong(link, in.getInt(body));
            case CREDIT -> ears.credit(in.getInt(body) & 0xFFFF_FFFFL);
            case BYE -> link.close("BYE " + in.getShort(body));
            default -> {}
        }
        return true;
    }

    /** version, session, account text8, dev text8, keepAlive u16, maxFrame u32, window u32. */
    private void welcome(Link link, ByteBuffer in, int body) {
        int at = body + 9;
        at += 1 + (in.get(at) & 0xFF);
        at += 1 + (in.get(at) & 0xFF);
        ears.credit(in.getInt(at + 6) & 0xFFFF_FFFFL);
        next(link);
    }

    private void entered(Link link, int number) {
        handle = number;
        next(link);
    }

    private void refused(Link link, int code) {
        if (ready) {
            link.events().answered(code);
        } else {
            link.close("refused " + code);
        }
    }

    private void next(Link link) {
        if (!opening.isEmpty()) {
            link.out().append(opening.removeFirst());
        } else if (!ready) {
            ready = true;
            link.events().ready();
        }
    }
}
