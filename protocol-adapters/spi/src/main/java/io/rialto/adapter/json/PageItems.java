package io.rialto.adapter.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.NumberOutput;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxItem.Direction;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the items of a page, which are encoded already but for their positions: straight into what the generator writes to,
 * since the generator would have to be flushed before each of them. Used for one page.
 */
final class PageItems {
    private static final byte[] ISEQ = ascii("{\"iseq\":");
    private static final byte[] ITS = ascii(",\"its\":");
    private static final byte[] IN = ascii(",\"dir\":\"in\",\"item\":");
    private static final byte[] OUT = ascii(",\"dir\":\"out\",\"item\":");
    /** Room for all of the above with two numbers, and a bracket before, a comma behind. */
    private static final int HEAD = 96;

    private final OutputStream out;
    private final byte[] head = new byte[HEAD];
    private int size;

    private PageItems(OutputStream out) {
        this.out = out;
    }

    /** Begins the next value, an array. */
    static PageItems begin(JsonGenerator out) throws IOException {
        out.writeRawValue("");
        out.flush();
        PageItems items = new PageItems((OutputStream) out.getOutputTarget());
        items.put((byte) '[');
        return items;
    }

    /** Writes the next item; {@code encoded} is what it is about. */
    void write(InboxItem item, byte[] encoded) throws IOException {
        put(ISEQ);
        size = NumberOutput.outputLong(item.iseq(), head, size);
        put(ITS);
        size = NumberOutput.outputLong(item.its(), head, size);
        put(item.direction() == Direction.IN ? IN : OUT);
        out.write(head, 0, size);
        out.write(encoded);
        size = 0;
        put((byte) '}');
        put((byte) ',');
    }

    /** Ends the array. */
    void end() throws IOException {
        if (size > 1) {
            size--; // no comma behind the last
        }
        put((byte) ']');
        out.write(head, 0, size);
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, head, size, bytes.length);
        size += bytes.length;
    }

    private void put(byte one) {
        head[size++] = one;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
