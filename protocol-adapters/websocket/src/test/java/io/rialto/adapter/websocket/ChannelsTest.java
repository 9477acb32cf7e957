package io.rialto.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels over the native WebSocket. */
class ChannelsTest {
    private TestNode node;
    private JdkClient client;

    @BeforeEach
    void start() {
        node = new TestNode("listeners.queueBytes=65536");
        client = node.signedIn("alice", "phone");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void deliversWhatMatches() {
        assertThat(client.ask("1", "room.join", "{\"room\":\"c:room/temp\"}")).endsWith("\"res\":{}}");

        node.sessions().channels().publish("room/temp", 0, "21", "22");

        assertThat(client.awaitMessage("\"22\""))
                .matches("\\{\"ev\":\"msg\",\"room\":\"c:room/temp\",\"epoch\":1,\"seq\":2,\"from\":\"server\","
                        + "\"ts\":\\d+,\"retained\":false,\"type\":\"text\",\"text\":\"22\"}");
        assertThat(client.messages()).hasSize(4);
    }

    @Test
    void joiningAgainOrByTwoFiltersDeliversOnce() {
        client.ask("1", "room.join", "{\"room\":\"c:room/temp\"}");
        client.ask("2", "room.join", "{\"room\":\"c:room/temp\"}");
        client.ask("3", "room.join", "{\"filter\":\"room/+\"}");

        node.sessions().channels().publish("room/temp", 0, "21");
        node.sessions().channels().publish("room/temp", 0, "22");

        client.awaitMessage("\"22\"");
        assertThat(client.messages()).filteredOn(one -> one.contains("\"21\"")).hasSize(1);
    }

    @Test
    void deliversNothingAfterLeaving() {
        client.ask("1", "room.join", "{\"filter\":\"room/+\"}");
        client.ask("2", "room.join", "{\"filter\":\"end\"}");
        client.ask("3", "room.leave", "{\"filter\":\"room/+\"}");

        node.sessions().channels().publish("room/temp", 0, "21");
        node.sessions().channels().publish("end", 0, "over");

        client.awaitMessage("over");
        assertThat(client.messages()).noneMatch(one -> one.contains("\"21\""));
    }

    @Test
    void offersRetainedValues() {
        client.ask("1", "msg.send", "{\"to\":\"c:room/temp\",\"text\":\"21\",\"retain\":true}");
        JdkClient other = node.signedIn("bob", "other");

        other.ask("1", "room.join", "{\"room\":\"c:room/temp\",\"retained\":true}");

        assertThat(other.awaitMessage("\"ev\":\"msg\"")).contains("\"from\":\"alice\"", "\"retained\":true", "\"21\"");
    }

    @Test
    void doesNotEchoToThePublisher() {
        JdkClient other = node.signedIn("bob", "other");
        client.ask("1", "room.join", "{\"filter\":\"#\"}");
        other.ask("1", "room.join", "{\"filter\":\"#\"}");

        client.ask("2", "msg.send", "{\"to\":\"c:t\",\"text\":\"mine\"}");
        other.ask("2", "msg.send", "{\"to\":\"c:t\",\"text\":\"theirs\"}");

        assertThat(client.awaitMessage("theirs")).contains("\"from\":\"bob\"");
        other.awaitMessage("mine");
        assertThat(client.messages()).noneMatch(one -> one.contains("mine"));
        assertThat(other.messages()).noneMatch(one -> one.contains("theirs"));
    }

    @Test
    void leavesOutOnlyItsOwnFramesOfARunAndWhatHasExpired() {
        client.ask("1", "room.join", "{\"filter\":\"#\"}");
        long mine = node.sessions().ofDevice("phone").info().id().value();

        node.sessions()
                .channels()
                .publish(
                        "t",
                        List.of(
                                frame(1, mine, "mine", Long.MAX_VALUE),
                                frame(2, mine + 64, "of a neighbour", Long.MAX_VALUE),
                                frame(3, 0, "too late", 1)));
        node.sessions().channels().publish("t", List.of(frame(4, mine + 64, "of a neighbour too", Long.MAX_VALUE)));

        client.awaitMessage("of a neighbour too");
        assertThat(client.messages())
                .filteredOn(one -> one.contains("\"ev\":\"msg\""))
                .hasSize(2)
                .noneMatch(one -> one.contains("mine") || one.contains("too late"));
    }

    @Test
    void tellsGapsToASlowReaderAndTheOthersNothing() {
        JdkClient other = node.signedIn("bob", "other");
        other.ask("1", "room.join", "{\"filter\":\"big\"}");
        try (RawClient slow = slowReader("big")) {
            publishMuch("big", other);

            List<String> seen = readUntil(slow, "\"seq\":400,");
            assertThat(seen)
                    .anyMatch(one -> one.matches("\\{\"ev\":\"gap\",\"room\":\"c:big\",\"epoch\":1,\"from\":\\d+,"
                            + "\"to\":\\d+,\"reason\":\"slow_consumer\"}"));
            assertThat(numbers(seen)).isSorted().doesNotHaveDuplicates();
            assertThat(other.messages()).noneMatch(one -> one.contains("gap"));
        }
    }

    @Test
    void closesWhoTakesNothingForTooLong() {
        node.close();
        node = new TestNode("listeners.queueBytes=65536", "listeners.slowTimeout=500ms");
        client = node.signedIn("alice", "phone");
        client.ask("1", "room.join", "{\"filter\":\"big\"}");
        RawClient stuck = slowReader("big");

        publishMuch("big", client);

        await().until(() -> node.sessions().ofDevice("slow").closes() == 1);
        await().until(() -> node.open() == 1);
        assertThat(client.ask("still", "ping", "{}")).contains("serverTs");
        stuck.close();
    }

    private RawClient slowReader(String topic) {
        RawClient slow = node.raw(WebSocketDoor.PATH);
        slow.text("{\"id\":0,\"op\":\"auth\",\"args\":{\"token\":\"slow\",\"dev\":\"slow\",\"sync\":\"none\"}}");
        slow.text("{\"id\":1,\"op\":\"room.join\",\"args\":{\"filter\":\"" + topic + "\"}}");
        slow.read();
        slow.read();
        return slow;
    }

    /** More than sockets take, no faster than this reader reads. */
    private void publishMuch(String topic, JdkClient reader) {
        String text = "x".repeat(32 * 1024);
        for (int i = 1; i <= 400; i++) {
            String last = "\"seq\":" + i + ",";
            node.sessions().channels().publish(topic, 0, text);
            await().pollInterval(Duration.ofMillis(1)).until(() -> reader.last().contains(last));
        }
    }

    private static List<String> readUntil(RawClient client, String part) {
        List<String> seen = new ArrayList<>();
        do {
            String text = client.read().text();
            seen.add(text.length() > 300 ? text.substring(0, 300) : text);
        } while (!seen.get(seen.size() - 1).contains(part));
        return seen;
    }

    private static List<Long> numbers(List<String> frames) {
        return frames.stream()
                .filter(one -> one.contains("\"ev\":\"msg\""))
                .map(one -> Long.parseLong(one.replaceAll(".*\"seq\":(\\d+),.*", "$1")))
                .toList();
    }

    private static Frame frame(long seq, long session, String text, long expiresAt) {
        return new Frame(seq, session, new AccountId("a"), Content.text(text), 0, false, false, 1, expiresAt);
    }
}
