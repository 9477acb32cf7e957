package io.rialto.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much one page holds. */
final class PageBoundsTest {
    @Test
    void whatIsAskedForHoldsUpToTheBound() {
        assertThat(PageBounds.items(7)).isEqualTo(7);
        assertThat(PageBounds.items(1_000_000)).isEqualTo(200);
        assertThat(PageBounds.bytes(100)).isEqualTo(100);
        assertThat(PageBounds.bytes(Integer.MAX_VALUE)).isEqualTo(5 * 1024 * 1024);
    }

    @Test
    void whoDoesNotSayGetsAsMuchAsThereMayBe() {
        assertThat(PageBounds.items(0)).isEqualTo(200);
        assertThat(PageBounds.bytes(-1)).isEqualTo(5 * 1024 * 1024);
    }
}
