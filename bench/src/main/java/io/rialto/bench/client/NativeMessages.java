package io.rialto.bench.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.stream.Collectors;

/** The requests of the native protocol that a load client sends (docs/protocol-websocket.md). */
final class NativeMessages {
    /** The number of every request before the load begins. */
    static final String OPENING_ID = "s";
    /** The number of every page request. */
    static final String PULL_ID = "p";

    private static final int FRAME_HEAD = 16;
    private static final int HANDLE_AT = 4;
    private static final String FIRST_NUMBER = "1000000000";

    private NativeMessages() {}

    static String guest() {
        return opening("auth", "{\"anonymous\":true}");
    }

    static String member(String token, String device, boolean inbox) {
        return opening(
                "auth",
                "{\"token\":\"" + token + "\",\"dev\":\"" + device + "\",\"platform\":\"desktop\",\"sync\":\""
                        + (inbox ? "inbox" : "none") + "\"}");
    }

    static String join(String channel) {
        return opening("room.join", "{\"room\":\"" + channel + "\"}");
    }

    static String createGroup(String group, Collection<String> members) {
        return opening(
                "room.create", "{\"room\":\"" + group + "\",\"join\":\"invite\",\"members\":[" + list(members) + "]}");
    }

    static String createStreamRoom(String room) {
        return opening("room.create", "{\"preset\":\"vroom\",\"room\":\"" + room + "\"}");
    }

    /** Joins a stream room, which gives it a number on this connection. */
    static String enter(String room) {
        return opening("room.join", "{\"room\":\"" + room + "\"}");
    }

    static String listen(String room) {
        return opening("lane.sub", "{\"room\":\"" + room + "\"}");
    }

    static String watch(Collection<String> accounts) {
        return opening("presence.watch", "{\"accounts\":[" + list(accounts) + "]}");
    }

    /** A frame for the stream room that the connection has entered, on lane 0; its number is the room's handle. */
    static Shape frame(int size) {
        byte[] content = ByteBuffer.allocate(FRAME_HEAD + size)
                .put((byte) 1)
                .put(new byte[3])
                .putInt(0)
                .putLong(0)
                .put(Shape.payload(size))
                .array();
        int head = WebSocketFrames.clientHead(content.length);
        return new Shape(
                WebSocketFrames.frame(WebSocketFrames.BINARY, content),
                head,
                Mask.WEBSOCKET,
                new int[] {head + FRAME_HEAD},
                Shape.Id.FOUR_BYTES,
                head + HANDLE_AT);
    }

    private static String list(Collection<String> words) {
        return words.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(","));
    }

    static String ack(long item) {
        return "{\"op\":\"sync.ack\",\"args\":{\"iseq\":" + item + "}}";
    }

    static String pull(long after) {
        return "{\"op\":\"sync.pull\",\"id\":\"" + PULL_ID + "\",\"args\":{\"after\":" + after + ",\"limit\":200}}";
    }

    /** A publisher's message, to be sent again and again; its client message id is the stamp itself. */
    static Shape send(String to, int size) {
        String payload = new String(Shape.payload(size), ISO_8859_1);
        String stamp = payload.substring(0, Stamp.LENGTH);
        String json = "{\"id\":" + FIRST_NUMBER + ",\"op\":\"msg.send\",\"args\":{\"cmid\":\"" + stamp + "\",\"to\":\""
                + to + "\",\"text\":\"" + payload + "\"}}";
        int head = WebSocketFrames.clientHead(json.length());
        int first = json.indexOf(Stamp.MARK);
        int second = json.indexOf(Stamp.MARK, first + 1);
        return new Shape(
                WebSocketFrames.frame(WebSocketFrames.TEXT, json.getBytes(UTF_8)),
                head,
                Mask.WEBSOCKET,
                new int[] {head + first, head + second},
                Shape.Id.TEN_DIGITS,
                head + json.indexOf(FIRST_NUMBER));
    }

    private static String opening(String operation, String args) {
        return "{\"id\":\"" + OPENING_ID + "\",\"op\":\"" + operation + "\",\"args\":" + args + "}";
    }
}
