package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.FakeShare;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.channel.ShareKey;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.ShareName;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shared subscriptions, byte by byte (MQTT 5 §4.8.2). */
@ExtendWith(NoLeaks.class)
class ShareTest {
    private static final String JOBS = "$share/workers/jobs/+";

    private TestDoor door;

    @BeforeEach
    void open() {
        door = TestDoor.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void saysInConnackThatThereAreSharedSubscriptions() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect5("alice", ""));

            assertThat(client.readPacket()).contains(" 2A 01");
        }
    }

    @Test
    void joinsTheGroupWithTheGrantedQos() throws Exception {
        try (RawClient five = door.raw5("alice");
                RawClient three = door.raw3("bob")) {
            five.send(packet("82", "00 01 00" + text(JOBS) + "02")).expect("90 04 00 01 00 02");
            three.send(packet("82", "00 01" + text(JOBS) + "01")).expect("90 03 00 01 01");

            assertThat(share("alice").join().name()).isEqualTo(new ShareName("workers", "jobs/+"));
            assertThat(share("alice").join().member().qos()).isEqualTo(2);
            assertThat(share("alice").join().member().window()).isEqualTo(64);
            assertThat(share("bob").join().member().qos()).isEqualTo(1);
            assertThat(door.sessions().channels().hasSubscribers("jobs/a")).isFalse();
        }
    }

    /** MQTT-4.8.2-1, MQTT-4.8.2-2: a name of at least one character without wildcards, a slash, a topic filter. */
    @Test
    void refusesNamesAndFiltersThatAreNone() throws Exception {
        try (RawClient five = door.raw5("alice");
                RawClient three = door.raw3("bob")) {
            String filters = text("$share/") + "00" + text("$share/g") + "00" + text("$share/g/") + "00"
                    + text("$share//a") + "00" + text("$share/g+/a") + "00" + text("$share/#/a") + "00"
                    + text("$share/g/a#") + "00" + text("$share/g/$SYS/#") + "00" + text("$share/g/a") + "00";
            five.send(packet("82", "00 01 00" + filters));
            assertThat(five.readPacket()).endsWith("8F 8F 8F 8F 8F 8F 8F 87 00");
            three.send(packet("82", "00 01" + filters)).expect("90 0B 00 01 80 80 80 80 80 80 80 80 00");
        }
    }

    /** MQTT-3.8.3-4 */
    @Test
    void endsWhoWantsNoLocalWithAShare() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text(JOBS) + "04"))
                    .expect("E0 01 82")
                    .expectClosed();
        }
    }

    @Test
    void deliversWithTheLowerQosAndTellsWhenItIsAcknowledged() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 02 0B 07" + text(JOBS) + "01")).expect("90 04 00 01 00 01");
            FakeShare share = share("alice");

            share.hand("jobs/a", 0, "x");
            client.expect(packet("30", text("jobs/a") + "02 0B 07 78"));
            share.hand("jobs/a", 2, "y", "z");
            client.expect(packet("32", text("jobs/a") + "00 01 02 0B 07 79"));
            client.expect(packet("32", text("jobs/a") + "00 02 02 0B 07 7A"));
            assertThat(share.told()).containsExactly("took 1", "took 2");

            client.send("40 02 00 02");
            await().until(() -> share.told().contains("done 2"));
            client.send("40 02 00 01");
            await().until(() -> share.told().contains("done 1"));
        }
    }

    @Test
    void tellsThatQos2IsDoneWhenItIsCompleted() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            client.send(packet("82", "00 01" + text(JOBS) + "02")).expect("90 03 00 01 02");
            FakeShare share = share("alice");
            share.hand("jobs/a", 2, "x");
            client.expect(packet("34", text("jobs/a") + "00 01 78"));

            client.send("50 02 00 01").expect("62 02 00 01");
            client.send("C0 00").expect("D0 00");
            assertThat(share.told()).containsExactly("took 1");
            client.send("70 02 00 01");

            await().until(() -> share.told().contains("done 1"));
        }
    }

    /** MQTT-4.8.2-6: a message that a client refuses is discarded, nobody else gets it. */
    @Test
    void whatTheClientRefusesIsDone() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text(JOBS) + "02")).expect("90 04 00 01 00 02");
            FakeShare share = share("alice");
            share.hand("jobs/a", 1, "x");
            share.hand("jobs/a", 2, "y");
            client.expect(packet("32", text("jobs/a") + "00 01 00 78"));
            client.expect(packet("34", text("jobs/a") + "00 02 00 79"));

            client.send("40 03 00 01 83 50 03 00 02 83");

            await().until(() -> share.told().contains("done 1") && share.told().contains("done 2"));
        }
    }

    @Test
    void takesNoMoreThanTheClientsReceiveMaximum() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect5("alice", "21 00 02")).readPacket();
            client.send(packet("82", "00 01 00" + text(JOBS) + "01")).expect("90 04 00 01 00 01");
            FakeShare share = share("alice");
            assertThat(share.join().member().window()).isEqualTo(2);

            share.hand("jobs/a", 1, "1", "2", "3");
            client.expect(packet("32", text("jobs/a") + "00 01 00 31"));
            client.expect(packet("32", text("jobs/a") + "00 02 00 32"));
            await().untilAsserted(() -> assertThat(share.told()).containsExactly("took 2"));
            // QoS 0 does not count.
            share.hand("jobs/a", 0, "0");
            client.expect(packet("30", text("jobs/a") + "00 30"));

            client.send("40 02 00 01");
            await().untilAsserted(
                            () -> assertThat(share.told()).containsExactly("took 2", "took 1", "done 1", "ready"));
        }
    }

    @Test
    void pausesWhileTheSocketTakesNothing() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text(JOBS) + "01")).expect("90 04 00 01 00 01");
            FakeShare share = share("alice");
            String large = "x".repeat(1 << 19);

            await().during(Duration.ofMillis(200)).until(() -> {
                boolean stuck = count(share, "pause") > count(share, "ready");
                if (!stuck) {
                    share.hand("jobs/a", 0, large);
                }
                return stuck;
            });
            share.hand("jobs/a", 1, "next");
            await().until(() -> share.told().contains("took 0"));
            long before = count(share, "ready");
            while (count(share, "ready") == before) {
                client.readPacket();
            }
        }
    }

    @Test
    void dropsWhatIsLargerThanTheClientTakes() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect5("alice", "27 00 00 00 30")).readPacket();
            client.send(packet("82", "00 01 00" + text(JOBS) + "01")).expect("90 04 00 01 00 01");
            FakeShare share = share("alice");

            share.hand("jobs/a", 1, "x".repeat(60), "y");

            client.expect(packet("32", text("jobs/a") + "00 01 00 79"));
            await().until(() -> share.told().equals(List.of("done 1", "took 2")));
        }
    }

    @Test
    void keepsTheRetainFlagWhereAskedTo() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text(JOBS) + "09")).expect("90 04 00 01 00 01");

            share("alice").hand("jobs/a", 1, true, "x");

            client.expect(packet("33", text("jobs/a") + "00 01 00 78"));
        }
    }

    @Test
    void aSecondSubscribeChangesTheGrantedQos() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text(JOBS) + "02")).expect("90 04 00 01 00 02");
            FakeShare first = share("alice");
            client.send(packet("82", "00 02 00" + text(JOBS) + "00")).expect("90 04 00 02 00 00");
            FakeShare second = share("alice");

            assertThat(second.join().member()).isSameAs(first.join().member());
            second.hand("jobs/a", 2, "x");
            client.expect(packet("30", text("jobs/a") + "00 78"));
        }
    }

    /** MQTT-3.10.4-3: what was sent is still acknowledged. */
    @Test
    void leavesTheGroupWithUnsubscribe() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text(JOBS) + "01")).expect("90 04 00 01 00 01");
            FakeShare share = share("alice");
            share.hand("jobs/a", 1, "x");
            client.expect(packet("32", text("jobs/a") + "00 01 00 78"));

            client.send(packet(
                            "A2", "00 02 00" + text(JOBS) + text(JOBS) + text("$share/other/jobs/+") + text("$share/")))
                    .expect("B0 07 00 02 00 00 11 11 8F");
            assertThat(session("alice").commands(ChannelCommand.LeaveShare.class))
                    .containsExactly(new ChannelCommand.LeaveShare(new ShareName("workers", "jobs/+")));
            client.send("40 02 00 01");
            await().until(() -> share.told().contains("done 1"));
        }
    }

    @Test
    void asksForAnOrderByKey() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            String byTopic = "26" + text("share-order") + text("topic");
            client.send(packet("82", "00 01" + sized(byTopic) + text(JOBS) + "01"))
                    .expect("90 04 00 01 00 01");
            assertThat(share("alice").join().key()).isEqualTo(ShareKey.TOPIC);

            String byProperty = "26" + text("share-order") + text("property:machine");
            client.send(packet("82", "00 02" + sized(byProperty) + text(JOBS) + "01"))
                    .expect("90 04 00 02 00 01");
            assertThat(share("alice").join().key()).isEqualTo(new ShareKey("machine"));

            String unknown = "26" + text("share-order") + text("luck");
            client.send(packet("82", "00 03" + sized(unknown) + text(JOBS) + "01"));
            assertThat(client.readPacket()).endsWith("8F");
        }
    }

    @Test
    void tellsWhatTheGroupRefused() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect5("alice", "17 01")).readPacket();
            session("alice").refuse(ChannelCommand.JoinShare.class, ErrorCode.ALREADY);

            client.send(packet("82", "00 01 00" + text(JOBS) + "01"));

            assertThat(client.readPacket())
                    .endsWith("80")
                    .contains(text("refused by the test").trim());
            client.send(packet("A2", "00 02 00" + text(JOBS))).expect("B0 04 00 02 00 11");
        }
    }

    @Test
    void keepsAMembershipOfWhichAnEarlierRequestIsRefused() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            Queue<Promise<Done>> answers = new ConcurrentLinkedQueue<>();
            session("alice").answer(ChannelCommand.JoinShare.class, asked -> {
                Promise<Done> answer = Promise.promise();
                answers.add(answer);
                return answer.future();
            });
            client.send(packet("82", "00 01 00" + text(JOBS) + "00") + packet("82", "00 02 00" + text(JOBS) + "01"));
            await().until(() -> answers.size() == 2);

            answers.remove().fail(new GatewayException(ErrorCode.FORBIDDEN, "not yet"));
            answers.remove().complete(Done.DONE);

            client.expect("90 04 00 01 00 87").expect("90 04 00 02 00 01");
            client.send(packet("A2", "00 03 00" + text(JOBS))).expect("B0 04 00 03 00 00");
        }
    }

    @Test
    void countsAmongTheSubscriptionsOfAConnection() throws Exception {
        try (TestDoor narrow = TestDoor.open("listeners.mqtt.maxSubscriptions=2");
                RawClient client = narrow.raw5("alice")) {
            String filters = IntStream.range(0, 3)
                    .mapToObj(i -> text("$share/g/" + i) + "00")
                    .reduce("", String::concat);
            client.send(packet("82", "00 01 00" + filters));
            assertThat(client.readPacket()).endsWith("00 00 97");
        }
    }

    private static long count(FakeShare share, String what) {
        return share.told().stream().filter(what::equals).count();
    }

    private FakeShare share(String device) {
        return session(device).share(JOBS);
    }

    private FakeSession session(String device) {
        return door.sessions().ofDevice(device);
    }

    /** Properties with their length before them. */
    private static String sized(String properties) {
        return String.format("%02X ", RawClient.bytes(properties).length) + properties;
    }
}
