package io.rialto.adapter.thrift;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TType;

/**
 * A value without parts.
 *
 * @param <T> the value
 */
final class Scalar<T> implements Kind<T> {
    static final Kind<Boolean> BOOL = new Scalar<>(
            TType.BOOL,
            TProtocol::readBool,
            TProtocol::writeBool,
            json -> json instanceof Boolean flag ? flag : null,
            JsonGenerator::writeBoolean);

    static final Kind<Byte> I8 = new Scalar<>(
            TType.BYTE,
            TProtocol::readByte,
            TProtocol::writeByte,
            json -> within(json, Byte.MIN_VALUE, Byte.MAX_VALUE) ? ((Long) json).byteValue() : null,
            JsonGenerator::writeNumber);

    static final Kind<Short> I16 = new Scalar<>(
            TType.I16,
            TProtocol::readI16,
            TProtocol::writeI16,
            json -> within(json, Short.MIN_VALUE, Short.MAX_VALUE) ? ((Long) json).shortValue() : null,
            JsonGenerator::writeNumber);

    static final Kind<Integer> I32 = new Scalar<>(
            TType.I32,
            TProtocol::readI32,
            TProtocol::writeI32,
            json -> within(json, Integer.MIN_VALUE, Integer.MAX_VALUE) ? ((Long) json).intValue() : null,
            JsonGenerator::writeNumber);

    static final Kind<Long> I64 = new Scalar<>(
            TType.I64,
            TProtocol::readI64,
            TProtocol::writeI64,
            json -> json instanceof Long number ? number : null,
            JsonGenerator::writeNumber);

    static final Kind<String> TEXT = new Scalar<>(
            TType.STRING,
            Scalar::readText,
            TProtocol::writeString,
            json -> json instanceof String text ? text : null,
            JsonGenerator::writeString);

    static final Kind<byte[]> BYTES = new Scalar<>(
            TType.STRING,
            Scalar::readBytes,
            (out, bytes) -> out.writeBinary(ByteBuffer.wrap(bytes)),
            Scalar::bytes,
            JsonGenerator::writeBinary);

    /** Reads a value. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(TProtocol in) throws TException;
    }

    /** Writes a value. */
    @FunctionalInterface
    private interface Writer<T> {
        void write(TProtocol out, T value) throws TException;
    }

    /** Writes a value as JSON. */
    @FunctionalInterface
    private interface JsonWriter<T> {
        void write(JsonGenerator out, T value) throws IOException;
    }

    private final byte wireType;
    private final Reader<T> reader;
    private final Writer<T> writer;
    private final Function<Object, T> fromJson;
    private final JsonWriter<T> toJson;

    private Scalar(
            byte wireType, Reader<T> reader, Writer<T> writer, Function<Object, T> fromJson, JsonWriter<T> toJson) {
        this.wireType = wireType;
        this.reader = reader;
        this.writer = writer;
        this.fromJson = fromJson;
        this.toJson = toJson;
    }

    @Override
    public byte wireType() {
        return wireType;
    }

    @Override
    public T read(TProtocol in, byte type) throws TException {
        return reader.read(in);
    }

    @Override
    public void write(TProtocol out, T value) throws TException {
        writer.write(out, value);
    }

    @Override
    public T fromJson(Object json) {
        return fromJson.apply(json);
    }

    @Override
    public void toJson(JsonGenerator out, T value) throws IOException {
        toJson.write(out, value);
    }

    /** Text that is UTF-8; libthrift would put replacement characters where it is none. */
    static String readText(TProtocol in) throws TException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in.readBinary()).toString();
        } catch (CharacterCodingException notText) {
            throw new TProtocolException(TProtocolException.INVALID_DATA, "a string is not UTF-8", notText);
        }
    }

    private static byte[] readBytes(TProtocol in) throws TException {
        ByteBuffer read = in.readBinary();
        byte[] bytes = new byte[read.remaining()];
        read.get(bytes);
        return bytes;
    }

    private static boolean within(Object json, long min, long max) {
        return json instanceof Long number && number >= min && number <= max;
    }

    /** Base64; or a map from indices to bytes, which is what timjs makes of a Uint8Array (tim-protocol.md §4.12). */
    private static byte[] bytes(Object json) {
        if (json instanceof String text) {
            return base64(text);
        }
        if (!(json instanceof Map<?, ?> byIndex)) {
            return null;
        }
        byte[] bytes = new byte[byIndex.size()];
        for (int i = 0; i < bytes.length; i++) {
            Object one = byIndex.get(Integer.toString(i));
            if (!within(one, 0, 255)) {
                return null;
            }
            bytes[i] = ((Long) one).byteValue();
        }
        return bytes;
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
