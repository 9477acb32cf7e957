package io.rialto.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.message.Content;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageBudgetTest {
    @Test
    void takesAsManyItemsAsItMay() {
        PageBudget budget = new PageBudget(2, 100);

        assertThat(budget.take(bytes(1))).isTrue();
        assertThat(budget.take(bytes(1))).isTrue();
        assertThat(budget.take(bytes(1))).isFalse();
    }

    @Test
    void takesTheLastByteButNotOneMore() {
        PageBudget budget = new PageBudget(9, 100);

        assertThat(budget.take(bytes(60))).isTrue();
        assertThat(budget.take(bytes(41))).isFalse();
        assertThat(budget.take(bytes(40))).isTrue();
    }

    @Test
    void takesTheFirstItemWhateverItsSize() {
        PageBudget budget = new PageBudget(9, 100);

        assertThat(budget.take(bytes(1_000))).isTrue();
        assertThat(budget.take(bytes(0))).isFalse();
    }

    @Test
    void attributesCount() {
        PageBudget budget = new PageBudget(9, 10);
        Content content = new Content("", new byte[5], Map.of("abc", new byte[2]));

        assertThat(budget.take(content)).isTrue();
        assertThat(budget.take(bytes(1))).isFalse();
    }

    @Test
    void aLimitOfNothingTakesNothing() {
        assertThat(new PageBudget(0, 100).take(bytes(1))).isFalse();
    }

    private static Content bytes(int count) {
        return Content.untyped(new byte[count]);
    }
}
