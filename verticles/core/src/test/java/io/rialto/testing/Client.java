package io.rialto.testing;

import io.rialto.contract.channel.Piece;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.MessageCommand.SendMessage;
import io.rialto.contract.command.Sent;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.DurableSession;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPublication;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** A signed-in connection, as a test uses it: every call is made on the connection's context. */
public final class Client {
    private final Context context;
    private final FakeDoor door;
    private final Session session;

    Client(Context context, FakeDoor door, Session session) {
        this.context = context;
        this.door = door;
        this.session = session;
    }

    public Session session() {
        return session;
    }

    public FakeDoor door() {
        return door;
    }

    public Context context() {
        return context;
    }

    /** Carries out a command on the connection's context; the answer may be awaited anywhere. */
    public <R> Future<R> submit(Command<R> command) {
        Promise<R> answer = Promise.promise();
        context.runOnContext(now -> session.submit(command).onComplete(answer));
        return answer.future();
    }

    /** Carries out a command, goes on in the same turn of the loop in which its answer comes. */
    public <R, S> Future<S> then(Command<R> command, Function<R, Future<S>> next) {
        Promise<S> answer = Promise.promise();
        context.runOnContext(now -> session.submit(command).compose(next).onComplete(answer));
        return answer.future();
    }

    /** Carries out a command, gives its answer. */
    public <R> R ask(Command<R> command) {
        return Await.await(submit(command));
    }

    public Future<Sent> send(RoomId room, String cmid, String text) {
        return submit(new SendMessage(room, cmid, Content.text(text)));
    }

    /** Publishes; {@code true} where somebody was subscribed. */
    public Future<Boolean> publish(String topic, String text, int qos, boolean retain) {
        Promise<Boolean> receipt = Promise.promise();
        Content content = Content.untyped(text.getBytes(StandardCharsets.UTF_8));
        Publication publication = new Publication(
                topic, content, qos, retain, Long.MAX_VALUE, (failure, matched) -> receipt.complete(matched, failure));
        run(() -> session.publish(publication));
        return receipt.future();
    }

    /** Publishes with QoS 2 under a packet id. */
    public Future<Boolean> publishAs(int packetId, String topic, String text) {
        Promise<Boolean> receipt = Promise.promise();
        Content content = Content.untyped(text.getBytes(StandardCharsets.UTF_8));
        Publication.Receipt told = (failure, matched) -> receipt.complete(matched, failure);
        run(() -> session.publish(new Publication(topic, content, 2, false, Long.MAX_VALUE, told, packetId)));
        return receipt.future();
    }

    /** Does something with what of the session is durable, on the connection's context. */
    public <R> Future<R> durably(Function<DurableSession, Future<R>> step) {
        Promise<R> answer = Promise.promise();
        context.runOnContext(now -> step.apply(session.durable().orElseThrow()).onComplete(answer));
        return answer.future();
    }

    /** Subscribes durably. */
    public void subscribeDurably(String filter, int qos) {
        Await.await(
                durably(durable -> durable.subscribe(new DurableSubscription(filter, qos, false, false, 0), false)));
    }

    /** Subscribes durably, wants retained values as well. */
    public void subscribeForRetained(String filter, int qos) {
        Await.await(durably(durable -> durable.subscribe(new DurableSubscription(filter, qos, false, false, 0), true)));
    }

    /** The texts that came through the queue so far. */
    public List<String> queued() {
        return door.queued().stream()
                .map(item -> item.frame().content().asText().orElse("?"))
                .toList();
    }

    /** Publishes a frame to a stream room; the future gives its place, or null where it was a repetition. */
    public Future<StreamPlace> publish(RoomId room, String lane, long number, String text) {
        Promise<StreamPlace> receipt = Promise.promise();
        StreamPublication publication = new StreamPublication(
                room, lane, 0, number, Content.text(text), (failure, place) -> receipt.complete(place, failure));
        run(() -> session.publish(publication));
        return receipt.future();
    }

    /** Publishes so many frames on lane 0 in one turn of the loop. */
    public void publishTogether(RoomId room, int count) {
        run(() -> {
            for (int i = 1; i <= count; i++) {
                session.publish(new StreamPublication(room, "0", 0, 0, Content.text("f" + i), null));
            }
        });
    }

    /** Publishes a piece with this own number. */
    public Outcome publishPiece(RoomId room, Piece piece, long number) {
        Outcome outcome = new Outcome();
        Content content = Content.untyped(new byte[1]);
        run(() -> session.publish(new StreamPublication(room, "0", 0, number, content, piece, outcome)));
        return outcome;
    }

    /** What became of a piece; complains about what is told twice, or in the wrong order. */
    public static final class Outcome implements StreamPublication.Receipt {
        private volatile boolean done;
        private volatile boolean spread;
        private volatile StreamPlace place;

        @Override
        public void done(Throwable failure, StreamPlace where) {
            require(!done && !spread);
            place = where;
            done = true;
        }

        @Override
        public void spread() {
            require(done && !spread);
            spread = true;
        }

        public boolean isDone() {
            return done;
        }

        public boolean isSpread() {
            return spread;
        }

        public StreamPlace place() {
            return place;
        }

        private static void require(boolean expected) {
            if (!expected) {
                throw new IllegalStateException("told twice, or in the wrong order");
            }
        }
    }

    /** Publishes without waiting for anything. */
    public void publishQuietly(String topic, String text, boolean retain) {
        Content content = Content.untyped(text.getBytes(StandardCharsets.UTF_8));
        run(() -> session.publish(new Publication(topic, content, 0, retain, Long.MAX_VALUE, null)));
    }

    /** Publishes from the connection's context, where several publications are to share a turn. */
    public void publishNow(String topic, String text) {
        Content content = Content.untyped(text.getBytes(StandardCharsets.UTF_8));
        session.publish(new Publication(topic, content, 0, false, Long.MAX_VALUE, null));
    }

    /** Publishes twice in one turn; the first receipt throws, the second is the future. */
    public Future<Boolean> publishAfterADefect(String topic) {
        Promise<Boolean> second = Promise.promise();
        Content content = Content.untyped(new byte[1]);
        run(() -> {
            session.publish(new Publication(topic, content, 1, false, Long.MAX_VALUE, (failure, matched) -> {
                throw new IllegalStateException("a defect of this door, as the test wants");
            }));
            session.publish(new Publication(
                    topic, content, 1, false, Long.MAX_VALUE, (failure, matched) -> second.complete(matched, failure)));
        });
        return second.future();
    }

    /** Runs something on the connection's context. */
    public void run(Runnable step) {
        context.runOnContext(now -> step.run());
    }

    /** Closes the session; done when it is. */
    public void close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(now -> {
            session.close();
            closed.complete();
        });
        Await.await(closed.future());
    }

    /** Everything that was sent to the connection's context before has been dealt with. */
    public void settle() {
        Promise<Void> there = Promise.promise();
        context.runOnContext(now -> there.complete());
        Await.await(there.future());
    }

    /** Texts of the inbox items pushed so far. */
    public List<String> items() {
        return door.pushes(Push.Item.class).stream()
                .map(push -> push.item().message().content().asText().orElse("?"))
                .toList();
    }
}
