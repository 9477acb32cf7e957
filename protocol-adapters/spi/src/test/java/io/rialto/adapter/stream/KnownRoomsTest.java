package io.rialto.adapter.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.id.RoomId;
import org.junit.jupiter.api.Test;

/** The rooms one connection has to do with, their handles. */
class KnownRoomsTest {
    private static final int MAX = 1024;

    private final RoomHandles handles = new RoomHandles();
    private final KnownRooms rooms = rooms();

    @Test
    void sharesHandlesWithOtherConnections() {
        KnownRooms others = rooms();
        int handle = rooms.enter(room(1)).handle();

        assertThat(others.enter(room(1)).handle()).isEqualTo(handle);
        assertThat(rooms.enter(room(1)).handle()).isEqualTo(handle);
        rooms.leave(room(1));
        assertThat(handles.of(room(1))).isEqualTo(handle);
        others.leave(room(1));
        assertThat(handles.of(room(1))).isEqualTo(RoomHandles.NONE);
    }

    @Test
    void givesUpTheOldestThatIsNotInUse() {
        rooms.enter(room(0)).join();
        rooms.enter(room(1)).choose(null);
        for (int i = 2; i < MAX; i++) {
            rooms.enter(room(i));
        }

        rooms.enter(room(MAX));

        assertThat(handles.of(room(0))).isNotEqualTo(RoomHandles.NONE);
        assertThat(handles.of(room(1))).isNotEqualTo(RoomHandles.NONE);
        assertThat(handles.of(room(2))).isEqualTo(RoomHandles.NONE);
        assertThat(handles.of(room(3))).isNotEqualTo(RoomHandles.NONE);
    }

    @Test
    void refusesMoreThanCanBeInUse() {
        for (int i = 0; i < MAX; i++) {
            rooms.enter(room(i)).choose("cam");
        }

        assertThatThrownBy(() -> rooms.enter(room(MAX))).hasMessageContaining("at most 1024");

        rooms.drop(room(7), "cam");
        assertThat(rooms.enter(room(MAX)).handle()).isPositive();
    }

    @Test
    void letsEverythingGoWhenTheConnectionIsOver() {
        rooms.enter(room(1)).join();

        rooms.close();

        assertThat(handles.of(room(1))).isEqualTo(RoomHandles.NONE);
        assertThat(rooms.enter(room(2)).handle()).isEqualTo(RoomHandles.NONE);
        assertThat(handles.of(room(2))).isEqualTo(RoomHandles.NONE);
    }

    private KnownRooms rooms() {
        return new KnownRooms(handles, () -> new StreamSubscriber(null));
    }

    private static RoomId room(int number) {
        return new RoomId("s:room-" + number);
    }
}
