package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.Http;
import io.rialto.launcher.it.kit.Mqtt5Device;
import io.rialto.launcher.it.kit.MqttBytes;
import io.rialto.launcher.it.kit.MqttDevice;
import io.rialto.launcher.it.kit.MqttDevice.Arrived;
import io.rialto.launcher.it.kit.MqttDevice.Message;
import io.rialto.launcher.it.kit.MqttDevice.Version;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.RawSocket;
import io.rialto.launcher.it.kit.Window;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels: what goes in at one door comes out at the others, in one order. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ChannelsIT {
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    private final List<AutoCloseable> open = new ArrayList<>();
    private NodeUnderTest node;
    private String topic;

    @BeforeEach
    void begin(NodeUnderTest running) {
        node = running;
        topic = Accounts.fresh("plant") + "/" + Accounts.fresh("hall") + "/temp";
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void handsAPublicationOfAWebSocketToMqttSubscribersByAllFilters(Version version) {
        String plant = topic.substring(0, topic.indexOf('/'));
        List<MqttDevice> devices = List.of(
                subscribed(version, topic),
                subscribed(version, plant + "/+/temp"),
                subscribed(version, plant + "/#"),
                subscribed(version, "+" + topic.substring(topic.indexOf('/'), topic.lastIndexOf('/')) + "/#"));
        MqttDevice other = subscribed(version, plant + "/+/humidity");

        JsonObject receipt = webSocket().publish(topic, "21");

        assertThat(receipt.getString("room")).isEqualTo("c:" + topic);
        assertThat(receipt.getBoolean("matched")).isTrue();
        for (MqttDevice device : devices) {
            Arrived first = device.arrivals().awaitSize(1).get(0);
            assertThat(first.topic()).isEqualTo(topic);
            assertThat(first.text()).isEqualTo("21");
            assertThat(first.retain()).isFalse();
        }
        assertThat(other.arrivals().all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void handsAPublicationOfMqttToAWebSocketByTopicAndByFilter(Version version) {
        WsClient byTopic = webSocket();
        byTopic.join(topic);
        WsClient byFilter = webSocket();
        byFilter.call("room.join", new JsonObject().put("filter", topic.substring(0, topic.indexOf('/')) + "/+/temp"));
        String account = node.accounts().make("sensor");
        MqttDevice sensor = open(MqttDevice.connect(version, node, account));

        sensor.publish(Message.of(topic, "21"));
        sensor.publish(Message.of(topic, "22").qos(2));
        sensor.publish(Message.of(topic, "23").qos(0));

        for (WsClient client : List.of(byTopic, byFilter)) {
            List<JsonObject> events = client.events().awaitSize(3);
            assertThat(events).extracting(event -> event.getString("text")).containsExactly("21", "22", "23");
            assertThat(events).allSatisfy(event -> {
                assertThat(event.getString("ev")).isEqualTo("msg");
                assertThat(event.getString("room")).isEqualTo("c:" + topic);
                assertThat(event.getString("from")).isEqualTo(account);
                assertThat(event.getBoolean("retained")).isFalse();
            });
            assertThat(seqs(events)).containsExactly(first(events), first(events) + 1, first(events) + 2);
        }
    }

    @Test
    void carriesBinaryPayloadsUnchanged() {
        WsClient listener = webSocket();
        listener.join(topic);
        MqttDevice device = subscribed(Version.V5, topic);
        byte[] bytes = {0, 1, (byte) 0xC3, (byte) 0x28, (byte) 0xFF};

        WsClient publisher = webSocket();
        publisher.call("msg.send", new JsonObject().put("to", "c:" + topic).put("b64", bytes));

        assertThat(device.arrivals().awaitSize(1).get(0).payload()).isEqualTo(Buffer.buffer(bytes));
        JsonObject event = listener.awaitEvent("msg");
        assertThat(event.getBinary("b64")).isEqualTo(bytes);
        assertThat(event.getString("text")).isNull();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void keepsWhatAWebSocketRetainsForLaterMqttSubscribers(Version version) {
        webSocket().call("msg.send", retained("21"));

        MqttDevice late = subscribed(version, topic.substring(0, topic.indexOf('/')) + "/#");

        Arrived value = late.arrivals().awaitSize(1).get(0);
        assertThat(value.text()).isEqualTo("21");
        assertThat(value.retain()).isTrue();
    }

    @Test
    void keepsWhatMqttRetainsForLaterWebSockets() {
        MqttDevice sensor =
                open(MqttDevice.connect(Version.V5, node, node.accounts().make("sensor")));
        assertThat(sensor.publish(Message.of(topic, "20").retained())).succeedsWithin(ofSeconds(10));
        assertThat(sensor.publish(Message.of(topic, "21").retained())).succeedsWithin(ofSeconds(10));
        WsClient late = webSocket();

        late.call("room.join", new JsonObject().put("room", "c:" + topic).put("retained", true));

        JsonObject value = late.awaitEvent("msg");
        assertThat(value.getString("text")).isEqualTo("21");
        assertThat(value.getBoolean("retained")).isTrue();
        sensor.publish(Message.of(topic, "22"));
        JsonObject live = late.events().awaitSize(2).get(1);
        assertThat(live.getString("text")).isEqualTo("22");
        assertThat(live.getLong("seq")).isEqualTo(value.getLong("seq") + 1);
    }

    @Test
    void givesNoRetainedValueToAWebSocketThatDoesNotAskForIt() {
        webSocket().call("msg.send", retained("21"));
        WsClient late = webSocket();

        late.join(topic);

        webSocket().publish(topic, "22");
        assertThat(late.events().awaitSize(1).get(0).getString("text")).isEqualTo("22");
    }

    @Test
    void forgetsARetainedValueWhenAnEmptyOneComes() {
        webSocket().call("msg.send", retained("21"));
        webSocket().call("msg.send", retained(""));

        MqttDevice late = subscribed(Version.V5, topic);

        webSocket().publish(topic, "22");
        assertThat(late.arrivals().awaitSize(1).get(0).text()).isEqualTo("22");
    }

    @Test
    void publishesTheWillOfAClientThatIsCutOff() {
        WsClient listener = webSocket();
        listener.join(topic);
        String account = node.accounts().make("sensor");
        RawSocket sensor = RawSocket.connect(node.port("mqtt"));
        sensor.send(MqttBytes.connectWithWill("s-1", account, node.accounts().token(account), topic, "gone"));
        assertThat(sensor.read(4)).containsExactly(0x20, 2, 0, 0);

        sensor.cut();

        JsonObject will = listener.awaitEvent("msg");
        assertThat(will.getString("text")).isEqualTo("gone");
        assertThat(will.getString("from")).isEqualTo(account);
    }

    @Test
    void publishesTheWillOfAClientThatAsksForItWhenItGoes() {
        WsClient listener = webSocket();
        listener.join(topic);
        Mqtt5Device sensor = open(Mqtt5Device.withWill(node, node.accounts().make("sensor"), topic, "gone"));

        sensor.disconnectWithWill();

        assertThat(listener.awaitEvent("msg").getString("text")).isEqualTo("gone");
    }

    @Test
    void publishesNoWillOfAClientThatGoesInOrder() {
        WsClient listener = webSocket();
        listener.join(topic);
        Mqtt5Device sensor = open(Mqtt5Device.withWill(node, node.accounts().make("sensor"), topic, "gone"));

        sensor.disconnect();

        webSocket().publish(topic, "22");
        assertThat(listener.events().awaitSize(1).get(0).getString("text")).isEqualTo("22");
    }

    @Test
    void showsOneOrderToAllWhenManyPublish() {
        int each = 300;
        WsClient one = webSocket();
        one.join(topic);
        WsClient other = webSocket();
        other.call("room.join", new JsonObject().put("filter", topic.replaceFirst("hall-\\d+", "+")));
        MqttDevice device5 = subscribed(Version.V5, topic);
        MqttDevice device3 = subscribed(Version.V3, topic.replaceFirst("hall-\\d+", "+"));
        WsClient byWebSocket = webSocket();
        MqttDevice byMqtt =
                open(MqttDevice.connect(Version.V3, node, node.accounts().make("publisher")));
        String byHttp = node.accounts().make("publisher");

        CompletableFuture<Void> all = CompletableFuture.allOf(
                publishing(each, i -> byWebSocket.request("msg.send", message("ws-" + i))),
                publishing(each, i -> byMqtt.publish(Message.of(topic, "mqtt-" + i))),
                publishing(each, i -> post(byHttp, "http-" + i)));

        assertThat(all).succeedsWithin(ofSeconds(40));
        List<JsonObject> events = one.events().awaitSize(3 * each);
        List<String> texts =
                events.stream().map(event -> event.getString("text")).toList();
        assertThat(seqs(events)).isEqualTo(range(first(events), 3 * each));
        assertThat(other.events().awaitSize(3 * each)).isEqualTo(events);
        assertThat(texts(device5.arrivals().awaitSize(3 * each))).isEqualTo(texts);
        assertThat(texts(device3.arrivals().awaitSize(3 * each))).isEqualTo(texts);
        for (String publisher : List.of("ws-", "mqtt-")) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                expected.add(publisher + i);
            }
            assertThat(texts.stream().filter(text -> text.startsWith(publisher)))
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void givesAWebSocketNoCopyOfItsOwn() {
        WsClient own = webSocket();
        own.join(topic);
        WsClient other = webSocket();
        other.join(topic);

        own.publish(topic, "mine");
        other.publish(topic, "theirs");

        assertThat(own.events().awaitSize(1).get(0).getString("text")).isEqualTo("theirs");
        assertThat(other.events().awaitSize(1).get(0).getString("text")).isEqualTo("mine");
        assertThat(own.events().size()).isEqualTo(1);
    }

    @Test
    void givesAnMqttClientItsOwnCopyUnlessItSaysNoLocal() {
        MqttDevice device3 = subscribed(Version.V3, topic);
        Mqtt5Device device5 = (Mqtt5Device) subscribed(Version.V5, topic);
        Mqtt5Device noLocal = (Mqtt5Device)
                open(MqttDevice.connect(Version.V5, node, node.accounts().make("sensor")));
        assertThat(noLocal.subscribe(topic, 1, true)).isEqualTo(1);

        for (MqttDevice device : List.of(noLocal, device3, device5)) {
            assertThat(device.publish(Message.of(topic, "of " + (device == noLocal ? "noLocal" : "other"))))
                    .succeedsWithin(ofSeconds(10));
        }

        assertThat(texts(device3.arrivals().awaitSize(3))).containsExactly("of noLocal", "of other", "of other");
        assertThat(texts(device5.arrivals().awaitSize(3))).containsExactly("of noLocal", "of other", "of other");
        assertThat(texts(noLocal.arrivals().awaitSize(2))).containsExactly("of other", "of other");
        assertThat(noLocal.arrivals().size()).isEqualTo(2);
    }

    @Test
    void takesPublicationsByHttp() {
        WsClient listener = webSocket();
        listener.join(topic);
        MqttDevice device = subscribed(Version.V5, topic);
        String account = node.accounts().make("script");

        HttpResponse<String> answer = post(account, "21").join();

        assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
        assertThat(new JsonObject(answer.body()).getBoolean("matched")).isTrue();
        assertThat(listener.awaitEvent("msg").getString("from")).isEqualTo(account);
        assertThat(device.arrivals().awaitSize(1).get(0).text()).isEqualTo("21");
    }

    @Test
    void saysThatNobodyListens() {
        assertThat(webSocket().publish(topic, "21").getBoolean("matched")).isFalse();
        MqttDevice device =
                open(MqttDevice.connect(Version.V5, node, node.accounts().make("sensor")));
        assertThat(device.publish(Message.of(topic, "21")))
                .succeedsWithin(ofSeconds(10))
                .isEqualTo(0x10);
    }

    @Test
    void endsWhenTheListenerLeaves() {
        WsClient listener = webSocket();
        listener.join(topic);
        listener.call("room.leave", new JsonObject().put("room", "c:" + topic));

        assertThat(webSocket().publish(topic, "21").getBoolean("matched")).isFalse();
        assertThat(listener.events().all()).isEmpty();
    }

    private static Duration ofSeconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private <T extends AutoCloseable> T open(T one) {
        open.add(one);
        return one;
    }

    private WsClient webSocket() {
        return open(WsClient.signedIn(node, node.accounts().make("ws")));
    }

    private MqttDevice subscribed(Version version, String filter) {
        MqttDevice device =
                open(MqttDevice.connect(version, node, node.accounts().make("device")));
        assertThat(device.subscribe(filter, 1)).isEqualTo(1);
        return device;
    }

    private JsonObject message(String text) {
        return new JsonObject().put("to", "c:" + topic).put("text", text);
    }

    private JsonObject retained(String text) {
        return message(text).put("retain", true);
    }

    private CompletableFuture<HttpResponse<String>> post(String account, String text) {
        return Http.post(node.uri("http", "/v1/messages"), node.accounts().token(account), message(text));
    }

    private static CompletableFuture<Void> publishing(int count, IntFunction<CompletableFuture<?>> publish) {
        return CompletableFuture.runAsync(
                () -> {
                    Window window = new Window(16);
                    for (int i = 0; i < count; i++) {
                        int number = i;
                        window.ask(() -> publish.apply(number).thenApply(answer -> answer));
                    }
                    window.awaitAll();
                },
                task -> new Thread(task, "publisher").start());
    }

    private static List<Long> seqs(List<JsonObject> events) {
        return events.stream().map(event -> event.getLong("seq")).toList();
    }

    private static long first(List<JsonObject> events) {
        return events.get(0).getLong("seq");
    }

    private static List<Long> range(long first, int count) {
        List<Long> range = new ArrayList<>();
        for (long i = first; i < first + count; i++) {
            range.add(i);
        }
        return range;
    }

    private static List<String> texts(List<Arrived> arrivals) {
        return arrivals.stream().map(Arrived::text).toList();
    }
}
