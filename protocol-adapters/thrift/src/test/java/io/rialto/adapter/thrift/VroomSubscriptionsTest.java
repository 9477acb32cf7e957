package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.id.RoomId;
import org.junit.jupiter.api.Test;

class VroomSubscriptionsTest {
    private final VroomSubscriptions subscriptions = new VroomSubscriptions(new Line(null, null));

    @Test
    void refusesMoreThan1024RoomsAtATime() {
        for (int i = 0; i < 1024; i++) {
            subscriptions.enter(new RoomId("s:" + i));
        }

        assertThatThrownBy(() -> subscriptions.enter(new RoomId("s:one-more")))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.code()).isEqualTo(TimCode.OVERLOADED));
        assertThat(subscriptions.enter(new RoomId("s:7"))).isNotNull();
        assertThat(subscriptions.leave(new RoomId("s:7"))).isTrue();
        assertThat(subscriptions.enter(new RoomId("s:one-more"))).isNotNull();
    }

    @Test
    void forgetsWhoDidNotGetInButNotWhoCameAfterIt() {
        RoomId room = new RoomId("s:x");
        VroomSubscriber first = subscriptions.enter(room);
        subscriptions.leave(room);
        VroomSubscriber second = subscriptions.enter(room);

        subscriptions.failed(room, first);

        assertThat(subscriptions.enter(room)).isSameAs(second);
        subscriptions.failed(room, second);
        assertThat(subscriptions.leave(room)).isFalse();
    }
}
