package io.rialto.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.InboxItem.Direction;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PageJsonTest {
    private static final int ALL = 1 << 20;

    @Test
    void anInboxPageThatFitsIsWhole() {
        String json = inbox(new InboxPage(1, 5, items(3, 10), 5), ALL);

        assertThat(json)
                .startsWith("{\"from\":1,\"to\":5,\"head\":5,\"more\":false,\"last\":true,\"items\":[{\"iseq\":1,");
    }

    @Test
    void anInboxPageIsCutWhereItWouldBeTooLarge() {
        String json = inbox(new InboxPage(1, 3, items(3, 1000), 3), 2600);

        assertThat(json)
                .startsWith("{\"from\":1,\"to\":2,\"head\":3,\"more\":true,\"last\":false")
                .hasSizeLessThan(2700);
        assertThat(json).contains("\"iseq\":2,").doesNotContain("\"iseq\":3,");
    }

    @Test
    void anItemThatIsTooLargeAloneComesAsReference() {
        String json = inbox(new InboxPage(1, 1, items(1, 5000), 1), 4000);

        assertThat(json).contains("\"to\":1", "\"ref\":{\"size\":5000}").doesNotContain("\"text\":\"");
    }

    @Test
    void anEmptyPageSaysHowFarItLooked() {
        assertThat(inbox(new InboxPage(5, 9, List.of(), 12), 1))
                .isEqualTo("{\"from\":5,\"to\":9,\"head\":12,\"more\":true,\"last\":false,\"items\":[]}");
    }

    @Test
    void historyIsCutAtTheFarEndOfTheDirectionItIsReadIn() {
        HistoryPage page = new HistoryPage(messages(3, 1000), 3, false);

        String forwards = history(page, new PageBounds(0, 0, 200, 2500));
        String backwards = history(page, new PageBounds(0, 4, 200, 2500));

        assertThat(forwards)
                .contains("\"cseq\":1", "\"cseq\":2", "\"more\":true")
                .doesNotContain("\"cseq\":3");
        assertThat(backwards)
                .contains("\"cseq\":2", "\"cseq\":3", "\"more\":true")
                .doesNotContain("\"cseq\":1");
    }

    private static String inbox(InboxPage page, int maxBytes) {
        return text(out -> PageJson.inbox(out, page, maxBytes));
    }

    private static String history(HistoryPage page, PageBounds bounds) {
        return text(out -> PageJson.history(out, page, bounds));
    }

    private static String text(JsonBody body) {
        return new String(JsonText.bytes(body), StandardCharsets.UTF_8);
    }

    private static List<InboxItem> items(int count, int size) {
        return messages(count, size).stream()
                .map(message -> new InboxItem(message.cseq(), 1, Direction.IN, message))
                .toList();
    }

    private static List<StoredMessage> messages(int count, int size) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(n -> new StoredMessage(
                        new MessageId(n),
                        new RoomId("g:t"),
                        n,
                        new AccountId("a"),
                        null,
                        1,
                        Content.text("x".repeat(size))))
                .toList();
    }
}
