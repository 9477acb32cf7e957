package io.rialto.adapter.mqtt;

import static io.rialto.adapter.mqtt.RawClient.packet;
import static io.rialto.adapter.mqtt.RawClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.NoLeaks;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class SubscribeTest {
    private TestDoor door;

    @BeforeEach
    void open() {
        door = TestDoor.open("listeners.mqtt.maxSubscriptions=3");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void deliversWithQos0() throws Exception {
        try (RawClient five = door.raw5("alice");
                RawClient three = door.raw3("bob")) {
            five.send(packet("82", "00 01 00" + text("a/+") + "00")).expect("90 04 00 01 00 00");
            three.send(packet("82", "00 02" + text("a/b") + "00")).expect("90 03 00 02 00");

            door.sessions().channels().publish("a/b", 1, "one", "two");

            String tail = text("a/b") + "02 01 01" + "6F 6E 65";
            five.expect(packet("30", tail)).expect(packet("30", text("a/b") + "02 01 01" + "74 77 6F"));
            three.expect(packet("30", text("a/b") + "6F 6E 65")).expect(packet("30", text("a/b") + "74 77 6F"));
        }
    }

    @Test
    void answersEachFilterInOneSuback() throws Exception {
        try (RawClient five = door.raw5("alice");
                RawClient three = door.raw3("bob")) {
            String filters = text("a") + "01" + text("$SYS/#") + "00" + text("a/#/b") + "00" + text("$group/team")
                    + "02" + text("$group/+") + "00";
            five.send(packet("82", "00 01 00" + filters)).expect("90 08 00 01 00 01 87 8F 02 8F");
            three.send(packet("82", "00 01" + filters)).expect("90 07 00 01 01 80 80 02 80");
        }
    }

    @Test
    void refusesMoreSubscriptionsThanAllowed() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet(
                            "82",
                            "00 01 00" + text("a") + "00" + text("b") + "00" + text("c") + "00" + text("d") + "00"))
                    .expect("90 07 00 01 00 00 00 00 97");
            client.send(packet("A2", "00 02 00" + text("a") + text("x"))).expect("B0 05 00 02 00 00 11");
            client.send(packet("A2", "00 03 00" + text("a/#/b") + text("$share/g") + text("$inbox")))
                    .expect("B0 06 00 03 00 8F 8F 11");
            client.send(packet("82", "00 03 00" + text("d") + "00")).expect("90 04 00 03 00 00");
        }
    }

    @Test
    void tellsWhatCoreRefused() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            FakeSession session = door.sessions().ofDevice("alice");
            session.refuse(ChannelCommand.Subscribe.class, ErrorCode.NOT_MEMBER);
            session.refuse(InboxCommand.OpenInbox.class, ErrorCode.FORBIDDEN);

            client.send(packet("82", "00 01 00" + text("$group/team") + "00" + text("$inbox") + "01"))
                    .expect("90 05 00 01 00 87 87");
        }
    }

    @Test
    void keepsASubscriptionOfWhichAnEarlierRequestIsRefused() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            Queue<Promise<Done>> answers = new ConcurrentLinkedQueue<>();
            FakeSession session = door.sessions().ofDevice("alice");
            session.answer(ChannelCommand.Subscribe.class, asked -> asked(answers));
            String group = text("$group/team");
            client.send(packet("82", "00 01 00" + group + "00") + packet("82", "00 02 00" + group + "00"));
            await().until(() -> answers.size() == 2);

            answers.remove().fail(new GatewayException(ErrorCode.NOT_MEMBER, "not yet"));
            answers.remove().complete(Done.DONE);

            client.expect("90 04 00 01 00 87").expect("90 04 00 02 00 00");
            client.send(packet("A2", "00 03 00" + group)).expect("B0 04 00 03 00 00");
        }
    }

    @Test
    void keepsASubscriptionMadeAnewBeforeTheOldOneWasRefused() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            Queue<Promise<Done>> answers = new ConcurrentLinkedQueue<>();
            FakeSession session = door.sessions().ofDevice("alice");
            session.answer(ChannelCommand.Subscribe.class, asked -> asked(answers));
            String group = text("$group/team");
            client.send(packet("82", "00 01 00" + group + "00")
                            + packet("A2", "00 02 00" + group)
                            + packet("82", "00 03 00" + group + "00"))
                    .expect("B0 04 00 02 00 00");
            await().until(() -> answers.size() == 2);

            answers.remove().fail(new GatewayException(ErrorCode.NOT_MEMBER, "not yet"));
            answers.remove().complete(Done.DONE);

            client.expect("90 04 00 01 00 87").expect("90 04 00 03 00 00");
            client.send(packet("A2", "00 04 00" + group)).expect("B0 04 00 04 00 00");
        }
    }

    private static Future<Done> asked(Queue<Promise<Done>> answers) {
        Promise<Done> answer = Promise.promise();
        answers.add(answer);
        return answer.future();
    }

    @Test
    void deliversRetainedValuesAfterTheAnswer() throws Exception {
        try (RawClient publisher = door.raw3("bob");
                RawClient five = door.raw5("alice")) {
            publisher.send(packet("33", text("a") + "00 01 78")).expect("40 02 00 01");

            // Retain handling 0: always.
            five.send(packet("82", "00 01 00" + text("a") + "00")).expect("90 04 00 01 00 00");
            five.expect(packet("31", text("a") + "00 78"));
            // 1: only with a new subscription.
            five.send(packet("82", "00 02 00" + text("a") + "10")).expect("90 04 00 02 00 00");
            five.send("C0 00").expect("D0 00");
            five.send(packet("82", "00 03 00" + text("+") + "11")).expect("90 04 00 03 00 01");
            five.expect(packet("33", text("a") + "00 01 00 78"));
            // 2: never.
            five.send(packet("82", "00 04 00" + text("#") + "20")).expect("90 04 00 04 00 00");
            five.send("C0 00").expect("D0 00");
        }
    }

    @Test
    void keepsTheRetainFlagWhereAskedTo() throws Exception {
        try (RawClient publisher = door.raw3("bob");
                RawClient plain = door.raw5("alice");
                RawClient asPublished = door.raw5("carol")) {
            plain.send(packet("82", "00 01 00" + text("a") + "00")).expect("90 04 00 01 00 00");
            asPublished.send(packet("82", "00 01 00" + text("a") + "08")).expect("90 04 00 01 00 00");

            publisher.send(packet("31", text("a") + "78"));

            plain.expect(packet("30", text("a") + "00 78"));
            asPublished.expect(packet("31", text("a") + "00 78"));
        }
    }

    @Test
    void deliversOwnPublishesUnlessNoLocal() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text("echo") + "00" + text("mute") + "04"))
                    .expect("90 05 00 01 00 00 00");
            client.send(packet("30", text("mute") + "00 78") + packet("30", text("echo") + "00 79"));

            client.expect(packet("30", text("echo") + "00 79"));
            door.sessions().channels().publish("mute", 0, "z");
            client.expect(packet("30", text("mute") + "02 01 01 7A"));
        }
    }

    @Test
    void deliversOverlappingSubscriptionsOnceWithAllIdentifiers() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 02 0B 05" + text("a/+") + "00")).expect("90 04 00 01 00 00");
            client.send(packet("82", "00 02 03 0B C8 01" + text("a/b") + "01")).expect("90 04 00 02 00 01");

            door.sessions().channels().publish("a/b", 2, "x");

            String delivery = client.readPacket();
            assertThat(delivery)
                    .startsWith(packet("32", text("a/b") + "00 01 07 01 01 0B").substring(0, 2));
            assertThat(delivery).contains("0B 05").contains("0B C8 01").endsWith("78");
            client.send("40 02 00 01 C0 00").expect("D0 00");

            // A changed option counts at once, in the memory of merged subscriptions as well.
            client.send(packet("82", "00 03 00" + text("a/b") + "00")).expect("90 04 00 03 00 00");
            door.sessions().channels().publish("a/b", 2, "y");
            client.expect(packet("30", text("a/b") + "04 01 01 0B 05 79"));
        }
    }

    @Test
    void repeatsPropertiesOfThePublisher() throws Exception {
        try (RawClient publisher = door.raw5("bob");
                RawClient five = door.raw5("alice");
                RawClient three = door.raw3("carol")) {
            five.send(packet("82", "00 01 00" + text("a") + "00")).expect("90 04 00 01 00 00");
            three.send(packet("82", "00 01" + text("a") + "00")).expect("90 03 00 01 00");
            String properties = "03" + text("t/x") + "08" + text("re") + "09 00 02 FF 00" + "26" + text("k") + text("1")
                    + "26" + text("k") + text("2");
            int length = RawClient.bytes(properties).length;

            publisher.send(packet("30", text("a") + String.format("%02X", length) + properties + "78"));

            five.expect(packet("30", text("a") + String.format("%02X", length) + properties + "78"));
            three.expect(packet("30", text("a") + "78"));
        }
    }

    @Test
    void deliversWithTheRemainingExpiry() throws Exception {
        try (RawClient publisher = door.raw5("bob");
                RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text("a") + "00")).expect("90 04 00 01 00 00");
            publisher.send(packet("30", text("a") + "05 02 00 00 00 0A 78"));

            assertThat(client.readPacket())
                    .isIn(
                            packet("30", text("a") + "05 02 00 00 00 0A 78"),
                            packet("30", text("a") + "05 02 00 00 00 09 78"));
        }
    }

    @Test
    void skipsWhatIsLargerThanTheClientTakes() throws Exception {
        try (RawClient client = door.raw()) {
            client.send(RawClient.connect5("alice", "27 00 00 00 20")).readPacket();
            client.send(packet("82", "00 01 00" + text("a") + "00" + text("b") + "01"))
                    .expect("90 05 00 01 00 00 01");

            door.sessions().channels().publish("a", 0, "x".repeat(40), "y");
            client.expect(packet("30", text("a") + "02 01 01 79"));
            door.sessions().channels().publish("b", 1, "x".repeat(40), "y");
            client.expect(packet("32", text("b") + "00 01 02 01 01 79"));
        }
    }

    @Test
    void endsTheLiveViewOfAGroupThatWasLeft() throws Exception {
        try (RawClient client = door.raw5("alice")) {
            client.send(packet("82", "00 01 00" + text("$group/team") + "00")).expect("90 04 00 01 00 00");
            FakeSession session = door.sessions().ofDevice("alice");
            session.push(new Push.MemberChanged(new RoomId("g:team"), new AccountId("bob"), false));
            session.push(new Push.MemberChanged(new RoomId("g:team"), new AccountId("alice"), false));

            await().until(() ->
                    session.commands(ChannelCommand.Unsubscribe.class).size() == 1);
            assertThat(door.sessions().channels().hasSubscribers("$group/team")).isFalse();
        }
    }

    @Test
    void sendsNothingAfterUnsubscribe() throws Exception {
        try (RawClient client = door.raw3("alice")) {
            client.send(packet("82", "00 01" + text("a") + "00")).expect("90 03 00 01 00");
            client.send(packet("A2", "00 02" + text("a"))).expect("B0 02 00 02");
            door.sessions().channels().publish("a", 0, "x");
            client.send("C0 00").expect("D0 00");
        }
    }
}
