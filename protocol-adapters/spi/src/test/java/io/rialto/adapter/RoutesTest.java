package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.channel.Subscriber;
import java.util.ArrayList;
import java.util.List;
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
    void keepsManySubscribersOfOneTopicInTheirOrder() {
        List<Subscriber> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(new RecordingSubscriber("owner" + i));
            assertThat(routes.add("a", all.get(i))).isTrue();
        }
        Subscriber[] before = routes.of("a");
        assertThat(routes.add("a", all.get(70))).isFalse();
        assertThat(routes.remove("a", all.get(3))).isTrue();
        assertThat(routes.remove("a", all.remove(3))).isFalse();

        assertThat(routes.of("a")).containsExactlyElementsOf(all);
        assertThat(before).as("who is being delivered to").hasSize(100);
        all.forEach(one -> assertThat(routes.remove("a", one)).isTrue());
        assertThat(routes.isEmpty()).isTrue();
        assertThat(routes.of("a")).isEmpty();
        assertThat(routes.add("a", all.get(0))).isTrue();
        assertThat(routes.of("a")).containsExactly(all.get(0));
    }

    @Test
    void whoIsBeingDeliveredToStaysWhenSomebodyComesOrGoes() {
        RecordingSubscriber one = new RecordingSubscriber("one");
        RecordingSubscriber two = new RecordingSubscriber("two");
        routes.add("a", one);
        Subscriber[] alone = routes.of("a");
        routes.add("a", two);
        Subscriber[] both = routes.of("a");
        routes.remove("a", one);

        assertThat(alone).containsExactly(one);
        assertThat(both).containsExactly(one, two);
        assertThat(routes.of("a")).containsExactly(two);
    }

    @Test
    void knowsAFilterAsLongAsSomebodyHasIt() {
        RecordingSubscriber one = new RecordingSubscriber("one");
        routes.add("a/b", one);
        routes.add("a/+", one);
        assertThat(routes.has("a/b")).isTrue();
        assertThat(routes.has("a/+")).isTrue();
        assertThat(routes.has("a")).isFalse();
        assertThat(routes.hasWildcards()).isTrue();

        routes.remove("a/+", one);
        assertThat(routes.has("a/+")).isFalse();
        assertThat(routes.hasWildcards()).isFalse();
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
