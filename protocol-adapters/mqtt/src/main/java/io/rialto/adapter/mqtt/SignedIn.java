package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.OutboundQueue;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Queued;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.ClientState;
import io.rialto.contract.session.DurableSession;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * A connection whose client has signed in: hands packets, pushes to those they concern. Confined to the connection's event
 * loop.
 */
final class SignedIn implements Push.Handler {
    private final Link link;
    /** Null until the client publishes something: an idle connection keeps nothing of it. */
    private Upward upward;
    /** Null until the client subscribes to something. */
    private Downward downward;

    /** Null until the client proves again who it is. */
    private Reauthentication again;

    private boolean ackEnded;

    /** Nothing under way. */
    SignedIn(Link link) {
        this.link = link;
    }

    Client client() {
        return link.client();
    }

    /** What an operator sees of it. */
    ClientState state(String node, String address, int shown) {
        SessionInfo info = link.gate().session().info();
        OutboundQueue queue = link.queue();
        int waiting = downward == null ? 0 : downward.window().waitingFrames();
        long bytes = downward == null ? 0 : downward.window().waitingBytes();
        int inFlight = downward == null ? 0 : client().window() - downward.ids().free();
        return new ClientState(
                node,
                info,
                client().protocol().is5() ? "mqtt 5" : "mqtt 3.1.1",
                address,
                client().keepAlive(),
                new ClientState.Queue(queue.waitingBytes() + bytes, queue.waitingMessages() + waiting, inFlight),
                downward == null ? 0 : downward.subscriptions().size(),
                downward == null ? List.of() : downward.subscriptions().list(shown),
                link.door().broker().errors().of(info));
    }

