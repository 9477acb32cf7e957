package io.rialto.launcher.it.kit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;

/** Reads the whole log of a room, page by page. */
public final class Histories {
    private static final int TIM_PAGE = 100;

    private Histories() {}

    /** By {@code room.pull} of the native protocol. */
    public static History byWebSocket(WsClient client, String room) {
        return read(
                "room.pull",
                after -> client.call(
                        "room.pull", new JsonObject().put("room", room).put("after", after)));
    }

    /** By {@code GET /v1/rooms/{room}/messages}. */
    public static History byHttp(NodeUnderTest node, String account, String room) {
        String path = "/v1/rooms/" + URLEncoder.encode(room, StandardCharsets.UTF_8) + "/messages?limit=200&after=";
        return read("GET messages", after -> {
            var answer =
                    Http.get(node.uri("http", path + after), node.accounts().token(account));
            if (answer.statusCode() != 200) {
                throw new AssertionError("history was answered " + answer.statusCode() + " " + answer.body());
            }
            return new JsonObject(answer.body());
        });
    }

    /** By TIM's pull, from the last place back to the first. */
    public static History byTim(TimDevice device, String group, long last) {
        Deque<History.Entry> seen = new ArrayDeque<>();
        for (long from = last; from > 0; from -= TIM_PAGE) {
            device.pull(group, from, (int) Math.min(TIM_PAGE, from)).forEach(item -> seen.addFirst(item.entry()));
        }
        return new History("TIM pull", List.copyOf(seen));
    }

    private static History read(String observer, LongFunction<JsonObject> pageAfter) {
        List<History.Entry> seen = new ArrayList<>();
        JsonObject page;
        long after = 0;
        do {
            page = pageAfter.apply(after);
            JsonArray items = page.getJsonArray("items");
            for (int i = 0; i < items.size(); i++) {
                JsonObject item = items.getJsonObject(i);
                seen.add(new History.Entry(item.getLong("cseq"), Payloads.hash(item.getString("text"))));
            }
            after = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).cseq();
        } while (page.getBoolean("more"));
        return new History(observer, seen);
    }
}
