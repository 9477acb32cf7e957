package io.rialto.launcher.it.kit;

import io.rialto.launcher.it.kit.MqttDevice.Version;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A connection of a device at one door that hands over what comes into the inbox, in the client's own thread, then
 * acknowledges it.
 */
public interface InboxLine extends AutoCloseable {
    /**
     * An item as a device keeps it.
     *
     * @param room its room
     * @param from who sent it
     * @param iseq its place in the inbox; 0 where the door does not tell it
     * @param entry its place in the room with its fingerprint
     */
    record Stored(String room, String from, long iseq, History.Entry entry) {}

    /** Unacknowledged items at big-binary's door. */
    int WINDOW = 20;

    /** Device of every account at every door. */
    String DEVICE = "phone";

    /** Done when the connection is over. */
    CompletableFuture<?> ended();

    @Override
    void close();

    /** Connects; fails where the device is not let in. */
    static InboxLine connect(Door door, NodeUnderTest node, String account, Consumer<Stored> store) {
        return switch (door) {
            case WEBSOCKET -> throw new IllegalArgumentException("a WebSocket's inbox has a memory: WsInbox");
            case MQTT -> byMqtt(node, account, store);
            case TIM -> byTim(node, account, store);
            case BIGBINARY -> byBigBinary(node, account, store);
        };
    }

    /** The room of two. */
    static String direct(String one, String other) {
        return one.compareTo(other) < 0 ? "d:" + one + "|" + other : "d:" + other + "|" + one;
    }

    private static InboxLine byMqtt(NodeUnderTest node, String account, Consumer<Stored> store) {
        MqttDevice device = MqttDevice.connect(Version.V5, node, account, DEVICE, false);
        device.arrivals().passTo(arrived -> {
            Map<String, String> told = arrived.properties();
            store.accept(
                    new Stored(told.get("room"), told.get("from"), Long.parseLong(told.get("iseq")), arrived.entry()));
        });
        return open(device, device.ended(), () -> {
            int granted = device.subscribe("$inbox", 1);
            if (granted != 1) {
                throw new IllegalStateException("the inbox was answered " + granted);
            }
        });
    }

    private static InboxLine byTim(NodeUnderTest node, String account, Consumer<Stored> store) {
        TimDevice device = TimDevice.signedIn(node, account, DEVICE);
        device.items().passTo(item -> store.accept(stored(item)));
        device.onRefusal(TimDevice.OFFLINE, device::close);
        return open(device, device.ended(), device::askForOffline);
    }

    private static Stored stored(TimDevice.Item item) {
        String from = item.from();
        String group = item.group();
        return new Stored(group.isEmpty() ? direct(from, item.to()) : "g:" + group, from, 0, item.entry());
    }

    private static InboxLine byBigBinary(NodeUnderTest node, String account, Consumer<Stored> store) {
        BigBinaryDevice device = BigBinaryDevice.signedIn(node, account, DEVICE);
        device.items().passTo(item -> {
            store.accept(new Stored(item.room(), item.from(), item.iseq(), item.entry()));
            device.acknowledge(item.iseq());
        });
        return open(device, device.ended(), () -> device.openInbox(WINDOW));
    }

    /** Takes the last step; closes what there is where that fails. */
    private static InboxLine open(AutoCloseable device, CompletableFuture<?> ended, Runnable lastStep) {
        InboxLine line = new InboxLine() {
            @Override
            public CompletableFuture<?> ended() {
                return ended;
            }

            @Override
            public void close() {
                try {
                    device.close();
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            }
        };
        try {
            lastStep.run();
            return line;
        } catch (AssertionError | RuntimeException notOpened) {
            line.close();
            throw notOpened;
        }
    }
}
