package io.rialto.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.storage.DurableRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurableTableTest {
    private static final AccountId ALICE = new AccountId("alice");

    private final DurableTable table = new DurableTable();

    @Test
    void findsNothingWhereNobodyIsSubscribed() {
        table.put(record(1, 1));

        assertThat(table.wantsAnything()).isFalse();
        assertThat(table.of("a")).isEmpty();
        assertThat(table.knows(ALICE, new DeviceId("d1"))).isTrue();
        assertThat(table.knows(ALICE, new DeviceId("d2"))).isFalse();
    }

    @Test
    void makesOneOfAllSubscriptionsOfASession() {
        table.put(record(
                1,
                1,
                new DurableSubscription("a/+", 1, true, false, 7),
                new DurableSubscription("a/b", 2, false, true, 8),
                new DurableSubscription("c", 2, false, false, 9)));

        DurableMatch match = table.of("a/b").get(0);

        assertThat(table.of("a/b")).hasSize(1);
        assertThat(match.qos()).isEqualTo(2);
        assertThat(match.noLocal()).isFalse();
        assertThat(match.retainAsPublished()).isTrue();
        assertThat(match.ids()).containsExactlyInAnyOrder(7, 8);
        assertThat(table.of("a/x").get(0).noLocal()).isTrue();
    }

    @Test
    void whatIsWantedWithQos0GoesIntoNoQueue() {
        table.put(record(1, 1, new DurableSubscription("a", 0, false, false, 0)));

        assertThat(table.of("a")).isEmpty();
    }

    @Test
    void theTreesOfTheDoorsAreNoChannels() {
        table.put(record(1, 1, new DurableSubscription("$inbox", 1, false, false, 0)));

        assertThat(table.wantsAnything()).isFalse();
    }

    @Test
    void theLaterVersionStands() {
        table.put(record(1, 5, new DurableSubscription("b", 1, false, false, 0)));
        table.put(record(1, 4, new DurableSubscription("a", 1, false, false, 0)));

        assertThat(table.of("a")).isEmpty();
        assertThat(table.of("b")).hasSize(1);
        table.put(record(1, 6));
        assertThat(table.of("b")).isEmpty();
        assertThat(table.wantsAnything()).isFalse();
    }

    @Test
    void whatHasEndedDoesNotComeBack() {
        table.put(record(1, 1, new DurableSubscription("a", 1, false, false, 0)));
        table.end(1);
        table.put(record(1, 2, new DurableSubscription("a", 1, false, false, 0)));

        assertThat(table.of("a")).isEmpty();
        assertThat(table.knows(ALICE, new DeviceId("d1"))).isFalse();
        table.put(record(2, 3, new DurableSubscription("a", 1, false, false, 0)));
        assertThat(table.of("a")).extracting(DurableMatch::key).containsExactly(2L);
    }

    private static DurableRecord record(long key, long version, DurableSubscription... subscriptions) {
        return new DurableRecord(key, ALICE, new DeviceId("d" + key), version, List.of(subscriptions));
    }
}
