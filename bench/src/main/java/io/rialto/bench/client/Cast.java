package io.rialto.bench.client;

import java.util.List;

/** The clients of one kind of load: who they are, what they say. */
interface Cast {
    /** Those who prepare the ground before anybody else comes, and stay. */
    default List<Seat> hosts() {
        return List.of();
    }

    Seat subscriber(int index);

    /** One who subscribes as well, but of whom nothing is expected. */
    default Seat bystander(int index) {
        throw new IllegalStateException("no place for a bystander");
    }

    Seat publisher(int index);

    Shape message(int publisher);

    /** When a message is done. */
    Publisher.Pledge pledge();
}
