package io.rialto.bench.client;

import io.rialto.bench.client.Publisher.Pledge;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Traffic;
import java.net.InetSocketAddress;
import java.util.List;

/** A virtual room whose owner publishes through one door; subscribers sit at several, taking turns. */
final class RoomCast implements Cast {
    private final Traffic traffic;
    private final Doors server;
    private final List<Door> doors;
    private final List<Resident> residents;
    private final String node;
    private final MqttPackets packets;

    /** The room is called {@code s:NODE}; the first of the residents owns it. */
    RoomCast(Traffic traffic, Doors server, List<Door> doors, List<Resident> residents, String node) {
        this.traffic = traffic;
        this.server = server;
        this.doors = List.copyOf(doors);
        this.residents = List.copyOf(residents);
        this.node = node;
        this.packets = new MqttPackets(traffic.version());
    }

    @Override
    public List<Seat> hosts() {
        InetSocketAddress address = server.door(Door.WEBSOCKET);
        return List.of(new Seat(
                address,
                new NativeWire(address, List.of(signIn(owner(), "host"), NativeMessages.createStreamRoom(room())))));
    }

    @Override
    public Seat subscriber(int index) {
        Door door = doors.get(index % doors.size());
        InetSocketAddress address = server.door(door);
        Resident who = residents.get(index + 1);
        return new Seat(
                address,
                switch (door) {
                    case MQTT ->
                        new MqttWire(
                                packets,
                                packets.connect("bench-s" + index, who.token()),
                                packets.subscribe("$stream/" + node + "/0/+", 0),
                                traffic.size());
                    case WEBSOCKET ->
                        new NativeWire(address, List.of(signIn(who, "bench"), NativeMessages.listen(room())));
                    case BIGBINARY ->
                        new BigBinaryWire(List.of(
                                BigBinaryFrames.member(who.token(), "bench", 0), BigBinaryFrames.listen(room())));
                    case TIM ->
                        new TimWire(
                                address, List.of(TimFrames.signIn(who.token(), "bench"), TimFrames.subscribe(node)));
                    case NATS -> throw noRooms();
                });
    }

    @Override
    public Seat publisher(int index) {
        InetSocketAddress address = server.door(traffic.door());
        return new Seat(
                address,
                switch (traffic.door()) {
                    case MQTT ->
                        new MqttWire(packets, packets.connect("bench-p", owner().token()), null, traffic.size());
                    case WEBSOCKET ->
                        new NativeWire(address, List.of(signIn(owner(), "bench-p"), NativeMessages.enter(room())));
                    case BIGBINARY ->
                        new BigBinaryWire(List.of(
                                BigBinaryFrames.member(owner().token(), "bench-p", 0), BigBinaryFrames.join(room())));
                    case TIM -> new TimWire(address, List.of(TimFrames.signIn(owner().token(), "bench-p")));
                    case NATS -> throw noRooms();
                });
    }

    @Override
    public Shape message(int publisher) {
        return switch (traffic.door()) {
            case MQTT -> packets.publish("$stream/" + node + "/0/" + owner().account(), 0, traffic.size());
            case WEBSOCKET -> NativeMessages.frame(traffic.size());
            case BIGBINARY -> BigBinaryFrames.frame(traffic.size());
            case TIM -> TimFrames.frame(node, traffic.size());
            case NATS -> throw noRooms();
        };
    }

    @Override
    public Pledge pledge() {
        return Pledge.DELIVERED;
    }

    private Resident owner() {
        return residents.get(0);
    }

    private String room() {
        return "s:" + node;
    }

    private static String signIn(Resident who, String device) {
        return NativeMessages.member(who.token(), device, false);
    }

    private static IllegalArgumentException noRooms() {
        return new IllegalArgumentException("NATS has no virtual rooms");
    }
}
