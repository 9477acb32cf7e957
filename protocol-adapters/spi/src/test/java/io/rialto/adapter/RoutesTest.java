package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.channel.Subscriber;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes routes = new Routes(2);

    @Test
    void remembersUntilASubscriptionChangesIt() {
        RecordingSubscriber one = new RecordingSubscriber("one");
        RecordingSubscriber two = new RecordingSubscriber("two");
        routes.add("a", one);

        Subscriber[] first = routes.of("a");
        assertThat(first).containsExactly(one);
        assertThat(routes.of("a")).isSameAs(first);

        routes.add("+", two);
        assertThat(routes.of("a")).containsExactlyInAnyOrder(one, two);
        routes.remove("a", one);
        assertThat(routes.of("a")).containsExactly(two);
        routes.remove("+", two);
        assertThat(routes.of("a")).isEmpty();
        assertThat(routes.isEmpty()).isTrue();
    }

    @Test
    void mergesTheSubscriptionsOfOneOwner() {
        RecordingSubscriber plain = new RecordingSubscriber("owner");
        RecordingSubscriber wild = new RecordingSubscriber("owner");
        RecordingSubscriber other = new RecordingSubscriber("other");
        routes.add("a/b", plain);
        routes.add("a/+", wild);
        routes.add("#", other);

        Subscriber[] found = routes.of("a/b");

        assertThat(found).hasSize(2);
        assertThat(found)
                .filteredOn(one -> one.owner().equals("owner"))
                .singleElement()
                .satisfies(
                        one -> assertThat(((RecordingSubscriber) one).merged()).isEqualTo(2));
    }

    @Test
    void forgetsWhenItRemembersTooMuch() {
        RecordingSubscriber one = new RecordingSubscriber("one");
        routes.add("#", one);

        for (int i = 0; i < 10; i++) {
            assertThat(routes.of("topic/" + i)).containsExactly(one);
        }
    }

    @Test
    void ignoresRepetitions() {
        RecordingSubscriber one = new RecordingSubscriber("one");

        assertThat(routes.add("a", one)).isTrue();
        assertThat(routes.add("a", one)).isFalse();
        assertThat(routes.of("a")).containsExactly(one);
        assertThat(routes.remove("a", one)).isTrue();
        assertThat(routes.remove("a", one)).isFalse();
    }
}
