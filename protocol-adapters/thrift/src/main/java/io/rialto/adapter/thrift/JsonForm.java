package io.rialto.adapter.thrift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonSource;
import io.rialto.contract.error.GatewayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Structs as JSON objects, read and written by the rules of Go's encoding/json that TIM's clients know. */
final class JsonForm {
    private static final int MAX_BYTES = 1 << 26;
    /** timjs sends two for each byte of a Uint8Array (tim-protocol.md §4.12): enough for 64 KiB of them. */
    private static final int MAX_TOKENS = 140_000;

    private static final JsonSource SOURCE = new JsonSource(MAX_BYTES, MAX_TOKENS);
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .characterEscapes(new GoEscapes())
            .build();

    private JsonForm() {}

    static Struct decode(Shape shape, byte[] frame, int start) {
        try {
            Fields fields = SOURCE.read(Arrays.copyOfRange(frame, start, frame.length));
            Map<String, Object> values = new HashMap<>();
            fields.names().forEach(name -> values.put(name, fields.raw(name).orElse(null)));
            return new StructKind(shape).fromJson(values);
        } catch (GatewayException noObject) {
            throw new Undecodable("no " + shape + ": " + noObject.getMessage());
        }
    }

    static byte[] encode(Struct struct) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            new StructKind(struct.shape()).toJson(out, struct);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