    /** Takes a packet, except DISCONNECT. */
    void on(PacketType type, int header, ByteBuf in) {
        Protocol protocol = link.client().protocol();
        switch (type) {
            case PUBLISH -> upward().publishes().on(PublishPacket.read(header, in, protocol, upward().lastTopic()));
            case PUBACK -> acknowledged(AckPacket.read(type, in, protocol).packetId());
            case PUBREC -> received(AckPacket.read(type, in, protocol));
            case PUBREL ->
                upward().window().release(AckPacket.read(type, in, protocol).packetId());
            case PUBCOMP -> completed(AckPacket.read(type, in, protocol).packetId());
            case SUBSCRIBE -> downward().subscriptions().on(SubscribePacket.read(in, protocol));
            case UNSUBSCRIBE -> downward().subscriptions().on(UnsubscribePacket.read(in, protocol));
            case AUTH -> again(AuthPacket.read(in, link.client().method()));
            case PINGREQ -> ping(in);
            case RESERVED, CONNECT, CONNACK, SUBACK, UNSUBACK, PINGRESP, DISCONNECT ->
                throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, type + " now");
        }
    }

    /** All packets that had been received were taken: what their acknowledgements made room for goes out together. */
    void turnEnded() {
        if (ackEnded) {
            pump();
        }
    }

    /** The socket takes bytes again, or the client has acknowledged something. */
    void pump() {
        ackEnded = false;
        if (downward != null) {
            if (downward.durable() != null) {
                downward.durable().pump();
            }
            downward.trees().inbox().pump();
            downward.window().pump();
            downward.trees().shares().pump();
        }
    }

    /** Once a second. */
    void tick() {
        if (downward != null) {
            downward.subscriptions().tick();
        }
    }

    /** Frames were dropped before they were written. */
    void missed(Gap gap) {
        if (downward != null) {
            downward.gaps().note(gap);
        }
    }

    /** A run goes to the socket: the bytes to write, with what was missed before it. Takes over the buffer. */
    ByteBuf passing(Run run, ByteBuf bytes) {
        return downward == null ? bytes : downward.gaps().told(run, bytes);
    }

    /** Goes on where an earlier connection of the session stood, where there was one. */
    void resume() {
        link.gate().session().durable().ifPresent(durable -> {
            durable.subscriptions().forEach(downward().subscriptions()::restore);
            downward().durable().resume();
        });
    }

    /** A message of the session's queue. */
    void queued(Queued item) {
        downward().durable().offer(item);
    }

    /** An operator has the client see a stream room, or no more. */
    Future<Void> view(Viewing viewing) {
        return downward().subscriptions().view(viewing);
    }

    /**
     * Publishes the will where that is due now, forgets what waits.
     *
     * @param expiry seconds that the session lives on; -1: as it was opened
     */
    void leave(boolean will, long expiry) {
        Will mine = will ? link.client().will() : null;
        Optional<DurableSession> durable = link.gate().session().durable();
        boolean later = mine != null && durable.isPresent() && mine.waits() && expiry != 0;
        if (mine != null && !later) {
            upward().publishes().will(mine);
        }
        durable.ifPresent(kept -> kept.leave(expiry < 0 ? -1 : Will.millis(expiry), later));
        if (again != null) {
            again.close();
        }
        if (upward != null) {
            upward.frames().close();
        }
        if (downward != null) {
            downward.ids().close();
            downward.window().close();
            downward.trees().inbox().close();
            downward.subscriptions().close();
            if (downward.durable() != null) {
                downward.durable().close();
            }
        }
    }

    @Override
    public void on(Push.Item push) {
        downward().trees().inbox().offer(push.item());
    }

    @Override
    public void on(Push.Notice push) {
        // Only sessions that pull are noticed; this one is driven by the server.
    }

    @Override
    public void on(Push.PresenceChanged push) {
        // MQTT has no form for presence.
    }

    @Override
    public void on(Push.MemberChanged push) {
        AccountId me = link.gate().session().info().account();
        if (downward != null && !push.joined() && push.account().equals(me)) {
            downward.subscriptions().left(push.room());
        }
    }

    @Override
    public void on(Push.Signalled push) {
        if (downward != null) {
            downward.trees().events().signalled(push);
        }
    }

    @Override
    public void on(Push.LaneChanged push) {
        // MQTT has no form for who publishes.
    }

    @Override
    public void on(Push.StreamEnded push) {
        // MQTT has no form for the end of a topic: nothing comes any more.
        if (upward != null) {
            upward.frames().ended(push.room());
        }
        if (downward != null) {
            downward.trees().streams().ended(push.room());
        }
    }

    @Override
    public void on(Push.Kicked push) {
        link.lifeline().goodbye(ReasonCodes.of(push.reason()));
    }

    private void ping(ByteBuf in) {
        Wire.requireEnd(in);
        link.door().traffic().sent(PacketType.PINGRESP, ReasonCodes.SUCCESS);
        link.queue().write(Packets.pingresp());
    }

    private void acknowledged(int packetId) {
        if (isDurable(packetId)) {
            ackEnded |= downward().durable().acknowledged(packetId);
        } else {
            ended(packetId, downward().ids().acknowledged(packetId));
        }
    }

    private void completed(int packetId) {
        if (isDurable(packetId)) {
            ackEnded |= downward().durable().completed(packetId);
        } else {
            ended(packetId, downward().ids().completed(packetId));
        }
    }

    private boolean isDurable(int packetId) {
        return DurableIds.covers(packetId) && downward().durable() != null;
    }

    private void received(AckPacket received) {
        if (isDurable(received.packetId())) {
            ackEnded |= downward().durable().received(received);
            return;
        }
        if (received.failed()) {
            ended(received.packetId(), downward().ids().refused(received.packetId()));
            return;
        }
        boolean known = downward().ids().received(received.packetId());
        Packets.ack(
                link,
                Packets.Ack.PUBREL,
                received.packetId(),
                known ? ReasonCodes.SUCCESS : ReasonCodes.PACKET_ID_NOT_FOUND);
    }

    private void again(AuthPacket auth) {
        if (again == null) {
            again = new Reauthentication(link);
        }
        again.on(auth);
    }

    private Upward upward() {
        if (upward == null) {
            upward = Upward.of(link);
        }
        return upward;
    }

    private Downward downward() {
        if (downward == null) {
            downward = Downward.of(link);
        }
        return downward;
    }

    private void ended(int packetId, long inboxPosition) {
        if (inboxPosition > 0) {
            downward().trees().inbox().acknowledged(inboxPosition);
        }
        if (inboxPosition >= 0) {
            downward().trees().shares().ended(packetId);
            ackEnded = true;
        }
    }
}
