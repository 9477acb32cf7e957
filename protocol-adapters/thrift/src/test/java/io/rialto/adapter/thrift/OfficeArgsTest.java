package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests to TIM's back office say, in both forms. */
final class OfficeArgsTest {
    @Test
    void formsAndJsonSayTheSame() {
        OfficeArgs form =
                OfficeArgs.of(true, Buffer.buffer("name=al&domain=x.org&time=%2060%20&nodes=%5B%22bob%22%5D"));
        OfficeArgs json = OfficeArgs.of(
                false, Buffer.buffer("{\"name\":\"al\",\"domain\":\"x.org\",\"time\":60,\"nodes\":[\"bob\"]}"));

        for (OfficeArgs args : new OfficeArgs[] {form, json}) {
            assertThat(args.login("name")).isEqualTo("al@x.org");
            assertThat(args.number("time")).isEqualTo(60);
            assertThat(args.nodes("nodes")).containsExactly("bob");
        }
    }

    @Test
    void nodesMayStandInAStruct() {
        OfficeArgs args = OfficeArgs.of(false, Buffer.buffer("{\"nodes\":{\"nodelist\":[\"bob\",\"carol\"]}}"));

        assertThat(args.nodes("nodes")).containsExactly("bob", "carol");
    }

    @Test
    void whatIsMissingIsEmptyUnlessItIsNeeded() {
        OfficeArgs args = OfficeArgs.of(false, Buffer.buffer());

        assertThat(args.text("name")).isEmpty();
        assertThat(args.number("time")).isZero();
        refused(() -> args.need("name"), TimCode.PARAMETER);
        refused(() -> args.nodes("nodes"), TimCode.PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "1"})
    void whatIsNoObjectIsRefused(String body) {
        refused(() -> OfficeArgs.of(false, Buffer.buffer(body)), TimCode.PARAMETER);
    }

    private static void refused(Runnable step, TimCode code) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(step::run).satisfies(refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }
}
