package io.rialto.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON objects that clients send, within bounds: nesting, digits of a number, tokens, bytes. Everything
 * beyond them, or no JSON at all, is {@code bad_request}. Safe on any thread.
 */
public final class JsonSource {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER = 100;
    private static final int MAX_NAME = 1024;
    private static final int MAX_TOKENS = 20_000;

    private final JsonFactory factory;

    /** A source of objects of at most this many bytes. */
    public JsonSource(int maxBytes) {
        this(maxBytes, MAX_TOKENS);
    }

    /** A source of objects of at most this many bytes, this many names, values, brackets. */
    public JsonSource(int maxBytes, int maxTokens) {
        this.factory = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER)
                        .maxNameLength(MAX_NAME)
                        .maxTokenCount(maxTokens)
                        .maxStringLength(maxBytes)
                        .maxDocumentLength(maxBytes)
                        .build())
                .build();
    }

    /** The one object that these bytes hold. */
    public Fields read(byte[] bytes) {
        try (JsonParser in = factory.createParser(bytes)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw refusal("expected a JSON object");
            }
            Map<String, Object> values = object(in);
            if (in.nextToken() != null) {
                throw refusal("more than one JSON value");
            }
            return new Fields("", values);
        } catch (JsonProcessingException refused) {
            throw refusal("no JSON within the limits: " + why(refused));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Without where the parser began, which says nothing to who sent one line. */
    private static String why(JsonProcessingException refused) {
        String message = refused.getOriginalMessage();
        int aside = message.indexOf(" (start marker at ");
        return aside < 0 ? message : message.substring(0, aside);
    }

    private static Map<String, Object> object(JsonParser in) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            requirePairs(name);
            if (values.containsKey(name)) {
                throw refusal("the same field twice");
            }
            in.nextToken();
            values.put(name, value(in));
        }
        return values;
    }

    private static List<Object> list(JsonParser in) throws IOException {
        List<Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(in));
        }
        return values;
    }

    private static Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> list(in);
            case VALUE_STRING -> requirePairs(in.getText());
            case VALUE_NUMBER_INT -> integer(in);
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT -> throw refusal("no JSON");
        };
    }

    private static Object integer(JsonParser in) throws IOException {
        return switch (in.getNumberType()) {
            case INT, LONG -> in.getLongValue();
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> in.getDoubleValue();
        };
    }

    /** JSON can escape half a surrogate pair; such a string has no UTF-8 form and could be answered to nobody. */
    private static String requirePairs(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    throw refusal("a string has half a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private static GatewayException refusal(String reason) {
        return new GatewayException(ErrorCode.BAD_REQUEST, reason);
    }
}
