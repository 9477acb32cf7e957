package io.rialto.adapter.bigbinary;

import io.rialto.adapter.DropReason;
import io.rialto.adapter.stream.RunSubscriber;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.id.Topics;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Push;

/**
 * The sends and subscriptions of one connection; only so many sends may be unanswered (decisions 20). Confined to the
 * connection's event loop.
 */
final class Messages {
    private static final int RETAIN = 1;
    private static final int WAS_THERE = 1;
    private static final int SUBSCRIBED = 2;
    private static final int QOS = 1;

    private final Link link;
    private final Subscriber subscriber;
    private final int limit;
    private int unanswered;

    Messages(Link link, Object connection) {
        this.link = link;
        this.subscriber = new RunSubscriber(
                connection, link.queue(), link.door().metrics(), link.session(), MessageFormat.FORMAT);
        this.limit = link.door().doors().config().sessions().maxUnacked();
    }

    void send(int flags, int req, Body body) {
        String to = body.text16();
        String cmid = body.text8();
        Content content = Wire.content(body);
        link.door().metrics().received(1);
        RoomId room = RoomId.ofAddressee(to, link.gate().session().info().account());
        boolean retain = (flags & RETAIN) != 0;
        requirePlace();
        if (room.kind() == RoomKind.CHANNEL) {
            publish(new Publication(room.name(), content, QOS, retain, Long.MAX_VALUE, receipt(req)));
        } else if (retain) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "only a channel retains");
        } else {
            send(req, new MessageCommand.SendMessage(room, cmid.isEmpty() ? null : cmid, content));
        }
    }

    /** Says something to whoever is there now. */
    void signal(int req, Body body) {
        String to = body.text16();
        Content content = Wire.content(body);
        link.door().metrics().received(1);
        RoomId room = RoomId.ofAddressee(to, link.gate().session().info().account());
        requirePlace();
        unanswered++;
        link.answers()
                .done(
                        link.gate()
                                .submit(new SignalCommand.Signal(room, content))
                                .onComplete(done -> unanswered--),
                        req);
    }

    /** Nothing that is kept: where it would have to wait it is dropped. */
    void signalled(Push.Signalled push) {
        if (link.queue().isOpen()) {
            link.queue().write(Events.signal(push));
            link.door().metrics().delivered(1);
        } else {
            link.door().metrics().dropped(DropReason.SLOW_CONSUMER, 1);
        }
    }

    private void requirePlace() {
        if (unanswered >= limit) {
            throw new GatewayException(ErrorCode.RATE_LIMITED, "more than " + limit + " sends are unanswered");
        }
    }

    void subscribe(int flags, int req, Body body) {
        String filter = body.text16();
        body.end();
        boolean retained = (flags & RETAIN) != 0;
        Topics.requireFilter(filter);
        link.answers().done(link.gate().submit(new ChannelCommand.Subscribe(filter, subscriber, retained)), req);
    }

    void unsubscribe(int req, Body body) {
        String filter = body.text16();
        body.end();
        link.answers().done(link.gate().submit(new ChannelCommand.Unsubscribe(filter, subscriber)), req);
    }

    private void send(int req, MessageCommand.SendMessage message) {
        unanswered++;
        link.answers().begin();
        link.gate().submit(message).onComplete(done -> {
            if (done.succeeded()) {
                sent(req, done.result());
            } else {
                link.answers().refuse(req, done.cause());
            }
            ended();
        });
    }

    private void publish(Publication publication) {
        unanswered++;
        link.answers().begin();
        link.gate().publish(publication);
    }

    private Publication.Receipt receipt(int req) {
        return (failure, matched) -> {
            if (failure == null) {
                write(req, matched ? SUBSCRIBED : 0, 0, 0, System.currentTimeMillis());
            } else {
                link.answers().refuse(req, failure);
            }
            ended();
        };
    }

    private void sent(int req, Sent sent) {
        write(req, sent.dup() ? WAS_THERE : 0, sent.mid().value(), sent.cseq(), sent.ts());
    }

    private void write(int req, int flags, long mid, long cseq, long ts) {
        link.answers().write(Wire.SENT, flags, req, out -> out.writeLong(mid)
                .writeLong(cseq)
                .writeLong(ts));
    }

    private void ended() {
        unanswered--;
        link.answers().end();
    }
}
