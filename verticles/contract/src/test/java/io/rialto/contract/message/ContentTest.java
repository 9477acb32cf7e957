package io.rialto.contract.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ContentTest {
    private static final byte[] NO_UTF8 = {(byte) 0xc3, (byte) 0x28};

    @Test
    void textIsText() {
        Content content = Content.text("größe");

        assertThat(content.type()).isEqualTo(Content.TEXT);
        assertThat(content.bytes()).isEqualTo("größe".getBytes(StandardCharsets.UTF_8));
        assertThat(content.asText()).contains("größe");
    }

    @Test
    void untypedIsTextWhereItIsUtf8() {
        assertThat(Content.untyped("a".getBytes(StandardCharsets.UTF_8)).asText())
                .contains("a");
        assertThat(Content.untyped(new byte[0]).asText()).contains("");
        assertThat(Content.untyped(NO_UTF8).asText()).isEmpty();
    }

    @Test
    void binaryIsNeverText() {
        assertThat(new Content(Content.BINARY, new byte[] {'a'}, Map.of()).asText())
                .isEmpty();
    }

    @Test
    void sizeCountsAttributes() {
        Content content = new Content("x", new byte[10], Map.of("ab", new byte[3]));

        assertThat(content.size()).isEqualTo(15);
    }

    @Test
    void refusesLongTypes() {
        assertThat(new Content("x".repeat(32), new byte[0], Map.of()).type()).hasSize(32);
        assertThatThrownBy(() -> new Content("x".repeat(33), new byte[0], Map.of()))
                .isInstanceOfSatisfying(GatewayException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.TOO_LARGE));
    }

    @Test
    void refusesLargeAttributes() {
        assertThat(new Content("", new byte[0], Map.of("a", new byte[4095])).size())
                .isEqualTo(4096);
        assertThatThrownBy(() -> new Content("", new byte[0], Map.of("a", new byte[4096])))
                .isInstanceOf(GatewayException.class);
    }

    @Test
    void aStoredMessageIsEncodedOncePerFormat() {
        AtomicInteger encodings = new AtomicInteger();
        StoredMessage.Format format = message -> new byte[] {(byte) encodings.incrementAndGet()};
        StoredMessage message = new StoredMessage(
                new MessageId(1), RoomId.group("g"), 1, new AccountId("a"), null, 1, Content.text("x"));

        byte[] first = message.encoded(format);
        byte[] second = message.encoded(format);
        byte[] other = message.encoded(any -> new byte[] {9});

        assertThat(first).isSameAs(second).containsExactly(1);
        assertThat(other).containsExactly(9);
        assertThat(message.cmid()).isEmpty();
    }
}
