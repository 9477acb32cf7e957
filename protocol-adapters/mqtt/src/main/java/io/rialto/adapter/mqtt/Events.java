package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rialto.adapter.DropReason;
import io.rialto.contract.session.Push;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What a client is told that is kept nowhere: signals, on {@code $events/signal/{room}/{from}}, always with QoS 0. What
 * the socket does not take now is dropped. Confined to the connection's event loop.
 */
final class Events {
    private static final String ALL = "$events/#";
    private static final String SIGNALS = "$events/signal/#";
    private static final String SIGNAL = "$events/signal/";
    /** The names of our own user properties: a sender's of the same name are left out, nobody forges an origin. */
    private static final Set<String> OWN = Set.of("room", "from", "type");

    private final Link link;
    private final Set<String> filters = new HashSet<>(0);

    Events(Link link) {
        this.link = link;
    }

    /** Whether a filter asks for events. */
    static boolean isFilter(String filter) {
        return filter.equals(ALL) || filter.equals(SIGNALS);
    }

    void subscribe(String filter) {
        filters.add(filter);
    }

    /** Whether it was subscribed to. */
    boolean unsubscribe(String filter) {
        return filters.remove(filter);
    }

    /** Tells it now or never; once, however many filters match. */
    void signalled(Push.Signalled push) {
        if (filters.isEmpty()) {
            return;
        }
        OutgoingPublish publish = publish(push);
        int bytes = publish.size();
        if (!link.client().takes(bytes)) {
            link.door().metrics().dropped(DropReason.TOO_LARGE, 1);
        } else if (!link.queue().isOpen()) {
            link.door().metrics().dropped(DropReason.SLOW_CONSUMER, 1);
        } else {
            ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(bytes);
            publish.write(out, 0);
            link.queue().write(out);
            link.door().metrics().delivered(1);
        }
    }

    private OutgoingPublish publish(Push.Signalled push) {
        String topic = SIGNAL + InboxPublish.encode(push.room().value()) + "/" + push.from();
        return new OutgoingPublish(
                topic.getBytes(StandardCharsets.UTF_8),
                0,
                false,
                link.client().protocol().is5() ? properties(push) : null,
                push.content().bytes());
    }

    private static ByteBuf properties(Push.Signalled push) {
        ByteBuf out = Unpooled.buffer(96);
        AttrProperties.user(out, "room", push.room().value());
        AttrProperties.user(out, "from", push.from().value());
        AttrProperties.user(out, "type", push.content().type());
        AttrProperties.write(out, push.content(), OWN);
        return out;
    }
}
