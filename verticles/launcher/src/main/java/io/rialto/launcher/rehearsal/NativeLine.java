package io.rialto.launcher.rehearsal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A client of the native protocol (docs/protocol-websocket.md) that is signed in; one with an inbox asks for what it is told
 * of and acknowledges what it has.
 */
final class NativeLine extends Line {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /v1/ws HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    private static final String SWITCHED = "HTTP/1.1 101";
    private static final String PULLED = "p";
    private static final byte[] MASK = {0x5A, 0x11, 0x2F, 0x73};
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private long position;
    private boolean pulling;
    private int lastId;

    /** Connected; whoever has a token has an inbox, others are guests. */
    NativeLine(int port, String token) throws IOException {
        super(port);
        say(UPGRADE.getBytes(US_ASCII));
        flush();
        String head = head(in());
        if (!head.startsWith(SWITCHED)) {
            throw new IOException("WebSocket: the upgrade was answered with " + head);
        }
        listen("native");
        ask("auth", token == null ? "{\"anonymous\":true}" : "{\"token\":\"" + token + "\",\"dev\":\"stage\"}");
        flush();
        awaitAnswers(1);
    }

    /** Makes a request; what has no answer is said without a number. */
    void ask(String operation, String args) throws IOException {
        request(Integer.toString(++lastId), operation, args);
    }

    private void request(String id, String operation, String args) throws IOException {
        String number = id == null ? "" : "\"id\":\"" + id + "\",";
        byte[] text = ("{" + number + "\"op\":\"" + operation + "\",\"args\":" + args + "}").getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(8 + text.length).put((byte) TEXT);
        if (text.length < TWO_BYTES) {
            frame.put((byte) (MASKED | text.length));
        } else {
            frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) text.length);
        }
        frame.put(MASK);
        for (int i = 0; i < text.length; i++) {
            frame.put((byte) (text[i] ^ MASK[i % MASK.length]));
        }
        byte[] whole = new byte[frame.position()];
        frame.flip().get(whole);
        say(whole);
    }

    @Override
    void hear(DataInputStream in) throws IOException {
        int head = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == TWO_BYTES) {
            length = in.readUnsignedShort();
        } else if (length == EIGHT_BYTES) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] body = new byte[length];
        in.readFully(body);
        if (head == TEXT) {
            take(JSON.readTree(body));
        } else if (head == CLOSE) {
            throw new IOException("WebSocket: the node has closed the connection");
        }
    }

    private void take(JsonNode words) throws IOException {
        switch (words.path("ev").asText()) {
            case "" -> answer(words);
            case "hello" -> pullTo(words.path("head").asLong());
            case "s_ntf" -> pullTo(words.path("head").asLong());
            case "s_msg" -> item(words);
            case "msg" -> countDelivery();
            default -> {}
        }
    }

    private void answer(JsonNode words) throws IOException {
        if (words.path("code").asInt() != 0) {
            throw new IOException("WebSocket: a request was answered with " + words);
        }
        if (words.path("id").asText().equals(PULLED)) {
            page(words.path("res"));
        } else {
            countAnswer();
        }
    }

    private void page(JsonNode page) throws IOException {
        pulling = false;
        moveTo(page.path("to").asLong());
        if (page.path("more").asBoolean()) {
            pullTo(Long.MAX_VALUE);
        }
    }

    private void item(JsonNode words) throws IOException {
        if (words.path("prev").asLong() > position) {
            pullTo(words.path("iseq").asLong());
        } else {
            moveTo(words.path("iseq").asLong());
        }
    }

    private void moveTo(long reached) throws IOException {
        while (position < reached) {
            position++;
            countDelivery();
        }
        request(null, "sync.ack", "{\"iseq\":" + position + "}");
    }

    private void pullTo(long head) throws IOException {
        if (head > position && !pulling) {
            pulling = true;
            request(PULLED, "sync.pull", "{\"after\":" + position + ",\"limit\":200}");
        }
    }

    @Override
    byte[] farewell() {
        return new byte[] {(byte) CLOSE, (byte) MASKED, 0, 0, 0, 0};
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }
}
