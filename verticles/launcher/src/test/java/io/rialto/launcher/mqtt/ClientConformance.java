package io.rialto.launcher.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.mqtt.ForeignClient.Make;
import io.rialto.launcher.mqtt.ForeignClient.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same with clients that others made. */
abstract class ClientConformance extends Conformance {
    private final List<ForeignClient> clients = new ArrayList<>();

    @AfterEach
    final void closeClients() {
        clients.forEach(ForeignClient::close);
    }

    @ParameterizedTest
    @EnumSource
    @Tests(
            v3 = {"7.0.0-2", "3.8.4-6", "3.3.4-1"},
            v5 = {"3.8.4-8", "3.3.4-1"})
    void hearsEveryQos(Make make) {
        String topic = topic();
        ForeignClient subscriber = connected(make);
        ForeignClient publisher = connected(make);
        for (int granted = 0; granted < 3; granted++) {
            subscriber.subscribe(topic + "/" + granted, granted);
        }

        for (int granted = 0; granted < 3; granted++) {
            for (int published = 0; published < 3; published++) {
                String text = granted + "/" + published;
                publisher.publish(new Message(topic + "/" + granted, text, published, false));
                Message arrived =
                        subscriber.arrivals().await(text, one -> one.text().equals(text));
                assertThat(arrived.qos()).isEqualTo(Math.min(granted, published));
                assertThat(arrived.topic()).isEqualTo(topic + "/" + granted);
                assertThat(arrived.retain()).isFalse();
            }
        }
        assertThat(subscriber.arrivals().all()).hasSize(9);
    }

    @ParameterizedTest
    @EnumSource
    @Tests(
            v3 = {"7.0.0-2", "3.3.1-5", "3.3.1-8"},
            v5 = {"3.3.1-5", "3.3.1-9"})
    void hearsWhatIsRetained(Make make) {
        String topic = topic();
        ForeignClient client = connected(make);
        client.publish(new Message(topic, "old", 1, true));
        client.publish(new Message(topic, "kept", 1, true));
        client.publish(new Message(topic, "passing", 1, false));

        client.subscribe(topic, 1);

        Message arrived = client.arrivals().await("the retained message", Message::retain);
        assertThat(arrived).isEqualTo(new Message(topic, "kept", 1, true));
    }

    @ParameterizedTest
    @EnumSource
    @Tests(
            v3 = {"7.0.0-2", "3.1.2-8", "3.1.2-17"},
            v5 = {"3.1.2-8", "3.1.2-15"})
    void leavesItsWill(Make make) {
        String topic = topic();
        String id = fresh("foreign");
        ForeignClient watcher = connected(make);
        watcher.subscribe(topic, 1);
        client(make, id).connect(true, new Message(topic, "gone", 1, true));

        client(connect(id));

        assertThat(watcher.arrivals().await("the will", one -> true)).isEqualTo(new Message(topic, "gone", 1, false));
        Peer late = subscriber(topic, 0);
        assertThat(late.expectText("gone").retain()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @Tests(
            v3 = {"7.0.0-2", "3.1.2-4", "3.1.2-5"},
            v5 = {"3.1.2-5", "3.1.2-23"})
    void goesOnWithItsSession(Make make) {
        String topic = topic();
        String id = fresh("foreign");
        ForeignClient first = client(make, id);
        assertThat(first.connect(false, null)).as("session present").isFalse();
        first.subscribe(topic, 2);
        first.disconnect();
        ForeignClient publisher = connected(make);
        for (String text : Peer.texts(6)) {
            publisher.publish(new Message(topic, text, 1 + text.charAt(1) % 2, false));
        }

        ForeignClient second = client(make, id);

        assertThat(second.connect(false, null)).as("session present").isTrue();
        Wait.until("all have come", () -> second.arrivals().size() >= 6);
        assertThat(second.arrivals().all())
                .extracting(Message::text)
                .containsExactlyInAnyOrderElementsOf(Peer.texts(6));
    }

    private ForeignClient connected(Make make) {
        ForeignClient client = client(make, fresh("foreign"));
        assertThat(client.connect(true, null)).as("session present").isFalse();
        return client;
    }

    private ForeignClient client(Make make, String id) {
        ForeignClient client = make.of(version(), id, BROKER);
        clients.add(client);
        return client;
    }
}
