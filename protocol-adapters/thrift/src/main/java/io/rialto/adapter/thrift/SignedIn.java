package io.rialto.adapter.thrift;

import io.rialto.adapter.Rate;
import io.rialto.adapter.web.CloseCode;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;

/** A connection whose client has signed in: hands frames, pushes to those they concern. Confined to its event loop. */
final class SignedIn implements Push.Handler {
    /** What the server calls itself in the answer to a sign-in; clients do not look. */
    private static final long SERVER_NUMBER = 1;

    private final Line line;
    private final Session session;
    private final Rate requests;
    private final Deliveries deliveries;
    private final InboxFeed inbox;
    private final Sends sends;
    private final History history;
    private final Friends friends;
    private final Presences presences;
    private final VirtualRooms rooms;
    private final StreamSends streams;
    private final Business business;
    private final NodesDesk nodes;
    private final Turns turns;
    private final BigDataAssembly bigData;
    private final long pingMillis;
    private long lastHeard;
    private boolean detected;

    SignedIn(Line line, Session session, TimLogin login) {
        this.line = line;
        this.session = session;
        this.lastHeard = line.now();
        this.requests = new Rate(line.door().doors().config().sessions().commandsPerSecond());
        Self self = new Self(session.info().account(), login);
        this.deliveries = new Deliveries(line);
        this.inbox = new InboxFeed(line, session, deliveries);
        this.sends = new Sends(line, session, self);
        this.history = new History(line, session, self);
        this.friends = new Friends(line, session);
        this.presences = new Presences(line, session, self, friends);
        this.business = new Business(line, session, self, friends);
        this.nodes = new NodesDesk(line, session);
        this.turns = new Turns(line);
        this.rooms = new VirtualRooms(line, session);
        this.streams = new StreamSends(line, session);
        this.bigData = new BigDataAssembly(line.door().config().maxFrame(), line::now);
        this.pingMillis = line.door().config().pingTimeout().toMillis();
    }

    /** Tells the client that it is in, begins to feed it. */
    void welcome() {
        line.send(
                TimCommand.ACK,
                TimAck.ok(TimCommand.AUTH.number())
                        .with(TimAck.T, SERVER_NUMBER)
                        .with(TimAck.N, session.info().account().value())
                        .with(TimAck.N2, Base58.of(session.info().id().value())));
        inbox.open();
        friends.open();
    }

    /** Takes a frame, or a further part of big data. */
    void take(byte[] frame) {
        lastHeard = line.now();
        detected = false;
        boolean isPart = bigData.isCollecting();
        if (isPart && bigData.add(frame)) {
            takeBigData();
        } else if (!isPart || !bigData.isCollecting()) {
            takeWhole(frame);
        }
    }

    private void takeWhole(byte[] frame) {
        TimCommand command = TimCommand.of(frame[0]);
        if (command == null) {
            line.refuse(TimCommand.numberOf(frame[0]), TimCode.PARAMETER);
            return;
        }
        if (command.isRequest() && !requests.take()) {
            line.refuse(command.number(), TimCode.TOO_OFTEN);
            return;
        }
        try {
            dispatch(command, frame);
        } catch (Undecodable broken) {
            undecodable(command);
        }
    }

    private void dispatch(TimCommand command, byte[] frame) {
        switch (command) {
            case ACK -> deliveries.acknowledged(frame);
            case PING -> line.send(TimCommand.PING);
            case AUTH -> line.send(TimCommand.ACK, TimAck.ok(command.number()));
            case OFFLINE -> inbox.ask();
            case PULL -> {
                Struct request = struct(TimReq.SHAPE, frame);
                turns.alone(command, () -> history.pull(request));
            }
            case MESSAGE, REVOKE, BURN -> {
                Struct message = struct(TimMessage.SHAPE, frame);
                turns.begin(command, () -> sends.message(command, message));
            }
            case PRESENCE, BROADCAST_PRESENCE -> {
                Struct presence = struct(TimPresence.SHAPE, frame);
                turns.begin(command, () -> presences.take(command, presence));
            }
            case VROOM -> rooms.take(struct(TimReq.SHAPE, frame));
            case STREAM -> streams.stream(struct(TimStream.SHAPE, frame));
            case BIG_STRING, BIG_BINARY, BIG_STREAM -> {
                if (bigData.begin(frame)) {
                    takeBigData();
                }
            }
            case BUSINESS -> {
                Struct request = struct(TimReq.SHAPE, frame);
                turns.alone(command, () -> business.take(request));
            }
            case NODES -> {
                Struct request = struct(TimNodes.SHAPE, frame);
                turns.alone(command, () -> nodes.take(request));
            }
            case REGISTER, TOKEN, OFFLINE_END, LOGOUT -> line.refuse(command.number(), TimCode.PARAMETER);
        }
    }

