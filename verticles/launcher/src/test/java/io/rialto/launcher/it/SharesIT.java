package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Arrived;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shared subscriptions of a whole node, with clients that somebody else wrote, of both versions. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SharesIT {
    @RegisterExtension
    static final GatewayExtension GATEWAY =
            new GatewayExtension().with("channels.shares.ordered", "lines=property:line");

    private final List<AutoCloseable> open = new ArrayList<>();
    private NodeUnderTest node;
    private String topic;

    @BeforeEach
    void begin(NodeUnderTest running) {
        node = running;
        topic = Accounts.fresh("jobs");
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void spreadsMessagesOverClientsOfBothVersions(int qos) {
        boolean manual = qos > 0; // whoever has acknowledged more is given more: here nobody has
        List<MqttDevice> workers =
                List.of(worker(Version.V5, manual), worker(Version.V3, manual), worker(Version.V5, manual));
        workers.forEach(one ->
                assertThat(one.subscribe("$share/w/" + topic + "/#", qos)).isEqualTo(qos));
        MqttDevice publisher = worker(Version.V5, false);

        for (int i = 0; i < 60; i++) {
            publisher.publish(Message.of(topic + "/a", "m" + i).qos(qos)).join();
        }

        await().until(() -> all(workers).size() == 60);
        assertThat(all(workers)).doesNotHaveDuplicates();
        assertThat(workers).extracting(one -> one.arrivals().size()).containsExactly(20, 20, 20);
    }

    @Test
    void whatAClientHadNotAcknowledgedGoesToAnotherWhenItsConnectionBreaks() throws Exception {
        MqttDevice silent = worker(Version.V5, true);
        silent.subscribe("$share/w/" + topic, 1);
        MqttDevice publisher = worker(Version.V3, false);
        for (int i = 0; i < 40; i++) {
            publisher.publish(Message.of(topic, "m" + i)).join();
        }
        await().until(() -> silent.arrivals().size() == 40);
        MqttDevice other = worker(Version.V3, false);
        other.subscribe("$share/w/" + topic, 1);

        silent.close();

        await().until(() -> other.arrivals().size() == 40);
        assertThat(texts(other)).containsExactlyElementsOf(texts(silent));
    }

    @Test
    void anOrderedGroupGivesEachLineToOneClientInItsOrder() {
        List<MqttDevice> workers = List.of(worker(Version.V5, false), worker(Version.V3, false));
        workers.forEach(one -> one.subscribe("$share/lines/" + topic, 1));
        MqttDevice publisher = worker(Version.V5, false);

        for (int i = 0; i < 200; i++) {
            publisher
                    .publish(Message.of(topic, i % 20 + ":" + i).with("line", "line " + i % 20))
                    .join();
        }

        await().until(() -> all(workers).size() == 200);
        workers.forEach(one -> assertThat(one.arrivals().size()).isPositive());
        for (int line = 0; line < 20; line++) {
            String prefix = line + ":";
            Function<MqttDevice, List<String>> had = one ->
                    texts(one).stream().filter(text -> text.startsWith(prefix)).collect(Collectors.toList());
            assertThat(workers.stream().map(had).filter(some -> !some.isEmpty()))
                    .containsExactly(inOrder(line));
        }
    }

    private static List<String> inOrder(int line) {
        return IntStream.range(0, 10)
                .mapToObj(i -> line + ":" + (20 * i + line))
                .toList();
    }

    private MqttDevice worker(Version version, boolean manual) {
        String account = node.accounts().make("worker");
        MqttDevice device = MqttDevice.connect(version, node, account, account, manual);
        open.add(device);
        return device;
    }

    private static List<String> all(List<MqttDevice> devices) {
        return devices.stream().flatMap(one -> texts(one).stream()).toList();
    }

    private static List<String> texts(MqttDevice device) {
        return device.arrivals().all().stream().map(Arrived::text).toList();
    }
}
