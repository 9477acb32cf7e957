package io.rialto.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import java.io.IOException;
import java.util.List;

/**
 * Pages of messages as JSON, cut where the next item would make them larger than their reader wants; an item that is
 * too large alone comes with a reference to its payload.
 */
public final class PageJson {
    private static final int AROUND_ITEM = 96;

    private PageJson() {}

    /** One inbox item with its position: {@code iseq, its, dir, item}, into the object that is open. */
    public static void inboxItem(JsonGenerator out, InboxItem item, int maxBytes) throws IOException {
        out.writeNumberField("its", item.its());
        out.writeStringField("dir", ItemFormat.name(item.direction()));
        out.writeFieldName("item");
        RawJson.write(out, encoded(item, maxBytes));
    }

    /** A stretch of an inbox. */
    public static void inbox(JsonGenerator out, InboxPage page, int maxBytes) throws IOException {
        int count = fitting(page, maxBytes);
        boolean whole = count == page.items().size();
        long to = whole ? page.to() : page.items().get(count - 1).iseq();
        out.writeStartObject();
        out.writeNumberField("from", page.from());
        out.writeNumberField("to", to);
        out.writeNumberField("head", page.head());
        out.writeBooleanField("more", to < page.head());
        out.writeBooleanField("last", to >= page.head());
        out.writeFieldName("items");
        PageItems items = PageItems.begin(out);
        for (int i = 0; i < count; i++) {
            InboxItem item = page.items().get(i);
            items.write(item, encoded(item, maxBytes));
        }
        items.end();
        out.writeEndObject();
    }

    /** A stretch of a room's log, read backwards (then its oldest are left out where it is too large) or forwards. */
    public static void history(JsonGenerator out, HistoryPage page, PageBounds bounds) throws IOException {
        List<StoredMessage> fitting = fitting(page.messages(), bounds);
        out.writeStartObject();
        out.writeArrayFieldStart("items");
        for (StoredMessage message : fitting) {
            RawJson.write(out, encoded(message, bounds.maxBytes()));
        }
        out.writeEndArray();
        out.writeNumberField("head", page.head());
        out.writeBooleanField(
                "more", page.more() || fitting.size() < page.messages().size());
        out.writeEndObject();
    }

    private static int fitting(InboxPage page, int maxBytes) {
        long bytes = 0;
        int count = 0;
        for (InboxItem item : page.items()) {
            bytes += encoded(item, maxBytes).length + AROUND_ITEM;
            if (bytes > maxBytes && count > 0) {
                return count;
            }
            count++;
        }
        return count;
    }

    private static List<StoredMessage> fitting(List<StoredMessage> messages, PageBounds bounds) {
        boolean backwards = bounds.before() > 0;
        int size = messages.size();
        long bytes = 0;
        for (int i = 0; i < size; i++) {
            bytes += encoded(messages.get(backwards ? size - 1 - i : i), bounds.maxBytes()).length + 1;
            if (bytes > bounds.maxBytes() && i > 0) {
                return backwards ? messages.subList(size - i, size) : messages.subList(0, i);
            }
        }
        return messages;
    }

    private static byte[] encoded(InboxItem item, int maxBytes) {
        boolean withPayload = item.message().content().bytes().length <= maxBytes;
        return item.message().encoded(ItemFormat.of(item.direction(), withPayload));
    }

    private static byte[] encoded(StoredMessage message, int maxBytes) {
        return message.encoded(message.content().bytes().length <= maxBytes ? ItemFormat.IN : ItemFormat.IN_REF);
    }
}