    private static Struct struct(Shape shape, byte[] frame) {
        return Flavour.of(frame[0]).decode(shape, frame, 1);
    }

    /** Where it cannot be told for whom it is it is dropped in silence (tim-protocol.md §2.7). */
    private void takeBigData() {
        BigData data = bigData.takeWhole();
        if (data == null) {
            line.ignoreMalformed();
        } else if (data.command() == TimCommand.BIG_STREAM) {
            streams.bigData(data);
        } else {
            turns.begin(data.command(), () -> sends.bigData(data));
        }
    }

    private void undecodable(TimCommand command) {
        switch (command) {
            // TIM names the big binary for all three (tim-protocol.md §2.7).
            case BIG_STRING, BIG_BINARY, BIG_STREAM ->
                line.refuseForGood(TimCommand.BIG_BINARY.number(), TimCode.BIG_DATA);
            case PULL, VROOM, BUSINESS, NODES -> line.refuseForGood(command.number(), TimCode.PARAMETER);
            default -> line.refuseForGood(command.number(), TimCode.FORMAT);
        }
    }

    /** An operator has the client see a virtual room, or no more. */
    Future<Void> view(Viewing viewing) {
        return rooms.view(viewing);
    }

    void drained() {
        sends.drained();
        history.drained();
        inbox.pump();
    }

    void tick(long now) {
        if (now - lastHeard > pingMillis) {
            line.close(CloseCode.GOING_AWAY, "no ping");
            return;
        }
        if (!detected && now - lastHeard > pingMillis / 2) {
            detected = true;
            line.send(TimCommand.PING); // TIM's "detect": a connection that is broken shows it when written to
        }
        if (bigData.isOver(now)) {
            bigData.drop();
            line.refuse(TimCommand.BIG_BINARY.number(), TimCode.BIG_DATA);
        }
        deliveries.tick(now);
        inbox.tick(now);
    }

    void ended() {
        deliveries.close();
        inbox.close();
        rooms.close();
        bigData.drop();
        sends.close();
        turns.close();
        session.close();
    }

    @Override
    public void on(Push.Item push) {
        friends.heard(push.item().message());
        inbox.offer(push.item());
    }

    @Override
    public void on(Push.Notice push) {
        // Only sessions that pull are noticed; this one is driven by the server.
    }

    @Override
    public void on(Push.Signalled push) {
        friends.heard(push);
        SignalForm.send(line, push, session.info().account());
    }

    @Override
    public void on(Push.PresenceChanged push) {
        presences.changed(push.state());
    }

    @Override
    public void on(Push.MemberChanged push) {
        // Notices of membership belong to TIMBUSINESS, which this door does not offer yet.
    }

    @Override
    public void on(Push.LaneChanged push) {
        // Told to those who have joined a stream channel; clients of this door only subscribe to virtual rooms.
    }

    @Override
    public void on(Push.StreamEnded push) {
        rooms.ended(push.room());
    }

    /** TIM's forced logout, after which its clients stay away; a node that goes away says nothing, so they come back. */
    @Override
    public void on(Push.Kicked push) {
        if (push.reason() == Push.Reason.SHUTDOWN) {
            line.close(CloseCode.GOING_AWAY, "going away");
        } else {
            line.send(TimCommand.ACK, TimAck.ok(TimCommand.LOGOUT.number()));
            line.close(CloseCode.KICKED, "signed in elsewhere, or the token ended");
        }
    }
}
