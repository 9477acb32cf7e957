package io.rialto.bench.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** The client protocol of core NATS: CONNECT, at most one SUB, then PUB or MSG. */
final class NatsWire implements Wire {
    private static final byte[] CONNECT =
            "CONNECT {\"verbose\":false,\"pedantic\":false,\"lang\":\"bench\",\"version\":\"1\"}\r\n"
                    .getBytes(US_ASCII);
    private static final byte[] PING = "PING\r\n".getBytes(US_ASCII);
    private static final byte[] PONG = "PONG\r\n".getBytes(US_ASCII);
    private static final int LONGEST_LINE = 32 << 10;

    private final String subject;
    private boolean ready;

    /** A client that subscribes to the topic, or to nothing where it is null. */
    NatsWire(String topic) {
        this.subject = topic == null ? null : subject(topic);
    }

    /** A publisher's message, to be sent again and again. */
    static Shape publish(String topic, int size) {
        byte[] head = ("PUB " + subject(topic) + " " + size + "\r\n").getBytes(US_ASCII);
        byte[] bytes = ByteBuffer.allocate(head.length + size + 2)
                .put(head)
                .put(Shape.payload(size))
                .put((byte) '\r')
                .put((byte) '\n')
                .array();
        return new Shape(bytes, 0, Mask.NONE, new int[] {head.length}, Shape.Id.NONE, 0);
    }

    private static String subject(String topic) {
        return topic.replace('/', '.');
    }

    /** The server speaks first; what is sent here is read after that. */
    @Override
    public void opened(Link link) {
        link.out().append(CONNECT);
        if (subject != null) {
            link.out().append(("SUB " + subject + " 1\r\n").getBytes(US_ASCII));
        }
        link.out().append(PING);
    }

    @Override
    public int nextId() {
        return 0;
    }

    @Override
    public long take(Link link, ByteBuffer in, int at, int end) {
        int lineEnd = at;
        while (lineEnd < end && in.get(lineEnd) != '\n') {
            lineEnd++;
        }
        if (lineEnd == end) {
            if (end - at > LONGEST_LINE) {
                link.close("a line without an end");
            }
            return 0;
        }
        return switch (in.get(at)) {
            case 'M' -> message(link, in, at, lineEnd, end);
            case 'P' -> ping(link, in, at, lineEnd);
            case '-' -> error(link, in, at, lineEnd);
            default -> lineEnd + 1 - at;
        };
    }

    /** MSG subject sid size. */
    private static long message(Link link, ByteBuffer in, int at, int lineEnd, int end) {
        int size = 0;
        int unit = 1;
        for (int i = lineEnd - 2; in.get(i) != ' '; i--) {
            size += (in.get(i) - '0') * unit;
            unit *= 10;
        }
        int payload = lineEnd + 1;
        if (end < payload + Math.min(size, Stamp.LENGTH)) {
            return 0;
        }
        if (size >= Stamp.LENGTH && in.get(payload) == Stamp.MARK) {
            link.arriving(in, payload);
        } else {
            link.events().strange();
        }
        return (long) payload + size + 2 - at;
    }

    private long ping(Link link, ByteBuffer in, int at, int lineEnd) {
        if (in.get(at + 1) == 'I') {
            link.out().append(PONG);
        } else if (!ready) {
            ready = true;
            link.events().ready();
        }
        return lineEnd + 1L - at;
    }

    private static long error(Link link, ByteBuffer in, int at, int lineEnd) {
        byte[] line = new byte[lineEnd - at];
        in.get(at, line);
        link.close(new String(line, US_ASCII).trim());
        return lineEnd + 1L - at;
    }
}
