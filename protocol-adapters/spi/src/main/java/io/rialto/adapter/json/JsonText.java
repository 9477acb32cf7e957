package io.rialto.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Turns JSON bodies into UTF-8. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** The UTF-8 form of a body. */
    public static byte[] bytes(JsonBody body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        write(out, body);
        return out.toByteArray();
    }

    /** Writes the UTF-8 form of a body to a stream in memory. */
    public static void write(OutputStream memory, JsonBody body) {
        try (JsonGenerator out = FACTORY.createGenerator(memory)) {
            body.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
