package io.rialto.adapter.mqtt;

import io.rialto.adapter.DropReason;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPublication;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The frames that one client publishes to stream rooms. Confined to the connection's event loop. */
final class StreamPublishes {
    static final String KIND = "kind";
    static final String NUMBER = "n";

    private static final int MAX_KIND = 255;
    private static final int MAX_LANES = 1024;

    private record Lane(RoomId room, String name) {}

    private final Link link;
    private final InboundWindow window;
    private final Map<Lane, LanePublisher> lanes = new HashMap<>(0);

    StreamPublishes(Link link, InboundWindow window) {
        this.link = link;
        this.window = window;
    }

    /** Takes a PUBLISH to a topic of the tree. */
    void on(String topic, PublishPacket publish) {
        Publication.Receipt receipt = publish.qos() == 0 ? null : window.take(publish);
        try {
            StreamPublication frame = frame(topic, publish);
            Lane lane = new Lane(frame.room(), frame.lane());
            LanePublisher publisher = publisher(lane);
            // Until it is known whether the client may, QoS 0 takes a place as well, which pauses reading in time.
            Publication.Receipt told = receipt != null || publisher.isSettled() ? receipt : window.take(publish);
            publisher.publish(told == null ? frame : told(frame, lane, told));
        } catch (GatewayException refused) {
            refuse(refused, receipt);
        }
    }

    /** Publishes the client's will, as far as it is a publisher already. */
    void will(PublishPacket publish, Consumer<Throwable> done) {
        StreamPublication frame = frame(publish.topic(), publish);
        link.gate().session().publish(frame.tell((failure, place) -> done.accept(failure)));
    }

    /** A room is over: under the same name another may begin. */
    void ended(RoomId room) {
        lanes.keySet().stream()
                .filter(lane -> lane.room().equals(room))
                .toList()
                .forEach(this::forget);
    }

    /** The connection is gone. Idempotent. */
    void close() {
        lanes.values().forEach(LanePublisher::close);
        lanes.clear();
    }

    private LanePublisher publisher(Lane lane) {
        if (lanes.size() >= MAX_LANES && !lanes.containsKey(lane)) {
            lanes.values().removeIf(LanePublisher::isSettled);
        }
        if (lanes.size() >= MAX_LANES) {
            throw new GatewayException(ErrorCode.OVERLOADED, "too many lanes at once");
        }
        return lanes.computeIfAbsent(lane, named -> new LanePublisher(link, named.room(), named.name()));
    }

    private StreamPublication told(StreamPublication frame, Lane lane, Publication.Receipt receipt) {
        return frame.tell((failure, place) -> {
            if (failure != null && !isDenied(GatewayException.codeOf(failure))) {
                forget(lane);
            }
            receipt.done(failure, true);
        });
    }

    /** It has no right, or could not become a publisher: the next frame is refused by the relay as well, without another attempt to join. */
    private static boolean isDenied(ErrorCode code) {
        return code == ErrorCode.FORBIDDEN || code == ErrorCode.NOT_MEMBER;
    }

    /** The next frame finds out anew. */
    private void forget(Lane lane) {
        lanes.computeIfPresent(lane, (named, publisher) -> publisher.isSettled() ? null : publisher);
    }

    private StreamPublication frame(String topic, PublishPacket publish) {
        StreamTopic to =
                StreamTopic.ofPublisher(topic, link.gate().session().info().account());
        Properties properties = publish.properties();
        Piece piece = piece(properties.user(StreamFormat.PIECE));
        if (piece != null) {
            piece.requireAtMost(link.door().doors().config().streams().maxPayload());
        }
        return new StreamPublication(
                to.room(),
                to.lane(),
                (int) number(properties, KIND, MAX_KIND),
                number(properties, NUMBER, Long.MAX_VALUE),
                AttrProperties.content(properties, publish.payload()),
                piece,
                null);
    }

    /** {@code PAYLOAD/OFFSET/TOTAL}; null for a whole frame. */
    private static Piece piece(String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split("/", -1);
        try {
            if (parts.length == 3) {
                return new Piece(Long.parseUnsignedLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (NumberFormatException none) {
            // Refused like one with too few numbers.
        }
        throw new GatewayException(ErrorCode.BAD_REQUEST, "piece is PAYLOAD/OFFSET/TOTAL");
    }

    private static long number(Properties properties, String name, long most) {
        String text = properties.user(name);
        try {
            long number = text == null ? 0 : Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Refused like one that is too large.
        }
        throw new GatewayException(ErrorCode.BAD_REQUEST, name + " is a number from 0 to " + most);
    }

    private void refuse(GatewayException refused, Publication.Receipt receipt) {
        if (receipt == null) {
            link.door().metrics().dropped(DropReason.REFUSED, 1);
        } else {
            receipt.done(refused, false);
        }
    }
}
