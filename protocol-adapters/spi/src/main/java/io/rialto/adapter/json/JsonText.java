package io.rialto.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Turns JSON bodies into UTF-8. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonFactory SERIES =
            new JsonFactoryBuilder().rootValueSeparator((String) null).build();

    private JsonText() {}

    /** The UTF-8 form of a body. */
    public static byte[] bytes(JsonBody body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        write(out, body);
        return out.toByteArray();
    }

    /** A generator of several values to a stream in memory, with nothing between them; each is there once it is flushed. */
    public static JsonGenerator series(OutputStream memory) {
        try {
            return SERIES.createGenerator(memory);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
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
