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
    private static final int LANE_AT = 3;
    private static final int PUBLISHER_AT = 24;
    private static final int FRAME_HEAD = 25;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InetSocketAddress server;
    private final Deque<String> opening;
    private final AnswerScan answers = new AnswerScan();
    private Inbox inbox;
    private boolean upgraded;
    private int lastId;
    private int handle;
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
        return handle == 0 ? lastId++ : handle;
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
        boolean last = WebSocketFrames.isFinal(in, at);
        boolean taken;
        if (last && opcode == WebSocketFrames.TEXT) {
            taken = text(link, in, content, end, frameEnd);
        } else if (last && opcode == WebSocketFrames.BINARY) {
            taken = binary(link, in, content, end, frameEnd);
        } else {
            taken = WebSocketFrames.control(link, in, opcode, content, end, frameEnd);
        }
        return taken ? frameEnd - at : 0;
    }

    private long upgrade(Link link, ByteBuffer in, int at, int end) {
        int length = WebSocketFrames.upgraded(link, in, at, end);
        upgraded = length > 0;
        if (upgraded) {
            next(link);
        }
        return length;
    }

    /** A frame of a stream room: 25 bytes with the lengths of lane and publisher, these two, the body. */
    private static boolean binary(Link link, ByteBuffer in, int content, int end, long frameEnd) {
        if (end < Math.min(content + FRAME_HEAD, frameEnd)) {
            return false;
        }
        int at = content + FRAME_HEAD + (in.get(content + LANE_AT) & 0xFF) + (in.get(content + PUBLISHER_AT) & 0xFF);
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
        if (!answers.take(link, in, content, (int) frameEnd) && !PresenceScan.take(link, in, content, (int) frameEnd)) {
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
            handle = json.path("res").path("handle").asInt(handle);
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
