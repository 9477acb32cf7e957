package io.rialto.bench.client;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** TIM over WebSocket: upgrade, opening frames one by one, then frames of virtual rooms as TimStream. */
final class TimWire implements Wire {
    private static final int TRUE = 1;
    private static final int BYTE = 3;
    private static final int I64 = 6;
    private static final int STRING = 8;
    private static final int BODY = 4;

    private final InetSocketAddress server;
    private final Deque<byte[]> opening;
    private boolean upgraded;
    private boolean ready;

    /** A client that sends these frames before it is ready. */
    TimWire(InetSocketAddress server, List<byte[]> opening) {
        this.server = server;
        this.opening = new ArrayDeque<>(opening);
    }

    @Override
    public void opened(Link link) {
        link.out().append(WebSocketFrames.upgrade(server, "/tim"));
    }

    @Override
    public int nextId() {
        return 0;
    }

    @Override
    public long take(Link link, ByteBuffer in, int at, int end) {
        if (!upgraded) {
            int length = WebSocketFrames.upgraded(link, in, at, end);
            upgraded = length > 0;
            if (upgraded) {
                next(link);
            }
            return length;
        }
        int head = WebSocketFrames.serverHead(in, at, end);
        if (head == 0) {
            return 0;
        }
        int content = at + head;
        long frameEnd = content + WebSocketFrames.serverLength(in, at, head);
        int opcode = in.get(at) & 15;
        if (opcode != WebSocketFrames.BINARY) {
            return WebSocketFrames.control(link, in, opcode, content, end, frameEnd) ? frameEnd - at : 0;
        }
        if (end <= content) {
            return 0;
        }
        boolean taken = (in.get(content) & 127) == TimFrames.STREAM
                ? stream(link, in, content + 1, end, frameEnd)
                : other(link, in, content, end, frameEnd);
        return taken ? frameEnd - at : 0;
    }

    /** 1 id, 2 VNode, 3 dtype, 4 body, 5 fromNode, in this order. */
    private static boolean stream(Link link, ByteBuffer in, int from, int end, long frameEnd) {
        int at = from;
        int field = 0;
        while (at + 1 < end) {
            int header = in.get(at++);
            field += (header >> 4) & 15;
            switch (header & 15) {
                case BYTE -> at++;
                case I64 -> at = afterVarint(in, at, end);
                case STRING -> {
                    int start = afterVarint(in, at, end);
                    if (start > end) {
                        return false;
                    }
                    if (field == BODY) {
                        return body(link, in, start, end, frameEnd);
                    }
                    at = start + varint(in, at);
                }
                default -> {
                    link.events().strange();
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean body(Link link, ByteBuffer in, int at, int end, long frameEnd) {
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

    /** Where a number ends that starts there; beyond the end when it is not all there. */
    private static int afterVarint(ByteBuffer in, int from, int end) {
        for (int at = from; at < end; at++) {
            if (in.get(at) >= 0) {
                return at + 1;
            }
        }
        return end + 1;
    }

    private static int varint(ByteBuffer in, int from) {
        int number = 0;
        int shift = 0;
        int at = from;
        byte digit;
        do {
            digit = in.get(at++);
            number |= (digit & 127) << shift;
            shift += 7;
        } while (digit < 0);
        return number;
    }

    /** A TimAck begins with whether it is a success; anything else is passed over. */
    private boolean other(Link link, ByteBuffer in, int content, int end, long frameEnd) {
        if (end < frameEnd) {
            return false;
        }
        if ((in.get(content) & 127) == TimFrames.ACK && frameEnd > content + 1) {
            boolean success = in.get(content + 1) == (1 << 4 | TRUE);
            if (success) {
                next(link);
            } else if (ready) {
                link.events().answered(-1);
            } else {
                link.close("a TimAck that says no");
            }
        }
        return true;
    }

    private void next(Link link) {
        if (!opening.isEmpty()) {
            link.out().append(WebSocketFrames.masked(WebSocketFrames.BINARY, opening.removeFirst()));
        } else if (!ready) {
            ready = true;
            link.events().ready();
        }
    }
}
