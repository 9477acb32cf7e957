package io.rialto.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** JSON that has been encoded before, put into a larger one as it is. */
final class RawJson {
    private RawJson() {}

    /** Writes encoded bytes as the next value; Jackson itself takes raw values as text only. */
    static void write(JsonGenerator out, byte[] utf8) throws IOException {
        out.writeRawValue("");
        out.flush();
        ((OutputStream) out.getOutputTarget()).write(utf8);
    }
}
