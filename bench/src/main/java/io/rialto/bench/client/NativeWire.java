package io.rialto.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The native protocol over WebSocket: upgrade, opening requests one by one, then the load. */
final class NativeWire implements Wire {
    private static final String PATH = "/v1/ws";
    private static final int ALREADY = 1202;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InetSocketAddress server;
    private final Deque<String> opening;
    private final AnswerScan answers = new AnswerScan();
    private Inbox inbox;
    private boolean upgraded;
    private int lastId;
    private int stampHint;

    /** A client that makes these requests before it is ready. */
    NativeWire(InetSocketAddress server, List<String> opening) {
        this.server = server;
        this.opening = new ArrayDeque<>(opening);
    }

    @Override
    public void opened(Link link) {
        inbox = new Inbox(request -> send(link, request));
        link.out().append(WebSocketFrames.upgrade(server, PATH));
    }

    @Override
    public int nextId() {
        return lastId++;
    }

    @Override
    public long take(Link link, ByteBuffer in, int at, int end) {
        if (!upgraded) {
            return upgrade(link, in, at, end);
        }
        int head = WebSocketFrames.serverHead(in, at, end);
        if (head == 0) {
            return 0;
        }
        int content = at + head;
        long frameEnd = content + WebSocketFrames.serverLength(in, at, head);
        int opcode = in.get(at) & 15;
        boolean text = opcode == WebSocketFrames.TEXT && WebSocketFrames.isFinal(in, at);
        boolean taken = text ? text(link, in, content, end, frameEnd) : end >= frameEnd;
        if (taken && !text) {
            control(link, in, opcode, content, (int) frameEnd);
        }
        return taken ? frameEnd - at : 0;
    }

    private long upgrade(Link link, ByteBuffer in, int at, int end) {
        String head = string(in, at, end);
        int length = head.indexOf("\r\n\r\n") + 4;
        if (length < 4) {
            return 0;
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            link.close("WebSocket refused: " + head.lines().findFirst().orElse(""));
        }
        upgraded = true;
        next(link);
        return length;
    }

    private boolean text(Link link, ByteBuffer in, int content, int end, long frameEnd) {
        if (end < Math.min(content + Stamp.LENGTH, frameEnd)) {
            return false;
        }
        if (isChannelMessage(in, content, frameEnd)) {
            return channelMessage(link, in, content, end, frameEnd);
        }
        if (end < frameEnd) {
            return false;
        }
        if (!answers.take(link, in, content, (int) frameEnd)) {
            other(link, string(in, content, (int) frameEnd));
        }
        return true;
    }

    /** Whether it starts with <code>{"ev":"msg"</code>. */
    private static boolean isChannelMessage(ByteBuffer in, int content, long frameEnd) {
        return frameEnd > content + 11
                && in.get(content + 2) == 'e'
                && in.get(content + 7) == 'm'
                && in.get(content + 8) == 's'
                && in.get(content + 10) == '"';
    }

    private boolean channelMessage(Link link, ByteBuffer in, int content, int end, long frameEnd) {
        int there = (int) Math.min(end, frameEnd);
        int at = content + stampHint;
        if (at >= there || in.get(at) != Stamp.MARK) {
            at = content;
            while (at < there && in.get(at) != Stamp.MARK) {
                at++;
            }
            stampHint = at - content;
        }
        if (at + Stamp.LENGTH <= there) {
            link.arriving(in, at);
            return true;
        }
        if (there == frameEnd) {
            link.events().strange();
        }
        return there == frameEnd;
    }

    private static void control(Link link, ByteBuffer in, int opcode, int content, int frameEnd) {
        switch (opcode) {
            case WebSocketFrames.PING -> {
                byte[] bytes = new byte[frameEnd - content];
                in.get(content, bytes);
                link.out().append(WebSocketFrames.masked(WebSocketFrames.PONG, bytes));
            }
            case WebSocketFrames.PONG -> {}
            case WebSocketFrames.CLOSE ->
                link.close("WebSocket close " + (frameEnd - content < 2 ? 0 : in.getShort(content)));
            default -> link.close("a WebSocket frame with opcode " + opcode + " or in pieces");
        }
    }

    private void other(Link link, String text) {
        JsonNode json = parse(link, text);
        switch (json.path("ev").asText()) {
            case "hello" -> inbox.hello(json);
            case "s_msg" -> {
                if (inbox.pushed(json)) {
                    item(link, json);
                }
            }
            case "s_ntf" -> inbox.notice(json);
            case "" -> answer(link, json, text);
            default -> {}
        }
    }

    private void answer(Link link, JsonNode json, String text) {
        int code = json.path("code").asInt();
        if (code != 0 && code != ALREADY) {
            link.close("refused: " + text);
        } else if (json.path("id").asText().equals(NativeMessages.PULL_ID)) {
            inbox.page(json.path("res"), item -> item(link, item));
        } else if (!opening.isEmpty()) {
            opening.removeFirst();
            next(link);
        }
    }

    private static void item(Link link, JsonNode entry) {
        byte[] text = entry.path("item").path("text").asText().getBytes(UTF_8);
        if (entry.path("dir").asText().equals("out")) {
            return;
        }
        if (text.length >= Stamp.LENGTH && text[0] == Stamp.MARK) {
            ByteBuffer stamp = ByteBuffer.wrap(text);
            link.events()
                    .delivered(Stamp.age(stamp, 0, link.now()), Stamp.publisher(stamp, 0), Stamp.sequence(stamp, 0));
        }
    }

    private void next(Link link) {
        if (opening.isEmpty()) {
            link.events().ready();
        } else {
            send(link, opening.peekFirst());
        }
    }

    private static void send(Link link, String request) {
        link.out().append(WebSocketFrames.masked(WebSocketFrames.TEXT, request.getBytes(UTF_8)));
    }

    private static JsonNode parse(Link link, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            link.close("no JSON: " + text);
            return JSON.missingNode();
        }
    }

    private static String string(ByteBuffer in, int at, int end) {
        byte[] bytes = new byte[end - at];
        in.get(at, bytes);
        return new String(bytes, UTF_8);
    }
}
