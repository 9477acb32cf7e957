package io.rialto.adapter.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rialto.adapter.CommandGate;
import io.rialto.adapter.Reading;
import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.json.JsonSource;
import io.rialto.adapter.stream.RunSubscriber;
import io.rialto.adapter.web.CloseCode;
import io.rialto.adapter.web.Conversation;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.config.SessionsConfig;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;

/** The native protocol on one connection (docs/protocol-websocket.md). Confined to the connection's event loop. */
final class NativeConversation implements Conversation, Outbound {
    private static final int MAX_HELD = 256;

    private final WebSocketDoor door;
    private final WebSocketConnection connection;
    private final JsonSource json;
    private final Operations operations;
    private final SessionsConfig limits;
    private final CommandGate gate;
    private final SignInDesk desk;
    private final Answers answers;
    private final Events events;
    private final Sends sends;
    /** Null until the client has signed in. */
    private Silence silence;
    /** Null until the connection has to do with a stream room. */
    private StreamRooms streams;
    /** What came while the sign-in was pending; null where nothing did. */
    private Deque<byte[]> held;
    /** Null until the session subscribes. */
    private Subscriber subscriber;
    /** Null until the client asks for one. */
    private Pages pages;

    NativeConversation(WebSocketDoor door, WebSocketConnection connection, JsonSource json, Operations operations) {
        this.door = door;
        this.connection = connection;
        this.json = json;
        this.operations = operations;
        this.limits = door.doors().config().sessions();
        this.gate = new CommandGate(limits);
        this.desk = new SignInDesk(door);
        this.answers = new Answers(connection);
        this.events = new Events(connection, door.metrics());
        this.sends = new Sends(gate, answers, door.metrics(), limits.maxUnacked());
    }

    @Override
    public boolean takesBinary() {
        return gate.isOpen();
    }

    @Override
    public void message(boolean binary, ByteBuf message) {
        if (binary) {
            streams().publish(message);
            return;
        }
        byte[] bytes = ByteBufUtil.getBytes(message);
        if (!desk.isPending()) {
            take(bytes);
        } else {
            hold(bytes);
        }
    }

    private void hold(byte[] bytes) {
        if (held == null) {
            held = new ArrayDeque<>(1);
        }
        if (held.size() < MAX_HELD) {
            held.add(bytes);
        } else {
            connection.close(CloseCode.POLICY, "too many requests before the sign-in");
        }
    }

    private void take(byte[] bytes) {
        Fields frame;
        try {
            frame = json.read(bytes);
        } catch (GatewayException noObject) {
            answers.refusal(noObject);
            connection.close(CloseCode.POLICY, "not a JSON object within the limits");
            return;
        }
        try {
            take(Request.read(frame));
        } catch (GatewayException noRequest) {
            answers.refusal(noRequest);
        }
    }

    private void take(Request request) {
        try {
            if (request.op().equals("auth")) {
                signIn(request);
            } else if (gate.isOpen()) {
                operations.of(request.op()).run(this, request);
            } else {
                throw new GatewayException(ErrorCode.UNAUTHENTICATED, "sign in first: op auth");
            }
        } catch (RuntimeException refused) {
            answers.failure(request, refused);
        }
    }

    private void signIn(Request request) {
        if (gate.isOpen()) {
            throw new GatewayException(
                    ErrorCode.ALREADY, "signed in as " + gate.session().info().account());
        }
        SignInRequest wanted = SignInRequest.read(request.args());
        connection.reading().pause(Reading.Cause.SIGN_IN);
        desk.open(wanted, connection.origin(), this).onComplete(done -> {
            if (done.succeeded()) {
                begin(request, done.result());
            } else {
                answers.failure(request, done.cause());
            }
            goOn();
        });
    }

    private void begin(Request request, SignInDesk.Opened opened) {
        if (connection.isClosing()) {
            opened.session().close();
            return;
        }
        gate.open(opened.session());
        connection.raiseLimit();
        silence = new Silence(limits.keepAlive().toMillis());
        answers.success(request, opened.welcome(limits.keepAlive()));
        if (opened.inbox() != null) {
            events.hello(opened.inbox());
        }
    }

