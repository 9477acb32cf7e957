package io.rialto.adapter.thrift;

import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonSource;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A signed-in client that speaks of virtual rooms in one of the two flavours. */
final class VroomClient {
    private static final JsonSource JSON = new JsonSource(1 << 22);

    /** A TimAck: its error code is 0 where there is none. */
    record Answer(boolean ok, long timType, long code, Object t, String n) {
        static Answer ok(long rtype, String node) {
            return new Answer(true, 22, 0, rtype, node);
        }

        static Answer refused(long rtype, long code, String node) {
            return new Answer(false, 22, code, rtype, node);
        }

        /** The refusal of a frame. */
        static Answer refusedFrame(long code, String vnode) {
            return new Answer(false, 94, code, null, vnode);
        }
    }

    /** A TimStream: its dtype, body are null where they are missing. */
    record Shown(long id, String vnode, Object dtype, String body, String from) {}

    private final TimClient client;
    private final Flavour flavour;

    private VroomClient(TimClient client, Flavour flavour) {
        this.client = client;
        this.flavour = flavour;
    }

    static VroomClient signedIn(TestDoor door, Flavour flavour, String account, String device) {
        TimClient client = door.client();
        return new VroomClient(
                flavour == Flavour.COMPACT
                        ? client.signedIn(account, device)
                        : client.signedInWithJson(account, device),
                flavour);
    }

    /** A frame of a room as core hands it out. */
    static Frame frame(long seq, long session, String from, int kind, String body) {
        Content content = Content.untyped(body.getBytes(StandardCharsets.UTF_8));
        LanePart lane = new LanePart("0", kind, 0);
        return new Frame(seq, session, new AccountId(from), content, 0, false, false, 0, Long.MAX_VALUE, lane);
    }

    TimClient client() {
        return client;
    }

    /** The answer to a VROOM; what is null is left out. */
    Answer ask(Integer rtype, String node, String node2, Long reqInt) {
        int before = client.frames(12).size();
        request(rtype, node, node2, reqInt);
        return answer(before);
    }

    /** Sends a VROOM. */
    void request(Integer rtype, String node, String node2, Long reqInt) {
        send(22, fields("rtype", rtype, "node", node, "node2", node2, "reqInt", reqInt), 1, 2, 3, 4);
    }

    /** Publishes a TimStream. */
    void publish(String vnode, Integer dtype, String body) {
        byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        Object dtypeOnWire = flavour == Flavour.COMPACT && dtype != null ? (Object) dtype.byteValue() : dtype;
        Object bodyOnWire = flavour == Flavour.COMPACT || bytes == null
                ? bytes
                : Base64.getEncoder().encodeToString(bytes);
        send(94, fields("VNode", vnode, "dtype", dtypeOnWire, "body", bodyOnWire), 2, 3, 4);
    }

    /** The n-th answer, when it has come. */
    Answer answer(int n) {
        byte[] frame = client.frame(12, n);
        return flavour == Flavour.COMPACT ? compactAnswer(Compact.read(frame, 1)) : jsonAnswer(json(frame));
    }

    int answers() {
        return client.frames(12).size();
    }

    /** The n-th TimStream, when it has come. */
    Shown shown(int n) {
        byte[] frame = client.frame(94, n);
        if (flavour == Flavour.COMPACT) {
            Map<Integer, Object> read = Compact.read(frame, 1);
            return new Shown(
                    (Long) read.get(1), (String) read.get(2), read.get(3), (String) read.get(4), (String) read.get(5));
        }
        Map<?, ?> read = json(frame);
        String body = (String) read.get("body");
        String text = body == null ? null : new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
        return new Shown((Long) read.get("id"), (String) read.get("VNode"), read.get("dtype"), text, (String)
                read.get("fromNode"));
    }

    /** The n-th frame of bare bytes, when it has come; ISO-8859-1 keeps the separator apart. */
    String raw(int n) {
        return new String(client.frame(97, n), StandardCharsets.ISO_8859_1);
    }

    private void send(int command, Map<String, Object> fields, int... ids) {
        if (flavour == Flavour.JSON) {
            client.sendJson(command, text(fields));
            return;
        }
        Map<Integer, Object> struct = new LinkedHashMap<>();
        int i = 0;
        for (Object value : fields.values()) {
            if (value != null) {
                struct.put(ids[i], value);
            }
            i++;
        }
        client.send(command, struct);
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static String text(Map<String, Object> fields) {
        List<String> parts = fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":"
                        + (field.getValue() instanceof String ? "\"" + field.getValue() + "\"" : field.getValue()))
                .toList();
        return "{" + String.join(",", parts) + "}";
    }

    private static Map<?, ?> json(byte[] frame) {
        Fields fields = JSON.read(Arrays.copyOfRange(frame, 1, frame.length));
        Map<String, Object> values = new LinkedHashMap<>();
        fields.names().forEach(name -> values.put(name, fields.raw(name).orElse(null)));
        return values;
    }

    private static Answer compactAnswer(Map<Integer, Object> ack) {
        Map<?, ?> error = (Map<?, ?>) ack.get(3);
        return new Answer(
                (Boolean) ack.get(1),
                (Byte) ack.get(2),
                error == null ? 0 : (Integer) error.get(1),
                ack.get(4),
                (String) ack.get(5));
    }

    private static Answer jsonAnswer(Map<?, ?> ack) {
        Map<?, ?> error = (Map<?, ?>) ack.get("error");
        return new Answer(
                (Boolean) ack.get("ok"),
                (Long) ack.get("timType"),
                error == null ? 0 : (Long) error.get("code"),
                ack.get("t"),
                (String) ack.get("n"));
    }
}
