package io.rialto.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.testing.Client;
import io.rialto.testing.House;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExpiriesTest {
    @TempDir
    private Path directory;

    private House house;
    private final Expiries expiries = new Expiries();

    @BeforeEach
    void open() {
        house = House.open(directory);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void comeDueInOrder() {
        ConnectedSession late = session("late");
        ConnectedSession early = session("early");
        ConnectedSession same = session("same");
        expiries.add(late, 30);
        expiries.add(early, 10);
        expiries.add(same, 10);

        assertThat(expiries.due(9)).isEmpty();
        assertThat(expiries.due(10)).containsExactly(early, same);
        assertThat(expiries.due(100)).containsExactly(late);
        assertThat(expiries.size()).isZero();
    }

    @Test
    void whoHasLeftIsNotHeldOnTo() {
        ConnectedSession session = session("gone");
        expiries.add(session, 10);
        expiries.add(session("never"), Long.MAX_VALUE);

        expiries.remove(session);
        expiries.remove(session);

        assertThat(expiries.size()).isZero();
        assertThat(expiries.due(100)).isEmpty();
    }

    @Test
    void aSecondTimeTakesThePlaceOfTheFirst() {
        ConnectedSession session = session("phone");
        expiries.add(session, 10);
        expiries.add(session, 50);

        assertThat(expiries.due(20)).isEmpty();
        assertThat(expiries.due(50)).containsExactly(session);
        expiries.add(session, 10);
        expiries.add(session, Long.MAX_VALUE);
        assertThat(expiries.due(100)).isEmpty();
        assertThat(expiries.size()).isZero();
    }

    private ConnectedSession session(String device) {
        Client client = house.signIn("alice", device);
        return (ConnectedSession) client.session();
    }
}
