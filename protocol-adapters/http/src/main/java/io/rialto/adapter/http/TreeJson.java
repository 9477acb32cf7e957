package io.rialto.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;

/**
 * Writes a tree of objects, lists, texts, numbers and flags. Vert.x would do it by data binding, some hundred classes that
 * nothing else here needs.
 */
final class TreeJson {
    private TreeJson() {}

    /** Writes one value with all below it. */
    static void write(Object value, JsonGenerator out) throws IOException {
        if (value instanceof JsonObject object) {
            out.writeStartObject();
            for (Map.Entry<String, Object> field : object.getMap().entrySet()) {
                out.writeFieldName(field.getKey());
                write(field.getValue(), out);
            }
            out.writeEndObject();
        } else if (value instanceof JsonArray list) {
            out.writeStartArray();
            for (Object one : list.getList()) {
                write(one, out);
            }
            out.writeEndArray();
        } else {
            leaf(value, out);
        }
    }

    private static void leaf(Object value, JsonGenerator out) throws IOException {
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else {
            throw new IllegalArgumentException("no form for " + value);
        }
    }
}
