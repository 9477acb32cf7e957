package io.rialto.adapter.thrift;

import io.rialto.contract.message.Content;
import io.rialto.contract.message.StoredMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A big string, big binary or frame of a virtual room: a node, a separator, opaque data (tim-protocol.md §2.7, §2.8). */
final class BigData {
    static final int TEXT_END = 0x7C;
    static final int BINARY_END = 0x83;

    private final TimCommand command;
    private final String node;
    private final byte[] data;

    private BigData(TimCommand command, String node, byte[] data) {
        this.command = command;
        this.node = node;
        this.data = data;
    }

    /** Reads it from {@code start} on; null where there is no separator: such a frame is dropped in silence. */
    static BigData read(byte[] frame, int start) {
        boolean text = TimCommand.of(frame[0]) == TimCommand.BIG_STRING;
        for (int i = start; i < frame.length; i++) {
            int at = frame[i] & 0xFF;
            // timjs writes NUL behind the node of a big string (tim-protocol.md §7.9).
            if (text ? at == TEXT_END || at == 0 : at == BINARY_END) {
                String node = new String(frame, start, i - start, StandardCharsets.US_ASCII);
                return new BigData(TimCommand.of(frame[0]), node, Arrays.copyOfRange(frame, i + 1, frame.length));
            }
        }
        return null;
    }

    /** Which of the three it is. */
    TimCommand command() {
        return command;
    }

    /** For whom it is, or for which room, as the client wrote it. */
    String node() {
        return node;
    }

    /** What follows the separator. */
    byte[] bytes() {
        return data;
    }

    /** The body of the frame that a receiver gets. */
    static byte[] outgoing(StoredMessage message, int separator) {
        return body(message.from().value(), separator, message.content().bytes());
    }

    /** The body of a frame: node, separator, data. */
    static byte[] body(String node, int separator, byte[] data) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(node.length() + 1 + data.length);
        body.writeBytes(node.getBytes(StandardCharsets.US_ASCII));
        body.write(separator);
        body.writeBytes(data);
        return body.toByteArray();
    }

    /** What core is to pass on; a big string that is no UTF-8 (atim's) is bytes to other doors. */
    Content content() {
        boolean text = command == TimCommand.BIG_STRING;
        int odType = text ? OdType.BIG_STRING : OdType.BIG_BINARY;
        boolean legible = text
                && new Content(Content.TEXT, data, TimAttrs.of(odType)).asText().isPresent();
        return new Content(legible ? Content.TEXT : Content.BINARY, data, TimAttrs.of(odType));
    }
}
