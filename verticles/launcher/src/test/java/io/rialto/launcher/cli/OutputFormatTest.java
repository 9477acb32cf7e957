package io.rialto.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OutputFormatTest {
    @Test
    void keepsAMessageOnOneLine() {
        assertThat(text("{'room':'g:team','from':'alice','text':'one\\ntwo\\tthree\\r'}"))
                .isEqualTo("g:team\talice\tone\\ntwo\\tthree\\r");
    }

    @Test
    void doesNotLetAMessageCommandTheTerminal() {
        assertThat(text("{'room':'c:a','from':'b','text':'\\u001b[2J'}")).isEqualTo("a\tb\t\\u001b[2J");
    }

    @Test
    void namesThePlaceOfAPayloadThatIsTooLarge() {
        assertThat(text("{'mid':'398','room':'g:team','from':'alice','ref':{'size':7000000}}"))
                .isEqualTo("g:team\talice\t(7000000 bytes, GET /v1/messages/398/payload)");
    }

    @Test
    void leavesJsonAsItCame() {
        String message = "{\"room\":\"c:ä\",\"text\":\"one\\ntwo\"}";

        assertThat(OutputFormat.JSON.line(Json.read(message))).isEqualTo(message);
    }

    private static String text(String message) {
        return OutputFormat.TEXT.line(Json.read(message.replace('\'', '"')));
    }
}
