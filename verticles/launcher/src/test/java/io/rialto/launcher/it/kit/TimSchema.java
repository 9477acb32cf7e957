package io.rialto.launcher.it.kit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * TIM's structs by the names of their fields (tim-protocol.md §3), so that a test says the same to clients of either
 * flavour: JSON is what such a test reads and writes, {@link TimStruct} what compact clients have on the wire.
 */
final class TimSchema {
    private static final Map<String, TimSchema> ALL = all(
            "TimError: 1 code i32, 2 info str",
            "TimAck: 1 ok bool, 2 timType i8, 3 error TimError, 4 t i64, 5 n str, 6 t2 i64, 7 n2 str",
            "TimReq: 1 rtype i32, 2 node str, 3 node2 str, 4 reqInt i64, 5 reqInt2 i64, 6 reqStr str, 7 reqStr2 str",
            "TimAuth: 1 name str, 2 pwd str, 3 domain str, 4 resource str, 5 termtyp i8, 6 token str, 7 extend {str",
            "Tid: 1 node str, 2 domain str, 3 resource str, 4 termtyp i8, 5 extend {str",
            "TimMessage: 1 msType i8, 2 odType i8, 3 id i64, 4 mid i64, 5 bnType i32, 6 fromTid Tid, 7 toTid Tid,"
                    + " 8 roomTid Tid, 9 dataBinary bin, 10 dataString str, 11 isOffline bool, 12 timestamp i64,"
                    + " 13 udtype i16, 14 udshow i16, 15 extend {str, 16 extra {bin, 17 ToList [str",
            "TimMessageList: 1 id i64, 2 messageList [TimMessage",
            "TimPresence: 1 id i64, 2 offline bool, 3 subStatus i8, 4 fromTid Tid, 5 toTid Tid, 6 toList [str,"
                    + " 7 show i16, 8 status str, 9 extend {str, 10 extra {bin",
            "TimStream: 1 id i64, 2 VNode str, 3 dtype i8, 4 body bin, 5 fromNode str",
            "TimNodes: 1 ntype i32, 2 nodelist [str, 3 usermap {TimUserBean, 4 roommap {TimRoomBean, 5 node str",
            "TimUserBean: 1 name str, 2 nickName str, 4 brithday str, 5 gender i8, 6 cover str, 7 area str,"
                    + " 8 createtime i64, 9 photoTidAlbum [str, 10 extend {str, 11 extra {bin",
            "TimRoomBean: 1 founder str, 2 managers [str, 3 cover str, 4 topic str, 5 label str, 6 gtype i8, 7 kind i64,"
                    + " 8 createtime i64, 9 extend {str, 10 extra {bin");

    private record Field(int id, String name, String type) {}

    private final List<Field> fields;

    private TimSchema(List<Field> fields) {
        this.fields = fields;
    }

    /** The struct a client sends with a command. */
    static TimSchema toServer(int command) {
        return switch (command) {
            case 16 -> of("TimAuth");
            case 21, 22, 41 -> of("TimReq");
            default -> toClient(command);
        };
    }

    /** The struct the server sends with a command. */
    static TimSchema toClient(int command) {
        return switch (command) {
            case 12 -> of("TimAck");
            case 17, 21 -> of("TimMessageList");
            case 19, 91 -> of("TimPresence");
            case 42 -> of("TimNodes");
            case 90, 92, 93 -> of("TimMessage");
            case 94 -> of("TimStream");
            default -> throw new IllegalArgumentException("command " + command + " has no struct");
        };
    }

    /** What is said in JSON as a compact struct. */
    TimStruct compact(JsonObject said) {
        Map<Integer, Object> values = new LinkedHashMap<>();
        for (Field field : fields) {
            Object value = said.getValue(field.name());
            if (value != null) {
                values.put(field.id(), compact(field.type(), value));
            }
        }
        return new TimStruct(values);
    }

    /** What a compact struct says, in JSON. */
    JsonObject json(TimStruct struct) {
        JsonObject said = new JsonObject();
        for (Field field : fields) {
            Object value = struct.fields().get(field.id());
            if (value != null) {
                said.put(field.name(), json(field.type(), value));
            }
        }
        return said;
    }

    private static Object compact(String type, Object value) {
        if (type.startsWith("[")) {
            return ((JsonArray) value)
                    .stream().map(one -> compact(type.substring(1), one)).collect(Collectors.toList());
        }
        if (type.startsWith("{")) {
            Map<String, Object> map = new LinkedHashMap<>();
            ((JsonObject) value)
                    .forEach(entry -> map.put(entry.getKey(), compact(type.substring(1), entry.getValue())));
            return map;
        }
        return switch (type) {
            case "bool", "str" -> value;
            case "i8" -> ((Number) value).byteValue();
            case "i16" -> ((Number) value).shortValue();
            case "i32" -> ((Number) value).intValue();
            case "i64" -> ((Number) value).longValue();
            case "bin" -> Base64.getDecoder().decode((String) value);
            default -> of(type).compact((JsonObject) value);
        };
    }

    private static Object json(String type, Object value) {
        if (type.startsWith("[")) {
            JsonArray list = new JsonArray();
            ((List<?>) value).forEach(one -> list.add(json(type.substring(1), one)));
            return list;
        }
        if (type.startsWith("{")) {
            JsonObject map = new JsonObject();
            ((Map<?, ?>) value).forEach((key, one) -> map.put((String) json("str", key), json(type.substring(1), one)));
            return map;
        }
        return switch (type) {
            case "bool" -> value;
            case "str" -> new String((byte[]) value, StandardCharsets.UTF_8);
            case "i8", "i16", "i32" -> ((Number) value).intValue();
            case "i64" -> ((Number) value).longValue();
            case "bin" -> Base64.getEncoder().encodeToString((byte[]) value);
            default -> of(type).json((TimStruct) value);
        };
    }

    private static TimSchema of(String name) {
        return ALL.get(name);
    }

    private static Map<String, TimSchema> all(String... lines) {
        Map<String, TimSchema> all = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.split(": ", -1);
            List<Field> fields = new ArrayList<>();
            for (String field : parts[1].split(", ?", -1)) {
                String[] words = field.strip().split(" ", -1);
                fields.add(new Field(Integer.parseInt(words[0]), words[1], words[2]));
            }
            all.put(parts[0], new TimSchema(fields));
        }
        return all;
    }
}
