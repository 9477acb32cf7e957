package io.rialto.launcher.it.kit;

import io.rialto.launcher.it.kit.TimPeer.Flavour;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;

/** By TIM, in JSON. What it does not answer is followed by a ping: it was done where nothing else came before the pong. */
final class TimDoorway implements Doorway {
    private static final int ACK = 12;
    private static final int PING = 13;
    private static final int PULL = 21;
    private static final int VROOM = 22;
    private static final int BUSINESS = 41;
    private static final int MESSAGE = 90;
    private static final int STREAM = 94;
    private static final int APPLY = 9;
    private static final int SUBSCRIBE = 5;

    private final TimPeer peer;
    private long ids;

    TimDoorway(NodeUnderTest node, String account) {
        peer = TimPeer.signedIn(
                node,
                Flavour.JSON,
                new JsonObject().put("token", node.accounts().token(account)));
    }

    @Override
    public String publish(String room, String text) {
        if (room.startsWith("c:")) {
            return UNSUPPORTED;
        }
        if (room.startsWith("s:")) {
            String body = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            return silent(
                    STREAM,
                    new JsonObject()
                            .put("id", 0)
                            .put("VNode", room.substring(2))
                            .put("body", body));
        }
        boolean group = room.startsWith("g:");
        JsonObject to = new JsonObject().put("node", group ? room.substring(2) : room);
        JsonObject message = new JsonObject()
                .put("msType", group ? 3 : 2)
                .put("odType", 1)
                .put("id", ++ids)
                .put(group ? "roomTid" : "toTid", to)
                .put("dataString", text);
        return answered(MESSAGE, message, frame -> frame.command() == MESSAGE);
    }

    @Override
    public String subscribe(String room) {
        if (room.indexOf(':') < 0) {
            return UNSUPPORTED; // what is said to an account comes by its inbox
        }
        String name = room.substring(2);
        if (room.startsWith("s:")) {
            return answered(VROOM, new JsonObject().put("rtype", SUBSCRIBE).put("node", name), frame -> false);
        }
        return room.startsWith("g:")
                ? silent(
                        BUSINESS,
                        new JsonObject().put("rtype", APPLY).put("node", name).put("reqStr", ""))
                : UNSUPPORTED;
    }

    @Override
    public String history(String room) {
        if (room.startsWith("c:") || room.startsWith("s:")) {
            return UNSUPPORTED;
        }
        boolean group = room.startsWith("g:");
        JsonObject pull = new JsonObject()
                .put("rtype", group ? 2 : 1)
                .put("node", group ? room.substring(2) : room)
                .put("reqInt", 0)
                .put("reqInt2", 10);
        return answered(PULL, pull, frame -> frame.command() == PULL);
    }

    private String answered(int command, JsonObject request, Predicate<TimPeer.Frame> success) {
        peer.forget();
        peer.say(command, request);
        return told(peer.hear("answer to " + command, frame -> success.test(frame) || isAck(frame, command)));
    }

    private String silent(int command, JsonObject request) {
        peer.forget();
        peer.say(command, request).raw(new byte[] {PING});
        return told(peer.hear("refusal of " + command, frame -> frame.command() == PING || isAck(frame, command)));
    }

    private static boolean isAck(TimPeer.Frame frame, int command) {
        return frame.command() == ACK && frame.body().getInteger("timType") == command;
    }

    private static String told(TimPeer.Frame answer) {
        boolean refused = answer.command() == ACK && !answer.body().getBoolean("ok", false);
        return refused ? "refused " + answer.body().getJsonObject("error").encode() : OK;
    }

    @Override
    public void close() {
        peer.close();
    }
}
