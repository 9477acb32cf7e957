package io.rialto.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes one JSON value. */
@FunctionalInterface
public interface JsonBody {
    /** An object without fields. */
    JsonBody EMPTY = out -> {
        out.writeStartObject();
        out.writeEndObject();
    };

    /** Writes the value. */
    void write(JsonGenerator out) throws IOException;
}
