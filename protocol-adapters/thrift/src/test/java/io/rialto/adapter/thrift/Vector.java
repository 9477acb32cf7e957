package io.rialto.adapter.thrift;

import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/** One vector of the protocol's specification: a frame, what it means. */
record Vector(String name, boolean incoming, String format, String struct, Object value, String hex) {
    private static final JsonSource JSON = new JsonSource(1 << 20);

    static Stream<Vector> all() {
        try (InputStream in = Vector.class.getResourceAsStream("/tim-vectors.jsonl")) {
            String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return lines.lines().map(line -> of(JSON.read(line.getBytes(StandardCharsets.UTF_8))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The frame of the first vector with this name and format. */
    static byte[] frame(String name, String format) {
        return all().filter(one -> one.name().equals(name) && one.format().equals(format))
                .findFirst()
                .orElseThrow()
                .frame();
    }

    /** What it is about: the number in its first byte. */
    int command() {
        return TimCommand.numberOf(frame()[0]);
    }

    byte[] frame() {
        return HexFormat.of().parseHex(hex);
    }

    Flavour flavour() {
        return format.equals("json") ? Flavour.JSON : Flavour.COMPACT;
    }

    /** The fields of the struct, as parsed JSON. */
    Map<?, ?> fields() {
        Map<?, ?> given = (Map<?, ?>) value;
        return wantsAck() ? (Map<?, ?>) given.get("body") : given;
    }

    /** Whether four bytes of number stand before the body. */
    boolean wantsAck() {
        return ((Map<?, ?>) value).containsKey("syncId");
    }

    private static Vector of(Fields line) {
        return new Vector(
                line.string("name"),
                line.string("direction").equals("in"),
                line.string("format"),
                line.optionalString("struct").orElse(null),
                line.raw("value").orElse(null),
                line.string("hex"));
    }

    @Override
    public String toString() {
        return name + ", " + format;
    }
}
