package io.rialto.contract.message;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What a message or frame says: a type, bytes, attributes (decisions 7). Immutable by agreement: nobody writes into the
 * arrays it was given or hands out, so it crosses threads without a copy.
 */
public final class Content {
    /** UTF-8 text. */
    public static final String TEXT = "text";
    /** Bytes that are not to be shown as text. */
    public static final String BINARY = "binary";
    /** The sender did not say; doors show it as text where it is valid UTF-8. */
    public static final String UNTYPED = "";

    private static final int MAX_TYPE = 32;
    private static final int MAX_ATTRS_BYTES = 4096;

    private final String type;
    private final byte[] bytes;
    private final Map<String, byte[]> attrs;

    /**
     * Content of any type.
     *
     * @param type at most 32 characters; {@link #UNTYPED} where the sender did not say
     * @param bytes the payload, any length including 0
     * @param attrs at most 4 KiB of names with values, together
     */
    public Content(String type, byte[] bytes, Map<String, byte[]> attrs) {
        if (type.length() > MAX_TYPE) {
            throw new GatewayException(
                    ErrorCode.TOO_LARGE, "message type has " + type.length() + " characters, at most 32 are allowed");
        }
        this.type = type;
        this.bytes = bytes;
        this.attrs = attrs.isEmpty() ? Map.of() : Map.copyOf(attrs);
        int size = attrsBytes();
        if (size > MAX_ATTRS_BYTES) {
            throw new GatewayException(
                    ErrorCode.TOO_LARGE, "message attributes take " + size + " bytes, at most 4096 are allowed");
        }
    }

    /** Content of type text. */
    public static Content text(String text) {
        return new Content(TEXT, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Content whose sender did not say what it is. */
    public static Content untyped(byte[] bytes) {
        return new Content(UNTYPED, bytes, Map.of());
    }

    /** The type, {@link #UNTYPED} where the sender did not say. */
    public String type() {
        return type;
    }

    /** The payload; not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** The attributes; values are not to be written to. */
    public Map<String, byte[]> attrs() {
        return attrs;
    }

    /** Payload with attributes, in bytes: what limits and queues count. */
    public int size() {
        return bytes.length + attrsBytes();
    }

    /** The payload as text where it may be shown as such: not typed binary, and valid UTF-8. */
    public Optional<String> asText() {
        if (type.equals(BINARY)) {
            return Optional.empty();
        }
        if (isAscii()) {
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private boolean isAscii() {
        for (byte one : bytes) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    private int attrsBytes() {
        if (attrs.isEmpty()) {
            return 0; // the usual case, without an iterator
        }
        int size = 0;
        for (Map.Entry<String, byte[]> attr : attrs.entrySet()) {
            size += attr.getKey().length() + attr.getValue().length;
        }
        return size;
    }
}
