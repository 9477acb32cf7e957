package io.rialto.adapter.websocket;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.json.ItemFormat;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.json.PageJson;
import io.rialto.adapter.json.ResultJson;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.session.Push;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** What a client is told without asking, as {@code {"ev":…}}. Confined to the connection's event loop. */
final class Events implements Push.Handler {
    /** Clients of a node that goes away come back spread over this long. */
    private static final int MAX_RETURN_MILLIS = 5000;

    private final WebSocketConnection connection;
    private final DoorMetrics metrics;

    Events(WebSocketConnection connection, DoorMetrics metrics) {
        this.connection = connection;
        this.metrics = metrics;
    }

    /** Where the device stands. */
    void hello(InboxOpened opened) {
        send("hello", out -> {
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
        send("goaway", out -> out.writeNumberField("delayMs", delay));
    }

    /** Frames of a channel were dropped. */
    static ByteBuf gap(String topic, long epoch, long from, long to) {
        return event("gap", out -> {
            out.writeStringField("room", "c:" + topic);
            out.writeNumberField("epoch", epoch);
            out.writeNumberField("from", from);
            out.writeNumberField("to", to);
            out.writeStringField("reason", "slow_consumer");
        });
    }

    @Override
    public void on(Push.Item push) {
        send("s_msg", out -> {
            out.writeNumberField("iseq", push.item().iseq());
            out.writeNumberField("prev", push.prev());
            out.writeBooleanField("dup", push.again());
            PageJson.inboxItem(out, push.item(), ItemFormat.MAX_PUSHED);
        });
        metrics.delivered(1);
    }

    @Override
    public void on(Push.Notice push) {
        send("s_ntf", out -> {
            out.writeNumberField("head", push.head());
            out.writeNumberField("its", push.its());
            out.writeNumberField("n", push.count());
        });
    }

    @Override
    public void on(Push.PresenceChanged push) {
        send("presence", out -> ResultJson.presence(out, push.state()));
    }

    @Override
    public void on(Push.MemberChanged push) {
        send("member", out -> {
            out.writeStringField("room", push.room().value());
            out.writeStringField("account", push.account().value());
            out.writeBooleanField("joined", push.joined());
        });
    }

    @Override
    public void on(Push.LaneChanged push) {
        send("lane", out -> {
            out.writeStringField("room", push.room().value());
            out.writeStringField("lane", push.lane());
            out.writeStringField("account", push.account().value());
            out.writeBooleanField("joined", push.joined());
        });
    }

    @Override
    public void on(Push.StreamEnded push) {
        send("ended", out -> {
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
        send("kicked", out -> out.writeStringField("why", why));
        connection.close(CloseCode.KICKED, why);
    }

    private void send(String name, JsonBody fields) {
        if (!connection.isClosing()) {
            connection.send(event(name, fields));
        }
    }

    private static ByteBuf event(String name, JsonBody fields) {
        return ServerFrames.json(out -> {
            out.writeStartObject();
            out.writeStringField("ev", name);
            fields.write(out);
            out.writeEndObject();
        });
    }
}
