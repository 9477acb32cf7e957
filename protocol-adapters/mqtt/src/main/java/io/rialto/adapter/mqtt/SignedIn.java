package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Push;

/**
 * A connection whose client has signed in: hands packets, pushes to those they concern. Confined to the connection's event
 * loop.
 */
final class SignedIn implements Push.Handler {
    private final Link link;
    private final Lifeline lifeline;
    private final PacketIds ids;
    private final UntoldGaps gaps;
    private final OutboundWindow window;
    private final InboxDelivery inbox;
    private final InboundWindow inbound;
    private final StreamPublishes frames;
    private final PublishFlow publishes;
    private final StreamSubscriptions streams;
    private final SubscribeFlow subscriptions;

    /** Nothing under way. */
    SignedIn(Link link, Lifeline lifeline) {
        this.link = link;
        this.lifeline = lifeline;
        this.ids = new PacketIds(link.client().window());
        this.gaps = new UntoldGaps(link.client());
        FrameEncoder encoder = new FrameEncoder(link);
        this.window = new OutboundWindow(link, encoder, ids, gaps);
        this.inbox = new InboxDelivery(link, ids);
        this.inbound = new InboundWindow(link, lifeline);
        this.frames = new StreamPublishes(link, inbound);
        this.publishes = new PublishFlow(link, inbound, frames);
        this.streams = new StreamSubscriptions(link, new StreamDeliveries(link, gaps));
        this.subscriptions = new SubscribeFlow(link, new Deliveries(link, encoder, window, gaps), inbox, streams);
    }

    Client client() {
        return link.client();
    }

    /** Takes a packet, except DISCONNECT. */
    void on(PacketType type, int header, ByteBuf in) {
        Protocol protocol = link.client().protocol();
        switch (type) {
            case PUBLISH -> publishes.on(PublishPacket.read(header, in, protocol));
            case PUBACK -> ended(ids.acknowledged(AckPacket.read(in, protocol).packetId()));
            case PUBREC -> received(AckPacket.read(in, protocol));
            case PUBREL -> inbound.release(AckPacket.read(in, protocol).packetId());
            case PUBCOMP -> ended(ids.completed(AckPacket.read(in, protocol).packetId()));
            case SUBSCRIBE -> subscriptions.on(SubscribePacket.read(in, protocol));
            case UNSUBSCRIBE -> subscriptions.on(UnsubscribePacket.read(in, protocol));
            case PINGREQ -> ping(in);
            case RESERVED, CONNECT, CONNACK, SUBACK, UNSUBACK, PINGRESP, DISCONNECT, AUTH ->
                throw new MalformedPacket(ReasonCodes.PROTOCOL_ERROR, type + " now");
        }
    }

    /** The socket takes bytes again, or the client has acknowledged something. */
    void pump() {
        inbox.pump();
        window.pump();
    }

    /** Frames were dropped before they were written. */
    void missed(Gap gap) {
        gaps.note(gap);
    }

    /** A run goes to the socket: the bytes to write, with what was missed before it. Takes over the buffer. */
    ByteBuf passing(Run run, ByteBuf bytes) {
        return gaps.told(run, bytes);
    }

    /** Publishes the will where that is due, forgets what waits. */
    void leave(boolean will) {
        if (will && link.client().will() != null) {
            publishes.will(link.client().will());
        }
        frames.close();
        window.close();
        inbox.close();
    }

    @Override
    public void on(Push.Item push) {
        inbox.offer(push.item());
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
        if (!push.joined() && push.account().equals(me)) {
            subscriptions.left(push.room());
        }
    }

    @Override
    public void on(Push.LaneChanged push) {
        // MQTT has no form for who publishes.
    }

    @Override
    public void on(Push.StreamEnded push) {
        // MQTT has no form for the end of a topic: nothing comes any more.
        frames.ended(push.room());
        streams.ended(push.room());
    }

    @Override
    public void on(Push.Kicked push) {
        lifeline.goodbye(ReasonCodes.of(push.reason()));
    }

    private void ping(ByteBuf in) {
        Wire.requireEnd(in);
        link.queue().write(Packets.pingresp());
    }

    private void received(AckPacket received) {
        if (received.failed()) {
            ended(ids.refused(received.packetId()));
            return;
        }
        boolean known = ids.received(received.packetId());
        link.queue()
                .write(Packets.ack(
                        Packets.Ack.PUBREL,
                        link.client().protocol(),
                        received.packetId(),
                        known ? ReasonCodes.SUCCESS : ReasonCodes.PACKET_ID_NOT_FOUND));
    }

    private void ended(long inboxPosition) {
        if (inboxPosition > 0) {
            inbox.acknowledged(inboxPosition);
        }
        if (inboxPosition >= 0) {
            pump();
        }
    }
}
