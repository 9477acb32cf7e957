package io.rialto.adapter.thrift;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a request to TIM's back office says: JSON, or a form whose values are JSON where they are no texts. */
record OfficeArgs(JsonObject fields) {
    /** What this body says; refused where it is broken. */
    static OfficeArgs of(boolean form, Buffer body) {
        if (body.length() == 0) {
            return new OfficeArgs(new JsonObject());
        }
        if (!form) {
            try {
                return new OfficeArgs(new JsonObject(body));
            } catch (DecodeException | ClassCastException broken) {
                throw new Refusal(TimCode.PARAMETER);
            }
        }
        JsonObject fields = new JsonObject();
        new QueryStringDecoder(body.toString(StandardCharsets.UTF_8), StandardCharsets.UTF_8, false)
                .parameters()
                .forEach((name, values) -> fields.put(name, values.get(0)));
        return new OfficeArgs(fields);
    }

    /** Empty where it is missing. */
    String text(String name) {
        Object value = fields.getValue(name);
        return value instanceof String text ? text : "";
    }

    String need(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            throw new Refusal(TimCode.PARAMETER);
        }
        return text;
    }

    long number(String name) {
        Object value = fields.getValue(name);
        if (value instanceof Number number) {
            return number.longValue();
        }
        try {
            return value instanceof String text ? Long.parseLong(text.trim()) : 0;
        } catch (NumberFormatException none) {
            throw new Refusal(TimCode.PARAMETER);
        }
    }

    /** A struct of TIM's, as JSON; forms carry its text. */
    Struct struct(String name, Shape shape) {
        Object value = fields.getValue(name);
        byte[] json = value instanceof JsonObject object
                ? object.encode().getBytes(StandardCharsets.UTF_8)
                : text(name).getBytes(StandardCharsets.UTF_8);
        try {
            return Flavour.JSON.decode(shape, json, 0);
        } catch (Undecodable broken) {
            throw new Refusal(TimCode.PARAMETER);
        }
    }

    /** Login name with its domain, as it is written on other doors. */
    String login(String name) {
        String domain = text("domain");
        return domain.isEmpty() ? need(name) : need(name) + "@" + domain;
    }

    AccountId account(String name) {
        try {
            return new AccountId(need(name));
        } catch (GatewayException malformed) {
            throw new Refusal(TimCode.ACCOUNT);
        }
    }

    /** A list of nodes, or a TimNodes with one. */
    List<String> nodes(String name) {
        Object given = fields.getValue(name);
        try {
            Object list = given instanceof String text && !text.isEmpty()
                    ? text.startsWith("[") ? new JsonArray(text) : new JsonObject(text)
                    : given;
            Object nodes = list instanceof JsonObject struct ? struct.getValue("nodelist") : list;
            if (!(nodes instanceof JsonArray all)) {
                throw new Refusal(TimCode.PARAMETER);
            }
            return all.stream().map(Object::toString).toList();
        } catch (DecodeException broken) {
            throw new Refusal(TimCode.PARAMETER);
        }
    }
}