    /** Takes up what came while the sign-in was pending. */
    private void goOn() {
        while (held != null && !held.isEmpty() && !desk.isPending() && !connection.isClosing()) {
            take(held.poll());
        }
        if (held != null && held.isEmpty()) {
            held = null;
        }
        if (desk.isOver(0)) {
            connection.close(CloseCode.POLICY, "too many failed sign-ins");
        } else if (!desk.isPending()) {
            connection.reading().resume(Reading.Cause.SIGN_IN);
        }
    }

    /** Carries out a command, then answers. */
    <R> void answer(Request request, Command<R> command, Answers.Result<R> result) {
        answers.when(gate.submit(command), request, result);
    }

    /** As {@link #answer}, for answers that may be large. */
    <R> void page(Request request, Command<R> command, Answers.Result<R> result) {
        if (pages == null) {
            pages = new Pages(
                    connection, door.doors().config().listeners().http().pagesWaiting());
        }
        pages.ask(() -> {
            Future<R> page = gate.submit(command);
            answers.when(page, request, result);
            return page;
        });
    }

    /** The subscriber of all this session's subscriptions. */
    Subscriber subscriber() {
        if (subscriber == null) {
            long number = gate.session().info().id().value();
            subscriber = new RunSubscriber(connection, connection, door.metrics(), number, RunFrames.FORMAT);
        }
        return subscriber;
    }

    /** The stream rooms of this connection. */
    StreamRooms streams() {
        if (streams == null) {
            streams = new StreamRooms(door, connection, gate, answers, events);
        }
        return streams;
    }

    void ping(Request request) {
        long now = System.currentTimeMillis();
        answers.success(request, out -> {
            out.writeStartObject();
            out.writeNumberField("serverTs", now);
            out.writeEndObject();
        });
    }

    void logout(Request request) {
        answers.success(request, JsonBody.EMPTY);
        connection.close(CloseCode.NORMAL, "logout");
    }

    void acknowledge(Request request) {
        Fields args = request.args();
        if (!args.has("iseq")) {
            throw args.missing("iseq", "a whole number");
        }
        long iseq = args.integer("iseq", 0, 0, Long.MAX_VALUE);
        Future<Done> done = gate.submit(new InboxCommand.AckInbox(iseq));
        if (request.id() != null) {
            answers.when(done, request, (out, ok) -> JsonBody.EMPTY.write(out));
        }
    }

    void send(Request request) {
        sends.run(request);
    }

    void signal(Request request) {
        sends.signal(request);
    }

    @Override
    public void push(Push push) {
        push.accept(events);
        if (streams != null && push instanceof Push.StreamEnded ended) {
            streams.ended(ended.room());
        }
    }

    @Override
    public Future<Void> view(Viewing viewing) {
        return gate.isOpen()
                ? streams().view(viewing)
                : Future.failedFuture(new GatewayException(ErrorCode.TIMEOUT, "it is being signed in"));
    }

    @Override
    public void congested(boolean yes) {
        if (connection.isClosing()) {
            return;
        }
        if (yes) {
            connection.reading().pause(Reading.Cause.CONGESTED);
        } else {
            connection.reading().resume(Reading.Cause.CONGESTED);
        }
    }

    @Override
    public ByteBuf gapNote(Gap gap) {
        return Events.gap(gap);
    }

    @Override
    public boolean isToldAllGaps() {
        return true;
    }

    @Override
    public void drained() {
        if (pages != null) {
            pages.goOn();
        }
    }

    @Override
    public void tick(long now) {
        if (silence != null) {
            listen(now);
        } else if (desk.isOver(now)) {
            connection.close(CloseCode.POLICY, "no sign-in in time");
        }
    }

    /** Nothing can come while we do not read; who still takes what waits is there, who does not is too slow. */
    private void listen(long now) {
        boolean excused = connection.reading().isPaused() || !connection.isOpen();
        switch (silence.at(now, connection.hasHeard() || excused)) {
            case FINE -> {
                // it is there, or may be
            }
            case ASK -> connection.ping();
            case LOST -> connection.close(CloseCode.POLICY, "nothing was heard in time");
        }
    }

    @Override
    public void goingAway() {
        events.goaway();
    }

    @Override
    public void ended() {
        held = null;
        if (pages != null) {
            pages.close();
        }
        gate.close();
        if (streams != null) {
            streams.close();
        }
    }
}
