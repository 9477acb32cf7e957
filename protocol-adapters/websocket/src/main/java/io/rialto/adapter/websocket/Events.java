package io.rialto.adapter.websocket;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.DropReason;
import io.rialto.adapter.json.Failure;
import io.rialto.adapter.json.ItemFormat;
import io.rialto.adapter.json.PageJson;
import io.rialto.adapter.json.ResultJson;
import io.rialto.adapter.stream.RoomDesk;
import io.rialto.adapter.stream.StreamTopics;
import io.rialto.adapter.web.CloseCode;
import io.rialto.adapter.web.JsonWords;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.StreamPlace;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told without asking, as {@code {"ev":…}}. Confined to the connection's event loop. */
final class Events implements Push.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    /** Clients of a node that goes away come back spread over this long. */
    private static final int MAX_RETURN_MILLIS = 5000;

    /** Frames that a client does not get: sequences {@code from..to} of an epoch. */
    record Missed(long epoch, long from, long to) {}

    private final WebSocketConnection connection;
    private final JsonWords words;
    private final DoorMetrics metrics;

    Events(WebSocketConnection connection, DoorMetrics metrics) {
        this.connection = connection;
        this.words = new JsonWords(connection);
        this.metrics = metrics;
    }

    /** Where the device stands. */
    void hello(InboxOpened opened) {
        words.event("hello", out -> {
            out.writeNumberField("cursor", opened.cursor());
            out.writeNumberField("head", opened.head());
            out.writeNumberField("serverTs", opened.serverTs());
            if (opened.resetTo() >= 0) {
                out.writeBooleanField("gap", true);
                out.writeNumberField("resetTo", opened.resetTo());
            }
        });
    }

    /** The server goes away. */
    void goaway() {
        int delay = ThreadLocalRandom.current().nextInt(MAX_RETURN_MILLIS);
        words.event("goaway", out -> out.writeNumberField("delayMs", delay));
    }

    /** Frames of a channel or stream room do not come. */
    static ByteBuf gap(Gap gap) {
        String room = StreamTopics.isStream(gap.topic())
                ? StreamTopics.roomOf(gap.topic()).value()
                : "c:" + gap.topic();
        Missed missed = new Missed(gap.epoch(), gap.from(), gap.to());
        return JsonWords.frame(
                "gap", out -> gap(out, room, missed, gap.cause().name().toLowerCase(Locale.ROOT)));
    }

    /** Frames of a stream room that were asked for are not kept any more. */
    void notKept(RoomId room, Missed missed) {
        words.event("gap", out -> gap(out, room.value(), missed, "not_kept"));
    }

    /** An operator has this connection see a stream room from there on; no more where {@code begun} is null. */
    void viewing(RoomId room, RoomDesk.Begun begun) {
        words.event("viewing", out -> {
            out.writeStringField("room", room.value());
            out.writeBooleanField("on", begun != null);
            if (begun != null) {
                out.writeNumberField("epoch", begun.subscribed().head().epoch());
                out.writeNumberField("seq", begun.subscribed().head().seq());
                out.writeNumberField("handle", Integer.toUnsignedLong(begun.handle()));
            }
        });
    }

    /** A frame has its place; none where it is a repetition. */
    void taken(int handle, long number, StreamPlace place) {
        words.event("taken", out -> {
            frame(out, handle, number);
            if (place == null) {
                out.writeBooleanField("dup", true);
            } else {
                out.writeNumberField("epoch", place.epoch());
                out.writeNumberField("seq", place.seq());
            }
        });
    }

    /** A frame goes nowhere. */
    void refused(int handle, long number, Throwable cause) {
        if (!(cause instanceof GatewayException)) {
            LOG.error("a frame failed", cause);
        }
        Failure failure = Failure.of(cause);
        words.event("refused", out -> {
            frame(out, handle, number);
            failure.writeFields(out);
        });
    }

    @Override
    public void on(Push.Item push) {
        words.event("s_msg", out -> {
            out.writeNumberField("iseq", push.item().iseq());
            out.writeNumberField("prev", push.prev());
            out.writeBooleanField("dup", push.again());
            PageJson.inboxItem(out, push.item(), ItemFormat.MAX_PUSHED);
        });
        metrics.delivered(1);
    }

    @Override
    public void on(Push.Notice push) {
        words.event("s_ntf", out -> {
            out.writeNumberField("head", push.head());
            out.writeNumberField("its", push.its());
            out.writeNumberField("n", push.count());
        });
    }

    @Override
    public void on(Push.PresenceChanged push) {
        words.event("presence", out -> ResultJson.presence(out, push.state()));
    }

    @Override
    public void on(Push.MemberChanged push) {
        words.event("member", out -> {
            out.writeStringField("room", push.room().value());
            out.writeStringField("account", push.account().value());
            out.writeBooleanField("joined", push.joined());
        });
    }

    /** Nothing that is kept: where it would have to wait it is dropped. */
    @Override
    public void on(Push.Signalled push) {
        if (!connection.isOpen()) {
            metrics.dropped(DropReason.SLOW_CONSUMER, 1);
            return;
        }
        words.event("signal", out -> {
            out.writeStringField("room", push.room().value());
            out.writeStringField("from", push.from().value());
            ItemFormat.content(out, push.content(), true);
        });
        metrics.delivered(1);
    }

    @Override
    public void on(Push.LaneChanged push) {
        words.event("lane", out -> {
            out.writeStringField("room", push.room().value());
            out.writeStringField("lane", push.lane());
            out.writeStringField("account", push.account().value());
            out.writeBooleanField("joined", push.joined());
        });
    }

    @Override
    public void on(Push.StreamEnded push) {
        words.event("ended", out -> {
            out.writeStringField("room", push.room().value());
            out.writeStringField("why", push.reason().name().toLowerCase(Locale.ROOT));
        });
    }

    @Override
    public void on(Push.Kicked push) {
        if (push.reason() == Push.Reason.SHUTDOWN) {
            goaway();
            connection.close(CloseCode.GOING_AWAY, "going away");
            return;
        }
        String why = push.reason().name().toLowerCase(Locale.ROOT);
        words.event("kicked", out -> out.writeStringField("why", why));
        connection.close(CloseCode.KICKED, why);
    }

    /** Both are unsigned on the wire. */
    private static void frame(JsonGenerator out, int handle, long number) throws IOException {
        out.writeNumberField("handle", Integer.toUnsignedLong(handle));
        out.writeFieldName("n");
        out.writeNumber(Long.toUnsignedString(number));
    }

    private static void gap(JsonGenerator out, String room, Missed missed, String reason) throws IOException {
        out.writeStringField("room", room);
        out.writeNumberField("epoch", missed.epoch());
        out.writeNumberField("from", missed.from());
        if (missed.to() != Gap.UNKNOWN) {
            out.writeNumberField("to", missed.to());
        }
        out.writeStringField("reason", reason);
    }
}
